"""What is said of a certificate that somebody gives us to check: who, what and when, or exactly what is wrong."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from mentorbot.chat.blocks import Button
from mentorbot.chat.call import asking, call
from mentorbot.domain.certificates import Certificate
from mentorbot.messages.moments import count
from mentorbot.pictures.counts import day
from mentorbot.pictures.png_text import NoText, text_of
from mentorbot.seals import CODE, NotSealed, check, short_of

HOLDS: Final = "Signed by this instance, and not changed since."
UNREADABLE: Final = "unreadable"
"""The flaw of a file in which there is no code; the others are those of seals."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of checking: a certificate that holds, with the code its picture shows; or a flaw and a sentence."""

    certificate: Certificate | None
    short: str = ""
    flaw: str = ""
    sentence: str = HOLDS

    @property
    def holds(self) -> bool:
        return self.certificate is not None


def verdict(public: str, given: bytes) -> Verdict:
    """Check a code, or a file with one in it; NotAKey where the public key is none."""
    try:
        code = code_in(given)
        return Verdict(check(public, code), short_of(code))
    except NoText as why:
        return Verdict(None, flaw=UNREADABLE, sentence=str(why))
    except NotSealed as why:
        return Verdict(None, flaw=why.flaw, sentence=str(why))


def code_in(given: bytes) -> str:
    """The code as it is, in a PNG, or in a file of text; NoText where there is none."""
    if given.strip().startswith(CODE.encode()):
        return given.decode(errors="replace")
    return text_of(given)


def finished(certificate: Certificate) -> str:
    """Ada Lovelace finished Technical Product Manager (31 tasks) with Spring 26 on 24 November 2026."""
    cohort = f" with {certificate.cohort}" if certificate.cohort else ""
    tasks = count(certificate.tasks, "task")
    return f"{certificate.name} finished {certificate.guide} ({tasks}){cohort} on {day(certificate.finished_on)}."


def issued(certificate: Certificate) -> str:
    """24 November 2026, 09:12 UTC."""
    return f"{day(certificate.issued_at)}, {certificate.issued_at:%H:%M} UTC"


def as_json(made: Verdict, public: str) -> dict[str, object]:
    """The same for programs; days are ISO, instants UTC."""
    told: dict[str, object] = {"holds": made.holds, "sentence": made.sentence, "key": public}
    if made.certificate is None:
        return told | {"flaw": made.flaw}
    its = made.certificate
    return told | {
        "short": made.short,
        "certificate": {
            "id": its.id,
            "name": its.name,
            "guide": its.guide,
            "cohort": its.cohort,
            "tasks": its.tasks,
            "finished_on": its.finished_on.isoformat(),
            "issued_at": _instant(its.issued_at),
            "instance": its.instance,
        },
    }


def _instant(at: datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"


def certificate_button(guide: str, *, has_one: bool) -> Button:
    """The way to somebody's certificate for a guide (its slug); the first time it asks for the name on it."""
    if has_one:
        return Button("My certificate", call("mentor certificate", guide=guide))
    return Button("Get my certificate", asking("mentor certificate", guide=guide))
