"""Slack's own markup, as we write it, read back into spans."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

from mentorbot.chat.ids import ChannelId, UserId
from mentorbot.chat.spans import ChannelLink, Code, Emphasis, Link, Mention, Moment, Span, Strong
from mentorbot.platforms.slack.escape import unescape
from mentorbot.platforms.slack.rich_text import DATE_FORMATS
from mentorbot.previews.unknown import Unknown

_STYLES: Final = {form: style for style, form in DATE_FORMATS.items()}
_MARKUP: Final = re.compile(
    r"\*(?P<strong>[^*\n]+)\*|_(?P<emphasis>[^_\n]+)_|`(?P<code>[^`\n]+)`|"
    r"<!date\^(?P<at>\d+)\^(?P<form>[^|]+)\|[^>]*>|<@(?P<user>\w+)>|<#(?P<channel>\w+)>|"
    r"<(?P<url>https?://[^|>]+)\|(?P<label>[^>]*)>|(?P<unknown><[^>]*>)"
)


def read_mrkdwn(written: str) -> Iterator[Span]:
    """The spans; raises Unknown for a tag in angle brackets that we never write."""
    position = 0
    for found in _MARKUP.finditer(written):
        if before := written[position : found.start()]:
            yield unescape(before)
        yield _span(found)
        position = found.end()
    if rest := written[position:]:
        yield unescape(rest)


def _span(found: re.Match[str]) -> Span:
    match found.lastgroup:
        case "strong":
            return Strong(tuple(read_mrkdwn(found["strong"])))
        case "emphasis":
            return Emphasis(tuple(read_mrkdwn(found["emphasis"])))
        case "code":
            return Code(unescape(found["code"]))
        case "form" if found["form"] in _STYLES:
            return Moment(datetime.fromtimestamp(int(found["at"]), UTC), "UTC", _STYLES[found["form"]])
        case "user":
            return Mention(UserId(found["user"]), found["user"])
        case "channel":
            return ChannelLink(ChannelId(found["channel"]), found["channel"])
        case "label":
            return Link(unescape(found["label"]), unescape(found["url"]))
        case _:
            raise Unknown("Slack", found[0])
