"""A reply as Block Kit, and as the text that notifications and screen readers use."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeAlias, TypeVar, assert_never

from mentorbot.chat.blocks import (
    Attached,
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
from mentorbot.chat.spans import Code, Emphasis, Line, Strong, plain
from mentorbot.platforms.slack import limits, rich_text
from mentorbot.platforms.slack.escape import escape
from mentorbot.platforms.slack.fit import clipped, fitting, taken
from mentorbot.platforms.slack.limits import cut
from mentorbot.platforms.slack.mrkdwn import is_safe, mrkdwn
from mentorbot.platforms.slack.rich_text import Json

T = TypeVar("T")

_Drawable: TypeAlias = Heading | Text | Bullets | Quote | Fields | Checklist | Progress | Note | Buttons
"""What Slack has a block for."""
_MARKS: Final = {Mark.DONE: "✓", Mark.FOCUS: "▸", Mark.OPEN: "○"}
_CELLS: Final = 10


@dataclass(frozen=True, slots=True)
class Rendered:
    """What Slack is given: the blocks, and the text beside them."""

    blocks: tuple[Json, ...]
    text: str

    @property
    def without_blocks(self) -> "Rendered":
        """For the day on which Slack refuses a block that its documentation allows."""
        return replace(self, blocks=())


def render(reply: Reply, *, direct: bool = False) -> Rendered:
    """The reply within Slack's limits; what does not fit is left out, and the reply says so.

    A line stands where a picture or a file would, which is uploaded on its own (`uploads.py`): right behind the message
    when it is a `direct` one, else to the person's direct messages, since what one person sees cannot carry files.
    """
    told = [_told(block, direct=direct) if isinstance(block, Picture | File) else block for block in reply.blocks]
    blocks = fitting([drawn for block in told for drawn in _draw(block)])
    lines = (line for block in told for line in _lines(block))
    text = escape(cut("\n".join(lines), limits.NOTIFICATION)) or "…"
    return Rendered(blocks=tuple(blocks), text=text)


def _told(block: Attached, *, direct: bool) -> Text:
    """Where it is; and what a picture shows, so that it can be read whatever becomes of the upload."""
    where = " comes right after this message." if direct else " is in your direct messages with me."
    shows = f" In words: {block.alt}" if isinstance(block, Picture) else ""
    return Text((Strong((block.name,)), f"{where}{shows}"))


def _draw(block: _Drawable) -> Iterator[Json]:
    match block:
        case Heading(text):
            yield from _heading(text)
        case Text(spans):
            yield from _text(spans)
        case Bullets(items, numbered=numbered):
            if kept := taken(items):
                yield rich_text.block(rich_text.listed(kept, numbered=numbered))
        case Quote(spans):
            if plain(spans):
                yield rich_text.block(rich_text.quote(clipped(spans, limits.RICH_TEXT)))
        case Fields(pairs):
            yield from _fields(pairs)
        case Checklist(items):
            yield from _checklist(items)
        case Progress():
            yield from _text((Strong((block.label,)), f"  {_bar(block)}"))
        case Note(spans):
            yield from _note(spans)
        case Buttons(buttons):
            yield from _buttons(buttons)
        case _:
            assert_never(block)


def _heading(text: str) -> Iterator[Json]:
    if text.strip():
        yield {"type": "header", "text": _plain_text(cut(text, limits.HEADER))}


def _text(spans: Line) -> Iterator[Json]:
    match spans:
        case (Code(text),) if "\n" in text:
            yield rich_text.block(rich_text.verbatim(cut(text, limits.RICH_TEXT)))
        case _ if plain(spans):
            yield rich_text.block(rich_text.section(clipped(spans, limits.RICH_TEXT)))
        case _:
            return


def _fields(pairs: Sequence[tuple[str, Line]]) -> Iterator[Json]:
    """Two columns where the markup can say it, else one below the other."""
    if not all(is_safe((label, *value)) for label, value in pairs):
        lines = taken([(Strong((label,)), "  ", *value) for label, value in pairs])
        yield rich_text.block(rich_text.section(_below_each_other(lines)))
        return
    fields = [_field(label, value) for label, value in pairs]
    for some in _by(limits.FIELDS, fields):
        yield {"type": "section", "fields": list(some)}


def _field(label: str, value: Line) -> Json:
    text = f"*{escape(label)}*\n{mrkdwn(value)}"
    if len(text) > limits.FIELD:
        text = escape(cut(f"{label}\n{plain(value)}", limits.FIELD // 5))  # an escape takes up to five characters
    return {"type": "mrkdwn", "text": text}


def _checklist(items: Sequence[tuple[Mark, Line]]) -> Iterator[Json]:
    lines = taken([(f"{_MARKS[mark]} ", *_weighted(mark, line)) for mark, line in items])
    if lines:
        yield rich_text.block(rich_text.section(_below_each_other(lines)))


def _weighted(mark: Mark, line: Line) -> Line:
    return (Strong(line),) if mark is Mark.FOCUS else line


def _below_each_other(lines: Sequence[Line]) -> Line:
    """Lines with breaks between them: sections of their own would be set one after the other."""
    return tuple(span for number, line in enumerate(lines) for span in (("\n", *line) if number else line))


def _note(spans: Line) -> Iterator[Json]:
    if not plain(spans).strip():
        return
    text = mrkdwn(spans)
    if is_safe(spans) and len(text) <= limits.CONTEXT:
        yield {"type": "context", "elements": [{"type": "mrkdwn", "text": text}]}
    else:
        yield rich_text.block(rich_text.section((Emphasis(clipped(spans, limits.RICH_TEXT)),)))


def _buttons(buttons: Sequence[Button]) -> Iterator[Json]:
    """Rows of buttons; one whose call is too long to travel is left out."""
    kept = [button for button in buttons if len(str(button.call)) <= limits.BUTTON_VALUE]
    for row in _by(limits.ACTIONS, kept):
        yield {"type": "actions", "elements": [_button(each, number) for number, each in enumerate(row)]}


def _button(button: Button, number: int) -> Json:
    drawn: Json = {
        "type": "button",
        "action_id": f"call-{number}",  # unique within its row, which is all that Slack asks
        "text": _plain_text(cut(button.label, limits.BUTTON)),
        "value": str(button.call),
    }
    match button.tone:
        case Tone.PRIMARY | Tone.DANGER:
            return {**drawn, "style": button.tone.value}
        case Tone.PLAIN:
            return drawn
        case _:
            assert_never(button.tone)


def _bar(progress: Progress) -> str:
    cells = min(progress.total, _CELLS)
    full = progress.done * cells // progress.total if progress.total else 0
    return f"{'▓' * full}{'░' * (cells - full)}  {progress.done} of {progress.total}".strip()


def _plain_text(text: str) -> Json:
    # Without emoji, `:smile:` in the name that somebody gave a cohort stays what they wrote.
    return {"type": "plain_text", "text": text, "emoji": False}


def _by(size: int, things: Sequence[T]) -> Iterator[Sequence[T]]:
    return (things[start : start + size] for start in range(0, len(things), size))


def _lines(block: _Drawable) -> Iterator[str]:
    match block:
        case Heading(text):
            yield text
        case Text(spans) | Quote(spans) | Note(spans):
            yield plain(spans)
        case Bullets(items):
            yield from (f"• {plain(item)}" for item in items)
        case Fields(pairs):
            yield from (f"{label}: {plain(value)}" for label, value in pairs)
        case Checklist(items):
            yield from (f"{_MARKS[mark]} {plain(item)}" for mark, item in items)
        case Progress(label, done, total):
            yield f"{label}: {done} of {total}"
        case Buttons():
            return
        case _:
            assert_never(block)
