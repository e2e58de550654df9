"""What is certified to somebody who finished a guide, and the one text that a seal is put on.

The canonical text, version 1, is UTF-8 in NFC, each line ended by a line feed, in this order and with nothing else:

    mentorbot certificate 1
    id: TPM-7F3K-9QWD
    name: Ada Lovelace
    guide: Technical Product Manager
    cohort: Spring 26
    tasks: 31
    finished_on: 2026-11-24
    issued_at: 2026-11-24T09:12:30Z
    instance: Career Guild

Two certificates that are equal have the same bytes, and each certificate has exactly one such text.
"""

import re
import unicodedata
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from typing import Final

from mentorbot.domain.cohorts import CohortKey
from mentorbot.domain.members import MemberKey

VERSION: Final = "mentorbot certificate 1"
LETTERS: Final = "34679ACDEFGHJKMNPQRTWXY"
"""None that is taken for another, on paper or over the phone: no 0 O, 1 I L, 2 Z, 5 S, 8 B, U V."""
LONGEST: Final = 200
"""Characters of a name, a guide's title, a cohort or an instance."""
ENOUGH_BYTES: Final = 8
"""Random bytes that an id takes at least."""
_ID: Final = re.compile(rf"[A-Z]{{1,4}}(-[{LETTERS}]{{4}}){{2}}")
_TEXTS: Final = ("name", "guide", "cohort", "instance")
_TURNING: Final = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f]")
"""Marks that turn the direction of what follows, and could make a certificate read as another."""
_SPACED: Final = {"Cc": " ", "Zl": " ", "Zp": " ", "Cs": ""}
"""What stands for kinds of characters that no line holds; halves of a pair are none that UTF-8 could write."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """That `name` finished `guide` with all its `tasks`; ValueError where a field cannot be certified.

    Texts are kept as one line of NFC, cut at 200 characters; `issued_at` in UTC and whole seconds.
    """

    id: str
    name: str
    guide: str
    """Its title."""
    cohort: str
    """May be empty: somebody who finished in none."""
    tasks: int
    finished_on: date
    """On the member's own calendar."""
    issued_at: datetime
    instance: str
    """What the bot's people call themselves."""

    def __post_init__(self) -> None:
        for field in _TEXTS:
            object.__setattr__(self, field, one_line(getattr(self, field)))
        if self.issued_at.tzinfo is None:
            raise ValueError("issued_at is an instant: it needs its zone")
        object.__setattr__(self, "issued_at", self.issued_at.astimezone(UTC).replace(microsecond=0))
        if not _ID.fullmatch(self.id):
            raise ValueError(f"no id of a certificate: {self.id!r}")
        if not (self.name and self.guide and self.instance):
            raise ValueError("a certificate names a person, a guide and an instance")
        if self.tasks < 0:
            raise ValueError("nobody does fewer than no tasks")


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """A certificate as it is kept: whose, for which guide (its slug), and the code that proves it; `issued_at` UTC."""

    id: str
    member: MemberKey
    guide: str
    cohort: CohortKey | None
    """None for somebody who finished in none."""
    sealed: str
    issued_at: datetime


def one_line(text: str) -> str:
    """NFC, without line breaks, controls and marks that turn the direction; at most 200 characters."""
    spaced = "".join(_SPACED.get(unicodedata.category(each), each) for each in _TURNING.sub("", text))
    return " ".join(unicodedata.normalize("NFC", spaced).split())[:LONGEST].rstrip()


def certificate_id(guide: str, random: bytes) -> str:
    """TPM-7F3K-9QWD for the slug technical-product-manager; ValueError with fewer than 8 random bytes.

    There are 78 thousand million of them for each guide, so whoever keeps them still asks whether one is taken.
    """
    if len(random) < ENOUGH_BYTES:
        raise ValueError(f"an id takes {ENOUGH_BYTES} random bytes")
    return f"{initials(guide)}-{spelled(random)}"


def initials(slug: str) -> str:
    """TPM for technical-product-manager, BEE for beekeeper, at most four letters; GUI where there are none."""
    words: list[str] = re.findall(r"[A-Z]+", slug.upper())
    if len(words) == 1:
        return words[0][:3]
    return "".join(word[0] for word in words)[:4] or "GUI"


def spelled(data: bytes) -> str:
    """Bytes as 7F3K-9QWD, eight letters that can be told apart."""
    number, letters = int.from_bytes(data, "big"), ""
    for _ in range(8):
        number, index = divmod(number, len(LETTERS))
        letters = LETTERS[index] + letters
    return f"{letters[:4]}-{letters[4:]}"


def canonical(certificate: Certificate) -> bytes:
    """The text that is sealed, as the module says."""
    lines = [VERSION, *(f"{each.name}: {_told(getattr(certificate, each.name))}" for each in fields(Certificate))]
    return "".join(f"{line}\n" for line in lines).encode()


def read_canonical(data: bytes) -> Certificate:
    """The certificate of a canonical text; ValueError for everything else, such as one of a later version."""
    version, *lines = data.decode().removesuffix("\n").split("\n")
    if version != VERSION:
        raise ValueError("another version")
    told = dict(line.split(": ", 1) for line in lines)
    if list(told) != [each.name for each in fields(Certificate)]:
        raise ValueError("other fields")
    certificate = Certificate(
        id=told["id"],
        name=told["name"],
        guide=told["guide"],
        cohort=told["cohort"],
        tasks=int(told["tasks"]),
        finished_on=date.fromisoformat(told["finished_on"]),
        issued_at=datetime.fromisoformat(told["issued_at"]),
        instance=told["instance"],
    )
    if canonical(certificate) != data:
        raise ValueError("not in its canonical form")
    return certificate


def _told(value: object) -> str:
    """Python 3.11 reads the Z that stands for UTC."""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%dT%H:%M:%SZ}"
    return value.isoformat() if isinstance(value, date) else str(value)
