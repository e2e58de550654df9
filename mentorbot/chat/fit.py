"""The last safety before a platform: a reply that no platform refuses, cut where it is too long."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from mentorbot.chat.blocks import (
    Block,
    Bullets,
    Button,
    Buttons,
    Checklist,
    Fields,
    File,
    Heading,
    Note,
    Picture,
    Progress,
    Quote,
    Text,
)
from mentorbot.chat.limits import (
    ALT,
    BLOCKS,
    BUTTON_CALL,
    BUTTON_LABEL,
    BUTTONS_IN_A_ROW,
    FILES,
    FILES_SIZE,
    HEADING,
    PARAGRAPH,
    REPLY_TEXT,
)
from mentorbot.chat.reply import Reply
from mentorbot.chat.spans import Code, Emphasis, Line, Link, Span, Strong, plain


def button(made: Button) -> Button | None:
    """The button with a label that fits; None when its call is too long to travel."""
    if len(str(made.call)) > BUTTON_CALL:
        return None
    return replace(made, label=shorten(made.label, BUTTON_LABEL))


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters, the last one "…" where something is cut."""
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"


def cut(spans: Line, limit: int) -> Line:
    """The beginning of a line, at most `limit` characters as plain text."""
    left = limit
    kept: list[Span] = []
    for span in spans:
        size = len(plain((span,)))
        if size > left == 0:
            break
        if size <= left:
            kept.append(span)
            left -= size
            continue
        kept.append(_shorter(span, left))
        break
    return tuple(kept)


def fit(answer: Reply) -> Reply:
    """The reply within every limit of `chat.limits`; whole when it fits already."""
    left = REPLY_TEXT
    kept: list[Block] = []
    for block in _within_files(answer.blocks):
        limit = min(left, PARAGRAPH)
        fitted = _fitted(block, limit)
        size = length(fitted)
        if _shows(fitted) and size <= limit:
            kept.append(fitted)
            left -= size
    if len(kept) > BLOCKS:
        kept = [*kept[: BLOCKS - 1], kept[-1]]
    return Reply(blocks=tuple(kept))


def length(block: Block) -> int:
    """How many characters of text a block shows, buttons left out."""
    match block:
        case Heading(text):
            return len(text)
        case Text(spans) | Quote(spans) | Note(spans):
            return len(plain(spans))
        case Bullets(items):
            return sum(len(plain(item)) + 3 for item in items)
        case Checklist(items):
            return sum(len(plain(item)) + 4 for _, item in items)
        case Fields(pairs):
            return sum(len(label) + len(plain(value)) + 3 for label, value in pairs)
        case Progress(label):
            return len(label) + 30
        case Buttons() | Picture() | File():
            return 0


def _within_files(blocks: Iterable[Block]) -> Iterator[Block]:
    """All blocks, and of the pictures and files as many as one message may carry."""
    files, size = FILES, FILES_SIZE
    for block in blocks:
        if isinstance(block, Picture | File):
            if not files or len(block.content) > size:
                continue
            files, size = files - 1, size - len(block.content)
        yield block


def _shows(block: Block) -> bool:
    """Whether there is anything in it: no platform takes an empty block."""
    match block:
        case Buttons(buttons):
            return bool(buttons)
        case Picture(content=content) | File(content=content):
            return bool(content)
        case _:
            return length(block) > 0


def _fitted(block: Block, limit: int) -> Block:
    match block:
        case Heading(text):
            return Heading(shorten(text, HEADING))
        case Text(spans):
            return Text(cut(spans, limit))
        case Quote(spans):
            return Quote(cut(spans, limit))
        case Note(spans):
            return Note(cut(spans, limit))
        case Bullets(items, numbered):
            return Bullets(_leading([(3, item) for item in items], limit), numbered)
        case Checklist(items):
            lines = _leading([(4, item) for _, item in items], limit)
            return Checklist(tuple(zip((mark for mark, _ in items), lines, strict=False)))
        case Fields(pairs):
            lines = _leading([(len(label) + 3, value) for label, value in pairs], limit)
            return Fields(tuple(zip((label for label, _ in pairs), lines, strict=False)))
        case Buttons(buttons):
            kept = [made for each in buttons if (made := button(each))]
            return Buttons(tuple(kept[:BUTTONS_IN_A_ROW]))
        case Picture(alt=alt):
            return replace(block, alt=shorten(alt, ALT))
        case _:
            return block


def _leading(items: Sequence[tuple[int, Line]], limit: int) -> tuple[Line, ...]:
    """The lines that fit, each with so many characters beside it; the last one cut where its beginning does."""
    kept: list[Line] = []
    for beside, item in items:
        limit -= beside
        if limit <= 0:
            break
        kept.append(cut(item, limit))
        limit -= len(plain(item))
    return tuple(kept)


def _shorter(span: Span, limit: int) -> Span:
    match span:
        case Strong(spans):
            return Strong(cut(spans, limit))
        case Emphasis(spans):
            return Emphasis(cut(spans, limit))
        case Code(text):
            return Code(shorten(text, limit))
        case Link(text, url):
            return Link(shorten(text, limit), url)
        case _:
            return shorten(plain((span,)), max(1, limit))
