"""Components V2, as Discord is sent them, read back into blocks."""

import re
from collections.abc import Iterator, Mapping
from enum import IntEnum
from types import MappingProxyType
from typing import Final

from mentorbot.chat.blocks import Block, Bullets, Button, Buttons, File, Heading, Note, Picture, Quote, Text, Tone
from mentorbot.chat.call import parse_call
from mentorbot.chat.reply import Reply
from mentorbot.chat.spans import plain
from mentorbot.platforms.discord.attachments import Attachment
from mentorbot.platforms.discord.render import attachments, message_body
from mentorbot.previews.discord_markdown import read_markdown
from mentorbot.previews.payload import Json, number, part, parts, text
from mentorbot.previews.unknown import Unknown

TONES: Final = {1: Tone.PRIMARY, 2: Tone.PLAIN, 4: Tone.DANGER}
"""Discord's numbers for the styles of a button."""
HEADING: Final = re.compile(r"#{1,3} ")
ITEM: Final = re.compile(r"(?:- |\d+\. )")


class Kind(IntEnum):
    """Discord's numbers for the components that we send."""

    ROW = 1
    BUTTON = 2
    TEXT = 10
    GALLERY = 12
    FILE = 13


def as_discord(reply: Reply) -> Reply:
    """What is left of a reply once it has been Discord's payload. Raises Unknown."""
    files = {each.url: each for each in attachments(reply)}
    return Reply(blocks=tuple(read_discord(message_body(reply), files)))


def read_discord(body: Json, files: Mapping[str, Attachment] = MappingProxyType({})) -> Iterator[Block]:
    """Raises Unknown for a component or a mark that this does not know; `files` by their references."""
    for component in parts(body, "components"):
        match number(component, "type"):
            case Kind.TEXT:
                yield _text(text(component, "content"))
            case Kind.GALLERY:
                yield from (_picture(each, files) for each in parts(component, "items"))
            case Kind.FILE:
                file = _attachment(part(component, "file"), files)
                yield File(file.name, file.media_type, file.content)
            case Kind.ROW:
                yield Buttons(tuple(map(_button, parts(component, "components"))))
            case _:
                raise Unknown("Discord", component)


def _picture(item: Json, files: Mapping[str, Attachment]) -> Block:
    file = _attachment(part(item, "media"), files)
    return Picture(file.name, file.content, text(item, "description"))


def _attachment(media: Json, files: Mapping[str, Attachment]) -> Attachment:
    file = files.get(text(media, "url"))
    if file is None:
        raise Unknown("Discord", media)
    return file


def _text(content: str) -> Block:
    """Each of our blocks is one text display, so that its first mark says what all of it is."""
    lines = content.split("\n")
    if heading := HEADING.match(content):
        return Heading(plain(tuple(read_markdown(content[heading.end() :]))))
    if all(line.startswith("-# ") for line in lines):
        return Note(tuple(read_markdown("\n".join(line[3:] for line in lines))))
    if all(line.startswith("> ") for line in lines):
        return Quote(tuple(read_markdown("\n".join(line[2:] for line in lines))))
    if ITEM.match(content):
        items = re.split(r"\n(?=- |\d+\. )", content)
        spans = tuple(tuple(read_markdown(ITEM.sub("", item, count=1))) for item in items)
        return Bullets(spans, numbered=content[0].isdigit())
    return Text(tuple(read_markdown(content)))


def _button(component: Json) -> Button:
    style = TONES.get(number(component, "style"))
    if number(component, "type") != Kind.BUTTON or style is None:
        raise Unknown("Discord", component)
    _, _, carried = text(component, "custom_id").partition(":")
    return Button(text(component, "label"), parse_call(carried), style)
