"""Block Kit, as Slack is sent it, read back into blocks."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Final

from mentorbot.chat.blocks import Block, Bullets, Button, Buttons, Fields, Heading, Note, Quote, Text, Tone
from mentorbot.chat.call import parse_call
from mentorbot.chat.ids import ChannelId, UserId
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
    plain,
)
from mentorbot.platforms.slack.render import render
from mentorbot.platforms.slack.rich_text import DATE_FORMATS
from mentorbot.previews.mrkdwn import read_mrkdwn
from mentorbot.previews.payload import Json, number, part, parts, text
from mentorbot.previews.unknown import Unknown

ZONE: Final = "UTC"
"""On whose clock moments are shown, whatever the platform would make of the reader's."""
_MOMENTS: Final = {form: style for style, form in DATE_FORMATS.items()}


def as_slack(reply: Reply) -> Reply:
    """What is left of a reply once it has been Slack's payload. Raises Unknown."""
    return Reply(blocks=tuple(read_slack(render(reply).blocks)))


def read_slack(blocks: Sequence[Json]) -> Iterator[Block]:
    """Raises Unknown for a block or an element that this does not know."""
    for block in blocks:
        match text(block, "type"):
            case "header":
                yield Heading(text(part(block, "text"), "text"))
            case "rich_text":
                yield from map(_rich, parts(block, "elements"))
            case "section" if "fields" in block:
                yield Fields(tuple(_field(each) for each in parts(block, "fields")))
            case "context":
                yield Note(tuple(span for each in parts(block, "elements") for span in read_mrkdwn(text(each, "text"))))
            case "actions":
                yield Buttons(tuple(map(_button, parts(block, "elements"))))
            case _:
                raise Unknown("Slack", block)


def _rich(element: Json) -> Block:
    match text(element, "type"):
        case "rich_text_section":
            return Text(_line(element))
        case "rich_text_quote":
            return Quote(_line(element))
        case "rich_text_list":
            items = tuple(map(_line, parts(element, "elements")))
            return Bullets(items, numbered=text(element, "style") == "ordered")
        case "rich_text_preformatted":
            return Text((Code(plain(_line(element))),))
        case _:
            raise Unknown("Slack", element)


def _line(element: Json) -> Line:
    return tuple(_styled(_span(each), part(each, "style")) for each in parts(element, "elements"))


def _span(element: Json) -> Span:
    match text(element, "type"):
        case "text" if part(element, "style").get("code"):
            return Code(text(element, "text"))
        case "text":
            return text(element, "text")
        case "link":
            return Link(text(element, "text"), text(element, "url"))
        case "date":
            return moment(number(element, "timestamp"), text(element, "format"))
        case "user":
            return Mention(UserId(text(element, "user_id")), text(element, "user_id"))
        case "channel":
            return ChannelLink(ChannelId(text(element, "channel_id")), text(element, "channel_id"))
        case _:
            raise Unknown("Slack", element)


def moment(seconds: int, form: str) -> Moment:
    """Seconds since 1970 in one of Slack's forms of a date."""
    if form not in _MOMENTS:
        raise Unknown("Slack", form)
    return Moment(datetime.fromtimestamp(seconds, UTC), ZONE, _MOMENTS[form])


def _styled(span: Span, style: Json) -> Span:
    for name in style:
        match name:
            case "bold":
                span = Strong((span,))
            case "italic":
                span = Emphasis((span,))
            case "code":
                pass
            case _:
                raise Unknown("Slack", style)
    return span


def _field(field: Json) -> tuple[str, Line]:
    label, _, value = text(field, "text").partition("\n")
    return plain(tuple(read_mrkdwn(label))), tuple(read_mrkdwn(value))


def _button(element: Json) -> Button:
    if text(element, "type") != "button":
        raise Unknown("Slack", element)
    tone = Tone(text(element, "style") or Tone.PLAIN)
    return Button(text(part(element, "text"), "text"), parse_call(text(element, "value")), tone)
