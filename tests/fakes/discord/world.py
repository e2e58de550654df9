"""Who and what there is on this Discord: servers, people, roles, channels and messages."""

import asyncio
import itertools
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from tests.fakes.discord.errors import NO_USER, UNKNOWN_CHANNEL, UNKNOWN_GUILD, Json
from tests.fakes.discord.uploads import Upload

_EPOCH_MS: Final = 1_420_070_400_000
"""Discord's snowflakes count from the first second of 2015."""
_COUNTER: Final[Iterator[int]] = itertools.count()
MANAGE_GUILD: Final = 1 << 5
_ORDINARY: Final = 1 << 10 | 1 << 11 | 1 << 31
"""View channels, send messages, use application commands."""


def snowflake() -> str:
    """A new id, larger than every earlier one."""
    return str(((time.time_ns() // 1_000_000 - _EPOCH_MS) << 22) + next(_COUNTER))


def now() -> str:
    return datetime.now(UTC).isoformat()


@dataclass(slots=True)
class Role:
    name: str
    id: str = field(default_factory=snowflake)

    def json(self) -> Json:
        return {
            "id": self.id, "name": self.name, "permissions": str(_ORDINARY), "position": 1, "color": 0,
            "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
            "hoist": False, "managed": False, "mentionable": False, "flags": 0,
        }  # fmt: skip


@dataclass(slots=True)
class User:
    name: str
    bot: bool = False
    id: str = field(default_factory=snowflake)
    accepts_messages: bool = True
    stranger: bool = False
    """Has never had direct messages with the bot; everybody else has, long ago."""

    def json(self) -> Json:
        return {
            "id": self.id, "username": self.name.lower(), "global_name": self.name, "discriminator": "0",
            "avatar": None, "bot": self.bot, "public_flags": 0, "flags": 0, "primary_guild": None,
        }  # fmt: skip


@dataclass(slots=True)
class Member:
    user: User
    roles: list[Role] = field(default_factory=list)
    manages_guild: bool = False

    @property
    def permissions(self) -> int:
        return _ORDINARY | (MANAGE_GUILD if self.manages_guild else 0)

    def json(self) -> Json:
        return {
            "user": self.user.json(), "nick": None, "avatar": None, "roles": [role.id for role in self.roles],
            "joined_at": "2026-01-01T00:00:00+00:00", "deaf": False, "mute": False, "flags": 0, "pending": False,
            "permissions": str(self.permissions),
        }  # fmt: skip


@dataclass(slots=True)
class Channel:
    """A channel of a server, or, with a recipient, somebody's direct messages with the bot."""

    name: str
    guild: str | None = None
    recipient: User | None = None
    id: str = field(default_factory=snowflake)
    messages: dict[str, Json] = field(default_factory=dict)
    nonces: dict[str, tuple[float, str]] = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)
    """Every file that a message shows, by its address; where one shows it no more, nobody asks for it."""
    posted: dict[str, None] = field(default_factory=dict)
    """Messages that the bot sent of its own accord, oldest first."""
    arrivals: asyncio.Queue[Json] = field(default_factory=asyncio.Queue)
    asked: deque[asyncio.Future[Json]] = field(default_factory=deque)
    """People who wrote something and wait: the bot's next messages are theirs, and not of its own accord."""

    def arrived(self, message: Json) -> None:
        """A message of the bot's."""
        if self.asked:
            self.asked.popleft().set_result(message)
        else:
            self.posted[message["id"]] = None
            self.arrivals.put_nowait(message)

    def json(self) -> Json:
        if self.recipient is not None:
            return {
                "id": self.id,
                "type": 1,
                "recipients": [self.recipient.json()],
                "last_message_id": next(reversed(self.messages), None if self.recipient.stranger else self.id),
                "flags": 0,
            }
        return {
            "id": self.id, "type": 0, "guild_id": self.guild, "name": self.name, "position": 0, "topic": None,
            "nsfw": False, "parent_id": None, "last_message_id": None, "rate_limit_per_user": 0,
            "permission_overwrites": [], "permissions": str(_ORDINARY), "flags": 0,
        }  # fmt: skip


@dataclass(slots=True)
class Guild:
    name: str
    id: str = field(default_factory=snowflake)
    members: dict[str, Member] = field(default_factory=dict)
    roles: dict[str, Role] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)

    def role(self, name: str) -> Role:
        """The role of that name; made when there is none yet."""
        found = next((each for each in self.roles.values() if each.name == name), None)
        if found is None:
            found = Role(name)
            self.roles[found.id] = found
        return found

    def json(self) -> Json:
        everyone = Role("@everyone", id=self.id).json()
        return {
            "id": self.id, "name": self.name, "owner_id": self.id, "unavailable": False, "large": False,
            "member_count": len(self.members), "features": [], "preferred_locale": "en-GB", "emojis": [],
            "roles": [everyone, *(role.json() for role in self.roles.values())],
            "channels": [channel.json() for channel in self.channels.values()], "threads": [], "members": [],
            "presences": [], "voice_states": [], "stage_instances": [], "guild_scheduled_events": [], "stickers": [],
            "joined_at": "2026-01-01T00:00:00+00:00", "verification_level": 0, "default_message_notifications": 0,
            "explicit_content_filter": 0, "mfa_level": 0, "nsfw_level": 0, "premium_tier": 0,
            "system_channel_flags": 0, "system_channel_id": None, "afk_channel_id": None, "afk_timeout": 0,
        }  # fmt: skip


@dataclass(slots=True)
class World:
    """Everything; the routes and the people of a test work on the same one."""

    bot: User = field(default_factory=lambda: User("mentorbot", bot=True))
    guilds: dict[str, Guild] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    direct: dict[str, Channel] = field(default_factory=dict)
    """By the id of the person."""

    def guild(self, guild_id: str) -> Guild:
        if guild_id not in self.guilds:
            raise UNKNOWN_GUILD
        return self.guilds[guild_id]

    def user(self, user_id: str) -> User:
        if user_id not in self.users:
            raise NO_USER
        return self.users[user_id]

    def channel(self, channel_id: str) -> Channel:
        everywhere = itertools.chain(self.direct.values(), *(each.channels.values() for each in self.guilds.values()))
        for channel in everywhere:
            if channel.id == channel_id:
                return channel
        raise UNKNOWN_CHANNEL

    def direct_channel(self, user: User) -> Channel:
        """Somebody's direct messages with the bot; opened when they are not yet."""
        if user.id not in self.direct:
            self.direct[user.id] = Channel(name="", recipient=user)
        return self.direct[user.id]

    def share_a_guild(self, user: User) -> bool:
        return any(user.id in guild.members for guild in self.guilds.values())
