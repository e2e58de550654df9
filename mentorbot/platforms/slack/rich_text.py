"""Lines as Slack's rich text, in which every text is literal and nothing has to be escaped."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias, assert_never

from mentorbot.chat.spans import (
    ChannelLink,
    Code,
    Emphasis,
    Line,
    Link,
    Mention,
    Moment,
    MomentStyle,
    Span,
    Strong,
    say_moment,
)
from mentorbot.platforms.slack import limits

Json: TypeAlias = dict[str, object]
Style: TypeAlias = frozenset[str]

DATE_FORMATS: Final = {
    MomentStyle.FULL: "{date_long_pretty}, {time}",
    MomentStyle.DATE: "{date_long_pretty}",
    MomentStyle.TIME: "{time}",
}
PERSON: Final = re.compile(r"[UW][A-Z0-9]+")
CHANNEL: Final = re.compile(r"[CGD][A-Z0-9]+")
FILE: Final = re.compile(r"F[A-Z0-9]+")
NO_STYLE: Final[Style] = frozenset()


def section(line: Line) -> Json:
    """A paragraph."""
    return {"type": "rich_text_section", "elements": elements(line)}


def quote(line: Line) -> Json:
    return {"type": "rich_text_quote", "elements": elements(line)}


def listed(items: Sequence[Line], *, numbered: bool) -> Json:
    style = "ordered" if numbered else "bullet"
    return {"type": "rich_text_list", "style": style, "elements": [section(item) for item in items]}


def verbatim(text: str) -> Json:
    """Several lines of code."""
    return {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": text}]}


def block(*parts: Json) -> Json:
    return {"type": "rich_text", "elements": list(parts)}


def elements(line: Line) -> list[Json]:
    """The line's pieces; Slack refuses empty ones."""
    return [each for span in line for each in _elements(span, NO_STYLE)]


def is_link(url: str) -> bool:
    """Whether Slack takes it as an address."""
    return url.startswith(("https://", "http://")) and len(url) <= limits.URL


def _elements(span: Span, style: Style) -> Iterator[Json]:
    match span:
        case str():
            yield from _text(span, style)
        case Strong(spans):
            yield from _nested(spans, style | {"bold"})
        case Emphasis(spans):
            yield from _nested(spans, style | {"italic"})
        case Code(text):
            yield from _text(text, style | {"code"})
        case Link(text, url) if is_link(url):
            yield _styled({"type": "link", "url": url, "text": text or url}, style)
        case Link(text, _):
            yield from _text(text, style)
        case Moment():
            yield _styled(_date(span), style)
        case Mention(user, _) if PERSON.fullmatch(user):
            yield _styled({"type": "user", "user_id": user}, style)
        case ChannelLink(channel, _) if CHANNEL.fullmatch(channel):
            yield _styled({"type": "channel", "channel_id": channel}, style)
        case Mention(_, name):
            yield from _text(f"@{name}", style)
        case ChannelLink(_, name):
            yield from _text(f"#{name}", style)
        case _:
            assert_never(span)


def _nested(line: Line, style: Style) -> Iterator[Json]:
    for span in line:
        yield from _elements(span, style)


def _text(text: str, style: Style) -> Iterator[Json]:
    if text:
        yield _styled({"type": "text", "text": text}, style)


def _date(moment: Moment) -> Json:
    return {
        "type": "date",
        "timestamp": int(moment.at.timestamp()),
        "format": DATE_FORMATS[moment.style],
        "fallback": say_moment(moment),
    }


def _styled(element: Json, style: Style) -> Json:
    return {**element, "style": dict.fromkeys(sorted(style), True)} if style else element
