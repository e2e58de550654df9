"""What a command says, and what a form asks; who sees it was decided by the command's declaration."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from mentorbot.chat.blocks import Attached, Block, File, Heading, Picture, Text
from mentorbot.chat.call import Call
from mentorbot.chat.limits import FILES, FILES_SIZE
from mentorbot.chat.spans import Line, Span, line


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """Blocks from top to bottom."""

    blocks: tuple[Block, ...]

    @property
    def attached(self) -> tuple[Attached, ...]:
        """Its pictures and files, from top to bottom."""
        return tuple(block for block in self.blocks if isinstance(block, Picture | File))


def reply(*blocks: Block | None) -> Reply:
    """A reply of the blocks that are there: `reply(Text(…), buttons if any else None)`.

    ValueError for pictures and files that no platform would take: too many, too large, empty, without words.
    """
    made = Reply(blocks=tuple(block for block in blocks if block is not None))
    _check_attached(made.attached)
    return made


def _check_attached(files: Sequence[Attached]) -> None:
    if len(files) > FILES:
        raise ValueError(f"a reply holds at most {FILES} pictures and files, not {len(files)}")
    if sum(len(each.content) for each in files) > FILES_SIZE:
        raise ValueError(f"the pictures and files of a reply are {FILES_SIZE} bytes at most")
    for each in files:
        if not each.name.strip() or not each.content:
            raise ValueError("a picture or a file has a name and is not empty")
        if isinstance(each, Picture) and not each.alt.strip():
            raise ValueError(f"{each.name} needs its alternative text")


def say(template: str, **values: Span | Line | int) -> Text:
    """One paragraph from a template (see `spans.line`)."""
    return Text(line(template, **values))


def heading(text: str) -> Heading:
    """A title of at most 150 characters (Slack's header block)."""
    return Heading(text if len(text) <= HEADING_LIMIT else text[: HEADING_LIMIT - 1] + "…")


HEADING_LIMIT = 150


class FieldKind(StrEnum):
    """What a form's field takes."""

    LINE = "line"
    PARAGRAPH = "paragraph"
    SELECT = "select"
    PERSON = "person"
    CHANNEL = "channel"
    ROLE = "role"
    FILE = "file"
    """One file; it cannot be filled in beforehand."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A value and what a person reads for it (at most 75 characters, Slack's option text)."""

    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One thing a form asks; `name` is the option it fills."""

    name: str
    label: str
    kind: FieldKind
    required: bool
    hint: str = ""
    value: str = ""
    """What is filled in already."""
    choices: tuple[Choice, ...] = ()
    """For SELECT only: 1 to 25."""
    max_length: int = 3000


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A command's missing options as questions; submitting it makes `call` with them filled in."""

    title: str
    """At most 24 characters (Slack's modal title)."""
    call: Call
    fields: tuple[Field, ...] = field(default=())
    """1 to 5 (Discord's modal)."""
    intro: str = ""
    """A sentence above the fields, such as what was wrong with the last try."""
