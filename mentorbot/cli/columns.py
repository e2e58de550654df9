"""Replies in the terminal: beside each other where there is room, else one under the other."""

from collections.abc import Iterable
from typing import Final, assert_never

from rich.console import Console
from rich.rule import Rule
from rich.table import Table
from rich.text import Text as Styled

from mentorbot.chat.blocks import (
    Block,
    Bullets,
    Button,
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
    Tone,
)
from mentorbot.chat.reply import Reply
from mentorbot.chat.spans import Code, Emphasis, Line, Link, Span, Strong, plain

ROOM: Final = 96
"""Columns of the terminal from which on three messages fit beside each other."""
_MARKS: Final = {Mark.DONE: "☑", Mark.FOCUS: "▶", Mark.OPEN: "☐"}
_TONES: Final = {Tone.PRIMARY: "reverse", Tone.PLAIN: "", Tone.DANGER: "red"}


def beside_each_other(console: Console, title: str, replies: dict[str, Reply]) -> None:
    """Print them under their names."""
    console.print(Rule(title, align="left"))
    if console.width < ROOM:
        for name, each in replies.items():
            console.print(Styled(name, "bold underline"), drawn(each), "", sep="\n")
        return
    table = Table(box=None, expand=True, padding=(0, 2, 0, 0))
    for name in replies:
        table.add_column(name, ratio=1)
    table.add_row(*map(drawn, replies.values()))
    console.print(table)


def drawn(reply: Reply) -> Styled:
    """A blank line between blocks."""
    return Styled("\n\n").join(map(_block, reply.blocks))


def _block(block: Block) -> Styled:
    match block:
        case Heading(text):
            return Styled(text, "bold")
        case Text(spans):
            return _line(spans)
        case Bullets(items, numbered=numbered):
            marks = (f"{number}. " if numbered else "• " for number in range(1, len(items) + 1))
            return _lines(Styled(mark) + _line(item) for mark, item in zip(marks, items, strict=True))
        case Quote(spans):
            return Styled("│ ", "dim") + _line(spans)
        case Fields(pairs):
            return _lines(Styled(f"{label}: ", "bold") + _line(value) for label, value in pairs)
        case Checklist(items):
            return _lines(Styled(f"{_MARKS[mark]} ") + _line(item) for mark, item in items)
        case Progress(label, done, total):
            return Styled(f"{label}: {done} of {total}")
        case Note(spans):
            return _dimmed(_line(spans))
        case Buttons(buttons):
            return Styled(" ").join(map(_button, buttons))
        case Picture(name, _, alt):
            return Styled(f"{name}: ", "bold") + Styled(alt, "italic")
        case File(name):
            return Styled(name, "underline")
        case _:
            assert_never(block)


def _line(spans: Line) -> Styled:
    return Styled("").join(map(_span, spans))


def _span(span: Span) -> Styled:
    match span:
        case Strong(spans):
            return _styled(_line(spans), "bold")
        case Emphasis(spans):
            return _styled(_line(spans), "italic")
        case Code(text):
            return Styled(text, "cyan")
        case Link(text, url):
            return Styled(text, f"underline link {url}")
        case _:
            return Styled(plain((span,)))


def _button(button: Button) -> Styled:
    return Styled(f"[{button.label}]", _TONES[button.tone])


def _dimmed(text: Styled) -> Styled:
    return _styled(text, "dim")


def _styled(text: Styled, style: str) -> Styled:
    text.stylize(style)
    return text


def _lines(lines: Iterable[Styled]) -> Styled:
    return Styled("\n").join(lines)
