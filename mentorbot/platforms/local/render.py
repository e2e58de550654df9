"""A reply as HTML: every text is escaped, every moment is on the reader's own clock."""

from collections.abc import Callable, Iterable
from typing import Final, TypeAlias, assert_never
from urllib.parse import quote
from zoneinfo import ZoneInfo

from markupsafe import Markup

from mentorbot.chat.blocks import (
    Attached,
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
)
from mentorbot.chat.reply import Reply
from mentorbot.chat.spans import (
    ChannelLink,
    Code,
    Emphasis,
    Line,
    Link,
    Mention,
    Moment,
    Span,
    Strong,
    say_moment,
)
from mentorbot.platforms.local.kept_files import name_of
from mentorbot.platforms.local.png import png_size

AddressOf: TypeAlias = Callable[[Attached], str]
"""Where a browser finds what a picture or a file holds."""
_STATES: Final = {Mark.DONE: "done", Mark.FOCUS: "this week", Mark.OPEN: "to do"}


def address_of(file: Attached) -> str:
    """On the page's own server."""
    return f"/local/files/{name_of(file.content)}/{quote(file.name, safe='')}"


def render_reply(reply: Reply, zone: str, address: AddressOf = address_of) -> Markup:
    """The blocks from top to bottom, for a reader in `zone` (IANA)."""
    return _joined(_block(block, zone, address) for block in reply.blocks)


def _block(block: Block, zone: str, address: AddressOf) -> Markup:
    match block:
        case Heading(text):
            return Markup("<h3>{}</h3>").format(text)
        case Text(spans):
            return Markup("<p>{}</p>").format(_line(spans, zone))
        case Bullets(items, numbered=numbered):
            listed = _joined(Markup("<li>{}</li>").format(_line(item, zone)) for item in items)
            return (Markup("<ol>{}</ol>") if numbered else Markup("<ul>{}</ul>")).format(listed)
        case Quote(spans):
            return Markup("<blockquote>{}</blockquote>").format(_line(spans, zone))
        case Fields(pairs):
            return Markup("<dl>{}</dl>").format(_joined(_pair(label, value, zone) for label, value in pairs))
        case Checklist(items):
            return Markup('<ul class="checklist">{}</ul>').format(
                _joined(_task(mark, item, zone) for mark, item in items)
            )
        case Progress():
            return _progress(block)
        case Note(spans):
            return Markup('<p class="note">{}</p>').format(_line(spans, zone))
        case Buttons(buttons):
            return Markup('<div class="buttons">{}</div>').format(_joined(_button(button) for button in buttons))
        case Picture():
            return _picture(block, address)
        case File():
            return _file(block, address)
        case _:
            assert_never(block)


def _line(spans: Line, zone: str) -> Markup:
    return _joined(_span(span, zone) for span in spans)


def _span(span: Span, zone: str) -> Markup:
    match span:
        case str():
            return Markup("{}").format(span)
        case Strong(spans):
            return Markup("<strong>{}</strong>").format(_line(spans, zone))
        case Emphasis(spans):
            return Markup("<em>{}</em>").format(_line(spans, zone))
        case Code(text):
            return Markup("<code>{}</code>").format(text)
        case Link(text, url):
            return _link(text, url)
        case Moment():
            return _moment(span, zone)
        case Mention(_, name):
            return Markup('<span class="mention">@{}</span>').format(name)
        case ChannelLink(_, name):
            return Markup('<span class="mention">#{}</span>').format(name)
        case _:
            assert_never(span)


def _moment(moment: Moment, zone: str) -> Markup:
    theirs = Moment(moment.at, zone, moment.style)
    exact = moment.at.astimezone(ZoneInfo(zone))
    title = f"{exact:%Y-%m-%d %H:%M} {zone}"
    return Markup('<time datetime="{}" title="{}">{}</time>').format(exact.isoformat(), title, say_moment(theirs))


def _link(text: str, url: str) -> Markup:
    if not url.lower().startswith(("http://", "https://")):
        return Markup("{}").format(text)
    return Markup('<a href="{}" target="_blank" rel="noopener noreferrer">{}</a>').format(url, text)


def _pair(label: str, value: Line, zone: str) -> Markup:
    return Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(label, _line(value, zone))


def _task(mark: Mark, item: Line, zone: str) -> Markup:
    return Markup('<li class="{}"><span class="aside">{}: </span><span>{}</span></li>').format(
        mark, _STATES[mark], _line(item, zone)
    )


def _progress(block: Progress) -> Markup:
    return Markup(
        '<div class="progress"><span>{0}</span>'
        '<progress value="{1}" max="{2}" aria-label="{0}"></progress><span>{3} of {4}</span></div>'
    ).format(block.label, min(block.done, block.total), max(block.total, 1), block.done, block.total)


def _button(button: Button) -> Markup:
    return Markup('<button type="button" class="{}" data-call="{}">{}</button>').format(
        button.tone, button.call, button.label
    )


def _picture(block: Picture, address: AddressOf) -> Markup:
    """Its size is named, so that nothing moves when it arrives."""
    if not block.content:
        return Markup('<p class="note">{} is no longer kept here. In words: {}</p>').format(block.name, block.alt)
    width, height = png_size(block.content) or (0, 0)
    size = Markup(' width="{}" height="{}"').format(width, height) if width else ""
    return Markup('<img class="picture" src="{}" alt="{}"{}>').format(address(block), block.alt, size)


def _file(block: File, address: AddressOf) -> Markup:
    if not block.content:
        return Markup('<p class="note">{} is no longer kept here.</p>').format(block.name)
    return Markup('<p><a class="file" href="{}" download="{}">{}</a></p>').format(
        address(block), block.name, block.name
    )


def _joined(parts: Iterable[Markup]) -> Markup:
    return Markup("").join(parts)
