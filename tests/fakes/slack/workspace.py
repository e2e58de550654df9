"""What a workspace holds: people, places, messages, and a clock that a test can move."""

import itertools
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from tests.fakes.slack.wire import Json

TEAM = "T0LOCAL01"
BOT_USER = "U0BOT0001"
BOT_ID = "B0BOT0001"
APP_ID = "A0LOCAL01"


class Kind(StrEnum):
    """What sort of conversation a channel is."""

    PUBLIC = "public"
    PRIVATE = "private"
    DIRECT = "im"


@dataclass(slots=True, kw_only=True)
class User:
    """An account."""

    id: str
    name: str
    tz: str | None
    email: str | None = None
    admin: bool = False
    owner: bool = False
    bot: bool = False
    deleted: bool = False


@dataclass(slots=True, kw_only=True)
class File:
    """Something that a person uploaded; `size` and `url` are what Slack says of it, where that is not the truth."""

    id: str
    name: str
    owner: str
    content: bytes
    mimetype: str = "text/csv"
    size: int | None = None
    url: str = ""
    deleted: bool = False


@dataclass(slots=True, kw_only=True)
class Group:
    """A user group."""

    id: str
    name: str
    handle: str
    members: list[str]
    disabled: bool = False


@dataclass(slots=True, kw_only=True)
class Channel:
    """A channel, or a direct conversation with the bot."""

    id: str
    name: str
    kind: Kind
    members: list[str]


@dataclass(frozen=True, slots=True)
class SharedFile:
    """A file in a message; Slack tells its type by its name."""

    name: str
    title: str
    media_type: str
    content: bytes = field(repr=False)
    alt: str


@dataclass(slots=True, kw_only=True)
class Message:
    """A message and who can see it."""

    channel: str
    ts: str
    author: str
    text: str
    blocks: list[Json]
    metadata: Json | None = None
    visible_to: frozenset[str]
    ephemeral: bool = False
    deleted: bool = False
    edits: int = 0
    thread: str = ""
    files: list[SharedFile] = field(default_factory=list)


@dataclass(slots=True)
class Clock:
    """Seconds since 1970, moved forward by a test."""

    ahead: float = 0.0
    source: Callable[[], float] = time.time
    """Another clock, where the bot under test has its own."""

    def now(self) -> float:
        """The current instant."""
        return self.source() + self.ahead

    def forward(self, *, seconds: float) -> None:
        """Let time pass."""
        self.ahead += seconds


@dataclass(slots=True)
class Workspace:
    """One team with one bot."""

    clock: Clock = field(default_factory=Clock)
    users: dict[str, User] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    messages: list[Message] = field(default_factory=list)
    files: dict[str, File] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    free_plan: bool = False
    """Without user groups."""
    _numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    def number(self) -> int:
        """A number never used before."""
        return next(self._numbers)

    def add_user(self, name: str, *, tz: str | None, admin: bool = False, bot: bool = False) -> User:
        """Somebody new."""
        email = None if bot else f"{name.lower().replace(' ', '.')}@example.org"
        user = User(id=f"U0{self.number():07}", name=name, tz=tz, email=email, admin=admin, bot=bot)
        self.users[user.id] = user
        return user

    def add_file(self, content: bytes, *, name: str, owner: str) -> File:
        """Something new, seen by its owner and by the app whose form it was put into."""
        file = File(id=f"F0{self.number():07}", name=name, owner=owner, content=content)
        self.files[file.id] = file
        return file

    def add_group(self, name: str, handle: str, members: list[str]) -> Group:
        """A new user group."""
        group = Group(id=f"S0{self.number():07}", name=name, handle=handle, members=members)
        self.groups[group.id] = group
        return group

    def add_channel(self, name: str, kind: Kind, members: list[str]) -> Channel:
        """A new place."""
        letter = "D" if kind is Kind.DIRECT else "C"
        channel = Channel(id=f"{letter}0{self.number():07}", name=name, kind=kind, members=members)
        self.channels[channel.id] = channel
        return channel

    def direct(self, user: str) -> Channel:
        """The conversation between the bot and a person, made when there is none yet."""
        for channel in self.channels.values():
            if channel.kind is Kind.DIRECT and user in channel.members:
                return channel
        return self.add_channel("directmessage", Kind.DIRECT, [user, BOT_USER])

    def find(self, channel: str, ts: str) -> Message | None:
        """The message that is still there at that place and time stamp, ephemeral ones too."""
        return next(
            (each for each in self.messages if (each.channel, each.ts) == (channel, ts) and not each.deleted),
            None,
        )

    def post(self, message: Json, *, channel: str, author: str, only: str | None = None) -> Message:
        """Put a message there, visible to all members or to one person only."""
        posted = Message(
            channel=channel,
            ts=f"{int(self.clock.now())}.{self.number():06}",
            author=author,
            text=message.get("text") or "",
            blocks=message.get("blocks") or [],
            metadata=message.get("metadata"),
            visible_to=frozenset([only] if only else self.channels[channel].members),
            ephemeral=only is not None,
            thread=message.get("thread_ts") or "",
        )
        self.messages.append(posted)
        return posted

    def change(self, message: Message, content: Json) -> None:
        """Put other content in a message's place."""
        message.text = content.get("text") or ""
        message.blocks = content.get("blocks") or []
        message.metadata = content.get("metadata", message.metadata)
        message.edits += 1
