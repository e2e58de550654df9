"""Spans as Discord's Markdown; what people wrote stays literal and pings nobody."""

import re
from typing import Final, assert_never

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
)

_STYLES: Final = {MomentStyle.FULL: "F", MomentStyle.DATE: "D", MomentStyle.TIME: "t"}
_WEB: Final = re.compile(r"https?://[^\s<>()\[\]*`|\\]+")
_SPECIAL: Final = re.compile(r"[\\*_~`|<>\[\]]")
_LINE_START: Final = re.compile(r"(?m)^(\s*)(#{1,3}|-#|[-+]|\d+\.)(?=\s)")
_EVERYBODY: Final = re.compile(r"@(?=everyone|here)")


def markdown(spans: Line) -> str:
    """One line, or one paragraph with line breaks."""
    return "".join(_span(span) for span in spans)


def escape(text: str) -> str:
    """Text that shows as it is; web addresses are left alone, since a backslash would break them."""
    parts: list[str] = []
    position = 0
    for address in _WEB.finditer(text):
        parts += [_escaped(text[position : address.start()]), address[0]]
        position = address.end()
    parts.append(_escaped(text[position:]))
    literal = _LINE_START.sub(_marked, "".join(parts))
    # allowed_mentions keeps it from pinging; the zero-width space keeps it from looking as if it did.
    return _EVERYBODY.sub("@\u200b", literal)


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda found: f"\\{found[0]}", text)


def _marked(found: re.Match[str]) -> str:
    space, mark = found[1], found[2]
    return f"{space}{mark[:-1]}\\." if mark.endswith(".") else f"{space}\\{mark}"


def _span(span: Span) -> str:
    match span:
        case str():
            return escape(span)
        case Strong(spans):
            return f"**{markdown(spans)}**"
        case Emphasis(spans):
            return f"*{markdown(spans)}*"
        case Code(text):
            return _code(text)
        case Link(text, url):
            return _link(text, url)
        case Moment(at, _, style):
            return f"<t:{int(at.timestamp())}:{_STYLES[style]}>"
        case Mention(user, name):
            return f"<@{user}>" if user.isdigit() else escape(f"@{name}")
        case ChannelLink(channel, name):
            return f"<#{channel}>" if channel.isdigit() else escape(f"#{name}")
        case _:
            assert_never(span)


def _code(text: str) -> str:
    if "\n" in text:
        return "```\n" + text.replace("```", "`\u200b``") + "\n```"
    if "`" in text:
        return f"`` {text.replace('``', '`' + chr(0x200B) + '`')} ``"
    return f"`{text}`" if text else ""


def _link(text: str, url: str) -> str:
    """A masked link; Discord shows one raw whose text is itself an address."""
    if not url.startswith(("https://", "http://")):
        return escape(text)
    address = url.replace(" ", "%20").replace("(", "%28").replace(")", "%29").replace(">", "%3E")
    return address if "://" in text or not text.strip() else f"[{escape(text)}]({address})"
