"""A reply and a form as plain text, for goldens and for reading in a test's failure."""

from collections.abc import Iterator
from typing import Final, assert_never

from mentorbot.chat.blocks import (
    Block,
    Bullets,
    Buttons,
    Checklist,
    Fields,
    File,
    Heading,
    Mark,
    Note,
    Picture,
    Progress,
    Quote,
    Text,
)
from mentorbot.chat.reply import Field, Form, Reply
from mentorbot.chat.spans import plain

_MARKS: Final = {Mark.DONE: "[x]", Mark.FOCUS: "[>]", Mark.OPEN: "[ ]"}


def readable_reply(reply: Reply) -> str:
    """One block after the other, a blank line between them."""
    return "\n\n".join("\n".join(_lines(block)) for block in reply.blocks)


def readable_form(form: Form) -> str:
    """The title, the intro, and a line for each field."""
    head = [f"{{{form.title}}}", *([form.intro] if form.intro else [])]
    return "\n".join([*head, *(_field(each) for each in form.fields)])


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading(text):
            yield f"# {text}"
        case Text(spans):
            yield plain(spans)
        case Bullets(items, numbered=numbered):
            for number, item in enumerate(items, start=1):
                yield f"{number}. {plain(item)}" if numbered else f"- {plain(item)}"
        case Quote(spans):
            yield f"> {plain(spans)}"
        case Fields(pairs):
            yield from (f"{label}: {plain(value)}" for label, value in pairs)
        case Checklist(items):
            yield from (f"{_MARKS[mark]} {plain(item)}" for mark, item in items)
        case Progress(label, done, total):
            yield f"{label}: {done} of {total}"
        case Note(spans):
            yield f"({plain(spans)})"
        case Buttons(buttons):
            yield " ".join(f"[{button.label}]" for button in buttons)
        case Picture(name, _, alt):
            yield f"[picture {name}: {alt}]"
        case File(name):
            yield f"[file {name}]"
        case _:
            assert_never(block)


def _field(field: Field) -> str:
    star = "*" if field.required else ""
    choices = " | ".join(choice.label for choice in field.choices)
    hint = f" ({field.hint})" if field.hint else ""
    return f"{field.label}{star}{hint}: {field.value or choices}".rstrip()
