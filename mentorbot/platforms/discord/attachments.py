"""Pictures and files as Discord takes them: under names that an address can hold, each once in a message."""

import re
from dataclasses import dataclass, field
from io import BytesIO
from itertools import count, islice
from pathlib import PurePath
from typing import Final, Self

import discord

from mentorbot.chat.blocks import Attached, Picture
from mentorbot.chat.limits import FILES
from mentorbot.platforms.discord.limits import FILE_NAME

_UNSAFE: Final = re.compile(r"[^A-Za-z0-9.-]+")
"""Discord changes these itself, and `attachment://` would then lead nowhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """One file beside a message; `name` is what its component calls it."""

    name: str
    media_type: str
    content: bytes = field(repr=False)
    picture: bool
    description: str = ""

    @classmethod
    def of(cls, block: Attached, name: str) -> Self:
        picture = isinstance(block, Picture)
        return cls(
            name=name,
            media_type=block.media_type,
            content=block.content,
            picture=picture,
            description=block.alt if isinstance(block, Picture) else "",
        )

    @property
    def url(self) -> str:
        return f"attachment://{self.name}"

    @property
    def upload(self) -> discord.File:
        """As discord.py sends it, once."""
        return discord.File(BytesIO(self.content), filename=self.name, description=self.description or None)

    def listed(self, number: int) -> dict[str, object]:
        """As a message's body lists it; `number` is that of its part, `files[number]`."""
        named: dict[str, object] = {"id": number, "filename": self.name}
        return named | ({"description": self.description} if self.description else {})


class Names:
    """The names of one message's attachments."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def next(self, wanted: str) -> str:
        """What is wanted in letters that travel, numbered where it was given already."""
        path = PurePath(_UNSAFE.sub("_", wanted).strip("._") or "file")
        ending = path.suffix[: FILE_NAME // 2]
        stem = path.name.removesuffix(path.suffix)[: FILE_NAME // 2]
        numbered = (f"{stem}-{number}{ending}" for number in count(2))
        name = next(each for each in (f"{stem}{ending}", *islice(numbered, FILES)) if each not in self._given)
        self._given.add(name)
        return name
