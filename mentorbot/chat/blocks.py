"""The closed kinds of block that a reply is made of; each platform draws every kind, ending in `assert_never`."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar, TypeAlias

from mentorbot.chat.call import Call
from mentorbot.chat.spans import Line


class Tone(StrEnum):
    """How a button looks: the obvious next thing, an ordinary one, or one that takes something away."""

    PRIMARY = "primary"
    PLAIN = "plain"
    DANGER = "danger"


class Mark(StrEnum):
    """The state of an item of a checklist."""

    DONE = "done"
    FOCUS = "focus"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Heading:
    """A title; plain text only, since Slack's header takes no marks."""

    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph."""

    spans: Line


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list, numbered or not."""

    items: tuple[Line, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's or the guide's own words."""

    spans: Line


@dataclass(frozen=True, slots=True)
class Fields:
    """Short facts, each a label and a value."""

    pairs: tuple[tuple[str, Line], ...]


@dataclass(frozen=True, slots=True)
class Checklist:
    """Tasks and their state."""

    items: tuple[tuple[Mark, Line], ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """A bar: `done` of `total`, under a label."""

    label: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Note:
    """Small print: what comes next, where a text is from."""

    spans: Line


@dataclass(frozen=True, slots=True)
class Button:
    """A command call that a person can press; the call travels as text, so it works after a restart."""

    label: str
    call: Call
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Buttons:
    """One row of at most five buttons."""

    buttons: tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG to look at; `alt` says in words what it shows, to whoever cannot see it."""

    name: str
    content: bytes = field(repr=False)
    alt: str
    media_type: ClassVar[str] = "image/png"


@dataclass(frozen=True, slots=True)
class File:
    """Something to keep: CSV, JSON, HTML, PNG; `media_type` as in "text/csv"."""

    name: str
    media_type: str
    content: bytes = field(repr=False)


Attached: TypeAlias = Picture | File
"""What travels beside a message rather than in it."""
Block: TypeAlias = Heading | Text | Bullets | Quote | Fields | Checklist | Progress | Note | Buttons | Picture | File
