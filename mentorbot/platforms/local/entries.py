"""One entry of the transcript, and its line in the file."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from mentorbot.chat.ids import UserId
from mentorbot.chat.reply import Reply
from mentorbot.platforms.local.saved import Find, Json, pack, unpack_reply


class Origin(StrEnum):
    """How an entry came about."""

    TYPED = "typed"
    PRESSED = "pressed"
    ANSWER = "answer"
    MESSAGE = "message"
    """The bot wrote without being asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What somebody did, or what the bot said; `person` is whose conversation it is in."""

    id: int
    change: int
    """Grows with every entry and every replacement, so that a page can ask what it has missed."""
    at: datetime
    origin: Origin
    person: UserId
    public: bool
    body: str | Reply
    """A person's words, or the bot's."""
    key: str = ""
    """The parcel that brought it, so that a second try is seen."""

    def seen_by(self, user: UserId) -> bool:
        return self.public or self.person == user


def write_line(entry: Entry) -> str:
    """The entry as one line of ASCII."""
    body: Json = entry.body if isinstance(entry.body, str) else pack(entry.body)
    row: dict[str, Json] = {
        "id": entry.id,
        "change": entry.change,
        "at": entry.at.isoformat(),
        "origin": str(entry.origin),
        "person": entry.person,
        "public": entry.public,
        "body": body,
        "key": entry.key,
    }
    return json.dumps(row, separators=(",", ":")) + "\n"


def read_line(line: bytes, find: Find) -> Entry:
    """The entry of a line, its files found by their hashes; ValueError when the line is torn or is none of ours."""
    row = json.loads(line)
    if not isinstance(row, Mapping):
        raise ValueError("a line of a transcript is an object")  # noqa: TRY004 - a broken file, not a wrong argument
    try:
        return _entry(row, find)
    except (KeyError, TypeError) as broken:
        raise ValueError("a line of a transcript lacks something") from broken


def _entry(row: Mapping[str, Json], find: Find) -> Entry:
    body = row["body"]
    return Entry(
        id=_whole(row["id"]),
        change=_whole(row["change"]),
        at=_instant(row["at"]),
        origin=Origin(str(row["origin"])),
        person=UserId(str(row["person"])),
        public=row["public"] is True,
        body=body if isinstance(body, str) else unpack_reply(body, find),
        key=str(row["key"]),
    )


def _whole(value: Json) -> int:
    if not isinstance(value, int):
        raise TypeError("not a whole number")
    return value


def _instant(value: Json) -> datetime:
    at = datetime.fromisoformat(str(value))
    if at.tzinfo is None:
        raise ValueError("an instant needs its zone")
    return at
