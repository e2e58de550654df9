"""Somebody did something: who, where, and which call."""

from dataclasses import dataclass
from enum import StrEnum

from mentorbot.chat.call import Call
from mentorbot.chat.ids import ChannelId, UserId, WorkspaceId


class Gesture(StrEnum):
    """How the call was made."""

    COMMAND = "command"
    BUTTON = "button"
    FORM = "form"
    MESSAGE = "message"
    """A sentence in the bot's own direct messages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """The person as the platform knows them; `zone` is IANA, None where the platform has none."""

    platform: str
    workspace: WorkspaceId | None
    """None in a Discord direct message, which belongs to no server."""
    workspace_name: str = ""
    user: UserId
    name: str
    zone: str | None = None
    admin: bool = False
    channel: ChannelId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Invocation:
    """One gesture of one person."""

    caller: Caller
    call: Call
    gesture: Gesture = Gesture.COMMAND
