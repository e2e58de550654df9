"""Lines as Slack's own markup, for the few blocks that take nothing else."""

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
    Span,
    Strong,
    plain,
    say_moment,
)
from mentorbot.platforms.slack.escape import escape
from mentorbot.platforms.slack.rich_text import CHANNEL, DATE_FORMATS, PERSON, is_link

_MARKUP: Final = re.compile(r"[*_~`]")


def mrkdwn(line: Line) -> str:
    """The line with its marks; what is literal is escaped."""
    return "".join(_written(span) for span in line)


def is_safe(line: Line) -> bool:
    """Whether the markup can say it: a literal `*`, `_`, `~` or backtick cannot be escaped."""
    return not _MARKUP.search(plain(line))


def _written(span: Span) -> str:
    match span:
        case str():
            return escape(span)
        case Strong(spans):
            return f"*{mrkdwn(spans)}*"
        case Emphasis(spans):
            return f"_{mrkdwn(spans)}_"
        case Code(text):
            return f"`{escape(text)}`"
        case Link(text, url) if is_link(url) and "|" not in url:
            return f"<{escape(url)}|{escape(text or url)}>"
        case Link(text, _):
            return escape(text)
        case Moment():
            return _date(span)
        case Mention(user, _) if PERSON.fullmatch(user):
            return f"<@{user}>"
        case ChannelLink(channel, _) if CHANNEL.fullmatch(channel):
            return f"<#{channel}>"
        case Mention(_, name):
            return escape(f"@{name}")
        case ChannelLink(_, name):
            return escape(f"#{name}")
        case _:
            assert_never(span)


def _date(moment: Moment) -> str:
    form = DATE_FORMATS[moment.style]
    return f"<!date^{int(moment.at.timestamp())}^{form}|{escape(say_moment(moment))}>"
