"""A reply as Components V2: text displays, pictures, files and rows of buttons."""

from collections import Counter
from collections.abc import Iterator
from typing import Final, TypeAlias, assert_never

from discord import AllowedMentions, MediaGalleryItem, MessageFlags, ui

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
from mentorbot.chat.fit import fit
from mentorbot.chat.reply import Reply
from mentorbot.platforms.discord.attachments import Attachment, Names
from mentorbot.platforms.discord.buttons import MARKS, CallButton
from mentorbot.platforms.discord.limits import BUTTONS_IN_A_ROW, COMPONENTS, TEXT
from mentorbot.platforms.discord.markdown import escape, markdown

NOBODY: Final = AllowedMentions.none()
"""Names are shown; nobody is pinged by an answer."""
_MARKS: Final = {Mark.DONE: "☑", Mark.FOCUS: "▶", Mark.OPEN: "☐"}
_BAR: Final = 10
_NOTHING: Final = "…"
"""Discord refuses an empty message."""
_Part: TypeAlias = "str | list[CallButton] | Attachment"


def render(reply: Reply, *, mark: int | None = None) -> ui.LayoutView:
    """The reply within Discord's limits; the view listens to nothing, its buttons are `CallButton`s.

    `mark` is the number of its first component (`marks.py`).
    """
    view = ui.LayoutView(timeout=None)
    for place, part in enumerate(_sent(reply) or [_NOTHING]):
        _add(view, part, mark if place == 0 else None)
    # discord.py would keep every other view it sends, an ephemeral one with a task of fifteen minutes.
    view.stop()
    return view


def attachments(reply: Reply) -> tuple[Attachment, ...]:
    """What travels beside the components that show it."""
    return tuple(part for part in _sent(reply) if isinstance(part, Attachment)) if reply.attached else ()


def message_body(reply: Reply, *, mark: int | None = None) -> dict[str, object]:
    """The same as the body of a REST call; what it lists as attachments travels in parts of its own."""
    components: list[object] = render(reply, mark=mark).to_components()  # type: ignore[no-untyped-call] # discord.py forgot to
    body: dict[str, object] = {
        "components": components,
        "flags": MessageFlags(components_v2=True).value,
        "allowed_mentions": NOBODY.to_dict(),
    }
    listed = [each.listed(number) for number, each in enumerate(attachments(reply))]
    return body | ({"attachments": listed} if listed else {})


def _sent(reply: Reply) -> list[_Part]:
    return list(_within_limits(_parts(fit(reply))))


def _add(view: ui.LayoutView, part: _Part, number: int | None) -> None:
    match part:
        case str():
            view.add_item(ui.TextDisplay(part, id=number))
        case Attachment(picture=True):
            view.add_item(ui.MediaGallery(MediaGalleryItem(part.url, description=part.description), id=number))
        case Attachment():
            view.add_item(ui.File(part.url, id=number))
        case list():
            view.add_item(ui.ActionRow(*part, id=number))
        case _:
            assert_never(part)


def _within_limits(parts: Iterator[_Part]) -> Iterator[_Part]:
    """`fit` counts plain text and blocks; escapes and rows of buttons can still make a message too large."""
    text, components = TEXT, COMPONENTS
    for part in parts:
        kept = _shorter(part, text) if isinstance(part, str) else part
        size = 1 + len(kept) if isinstance(kept, list) else 1
        if not kept or size > components:
            continue
        text -= len(kept) if isinstance(kept, str) else 0
        components -= size
        yield kept


def _shorter(text: str, limit: int) -> str:
    """At most `limit` characters, nothing when only spaces are left: Discord refuses a blank text."""
    cut = text if len(text) <= limit else f"{text[: max(0, limit - 1)]}…"[:limit]
    return cut if cut.strip() else ""


def _parts(reply: Reply) -> Iterator[_Part]:
    calls: Counter[str] = Counter()
    names = Names()
    for place, block in enumerate(reply.blocks):
        if isinstance(block, Buttons):
            yield _row(block, calls)
        elif isinstance(block, Picture | File):
            yield Attachment.of(block, names.next(block.name))
        elif isinstance(block, Heading) and place > 0:
            yield f"### {escape(block.text)}"
        else:
            yield _text(block)


def _row(block: Buttons, calls: Counter[str]) -> list[CallButton]:
    row: list[CallButton] = []
    for button in block.buttons[:BUTTONS_IN_A_ROW]:
        row.append(CallButton.of(button, MARKS[calls[str(button.call)] % len(MARKS)]))
        calls[str(button.call)] += 1
    return row


def _text(block: Block) -> str:
    match block:
        case Heading(text):
            return f"## {escape(text)}"
        case Text(spans):
            return markdown(spans)
        case Bullets(items, numbered):
            marks = (f"{number}." if numbered else "-" for number in range(1, len(items) + 1))
            return "\n".join(f"{mark} {markdown(item)}" for mark, item in zip(marks, items, strict=True))
        case Quote(spans):
            return _prefixed("> ", markdown(spans))
        case Fields(pairs):
            return "\n".join(f"**{escape(label)}** {markdown(value)}" for label, value in pairs)
        case Checklist(items):
            return "\n".join(f"{_MARKS[mark]} {markdown(item)}" for mark, item in items)
        case Progress(label, done, total):
            return _progress(label, done=done, total=total)
        case Note(spans):
            return _prefixed("-# ", markdown(spans))
        case Buttons() | Picture() | File():
            return ""
        case _:
            assert_never(block)


def _prefixed(mark: str, text: str) -> str:
    return "\n".join(f"{mark}{each}" for each in text.splitlines())


def _progress(label: str, *, done: int, total: int) -> str:
    width = min(total, _BAR)
    filled = width * done // total if total else 0
    bar = "▓" * filled + "░" * (width - filled)
    return f"**{escape(label)}** {bar} {done} of {total}".replace("  ", " ")
