"""Discord's Markdown, as we write it, read back into spans."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

from mentorbot.chat.ids import ChannelId, UserId
from mentorbot.chat.spans import ChannelLink, Code, Emphasis, Link, Mention, Moment, MomentStyle, Span, Strong, plain
from mentorbot.previews.unknown import Unknown

_STYLES: Final = {"F": MomentStyle.FULL, "D": MomentStyle.DATE, "t": MomentStyle.TIME}
_LITERAL: Final = r"(?:\\.|[^\\*`])"
_MARKUP: Final = re.compile(
    rf"""
      \\(?P<escaped>.)
    | ```\n(?P<verbatim>.*?)\n```
    | ``\ (?P<quoted>.+?)\ ``
    | `(?P<code>[^`]+)`
    | \*\*(?P<strong>(?:{_LITERAL}|`[^`]*`|\*{_LITERAL}+\*)+)\*\*
    | \*(?P<emphasis>(?:{_LITERAL}|`[^`]*`|\*\*{_LITERAL}+\*\*)+)\*
    | \[(?P<label>(?:\\.|[^\]\\])*)\]\((?P<url>[^)\s]+)\)
    | <t:(?P<at>\d+):(?P<style>\w)>
    | <@(?P<user>\d+)>
    | <\#(?P<channel>\d+)>
    | (?P<bare>https?://[^\s<>()\[\]*`|\\]+)
    | (?P<unknown>[<*`])
    """,
    re.VERBOSE | re.DOTALL,
)
_UNSEEN: Final = "\u200b"


def read_markdown(written: str) -> Iterator[Span]:
    """The spans; raises Unknown for a mark that is neither escaped nor one that we write."""
    position, literal = 0, ""
    for found in _MARKUP.finditer(written):
        literal += written[position : found.start()]
        position = found.end()
        if found.lastgroup == "escaped":
            literal += found["escaped"]
            continue
        if literal:
            yield literal.replace(_UNSEEN, "")
            literal = ""
        yield _span(found)
    if rest := literal + written[position:]:
        yield rest.replace(_UNSEEN, "")


def _span(found: re.Match[str]) -> Span:
    match found.lastgroup:
        case "verbatim" | "quoted" | "code" as kind:
            return Code(found[kind].replace(_UNSEEN, ""))
        case "strong":
            return Strong(tuple(read_markdown(found["strong"])))
        case "emphasis":
            return Emphasis(tuple(read_markdown(found["emphasis"])))
        case "url":
            return Link(plain(tuple(read_markdown(found["label"]))), found["url"])
        case "style" if found["style"] in _STYLES:
            return Moment(datetime.fromtimestamp(int(found["at"]), UTC), "UTC", _STYLES[found["style"]])
        case "user":
            return Mention(UserId(found["user"]), found["user"])
        case "channel":
            return ChannelLink(ChannelId(found["channel"]), found["channel"])
        case "bare":
            return Link(found["bare"], found["bare"])
        case _:
            raise Unknown("Discord", found.string)
