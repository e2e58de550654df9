"""What a chat platform does for the rest, and what the rest does for a platform."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeAlias

from mentorbot.chat.command import Command, Group
from mentorbot.chat.ids import ChannelId, FileId, GroupId, RoleId, UserId, WorkspaceId
from mentorbot.chat.invocation import Invocation
from mentorbot.chat.reply import Choice, Form, Reply


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody as their platform describes them; `zone` is IANA or None."""

    user: UserId
    name: str
    handle: str = ""
    """The name that is theirs alone: Slack's `name`, Discord's `username`; people write it without its @."""
    email: str | None = None
    """None where the platform has none, or does not tell it."""
    zone: str | None = None
    bot: bool = False
    gone: bool = False
    """Deactivated, or no longer in the workspace."""
    admin: bool | None = None
    """Whether the platform lets them run the workspace; None where it does not say by the way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How fast a token may send; `per_second` None is as fast as it goes."""

    per_second: float | None
    shared: bool = False
    """One token, and so one lane, for all workspaces of the platform; else each workspace has its own."""


def _always() -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """One direct message to deliver; `key` (at most 25 characters) is the same at every try."""

    key: str
    workspace: WorkspaceId
    user: UserId
    reply: Reply
    goes: Callable[[], bool] = _always
    """Asked as late as can be, just before the bytes leave: False when the claim is too old, so nothing may be sent."""


@dataclass(frozen=True, slots=True)
class Sent:
    """The platform took it and named it `message`."""

    message: str


@dataclass(frozen=True, slots=True)
class Later:
    """Certainly not sent; the platform named the wait (Retry-After), and takes nothing of ours for `seconds`."""

    seconds: float
    reason: str


@dataclass(frozen=True, slots=True)
class Unreachable:
    """Certainly not sent: nothing of it reached the platform."""

    reason: str


@dataclass(frozen=True, slots=True)
class Blocked:
    """Certainly not sent: the token or the workspace takes nothing until somebody mends it; `reason` in words."""

    reason: str


@dataclass(frozen=True, slots=True)
class Undeliverable:
    """Certainly not sent, and no use trying until the person does something; `reason` in words."""

    reason: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Certainly not sent: the message itself is at fault, so neither trying again nor another person would help."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody can tell whether it was sent: a timeout, a broken connection, a 5xx."""

    reason: str


@dataclass(frozen=True, slots=True)
class Absent:
    """It never arrived, so that sending it again cannot double it."""


Outcome: TypeAlias = Sent | Later | Unreachable | Blocked | Undeliverable | Refused | Unknown
"""What became of one try."""
Evidence: TypeAlias = Sent | Absent | Later | Unreachable | Blocked | Undeliverable | Refused | Unknown
"""What a look-up found; Unknown is that no evidence can be had."""


class Platform(Protocol):
    """Slack, Discord or the local workspace."""

    @property
    def name(self) -> str:
        """`slack`, `discord` or `local`; kept in the database."""
        ...

    @property
    def pace(self) -> Pace:
        """Just under what the platform allows."""
        ...

    async def run(self) -> None:
        """Connect and serve until cancelled; raises TokenRefused when trying again is no use."""
        ...

    async def send(self, parcel: Parcel) -> Outcome:
        """Deliver one direct message; never raises for what the platform answered, and never retries."""
        ...

    async def find(self, parcel: Parcel, since: datetime) -> Evidence:
        """Look for a message that was first tried at `since` (UTC) and may have arrived; sends nothing.

        Asked only when no try of it can be on its way any more.
        """
        ...

    async def people_in(self, workspace: WorkspaceId, place: ChannelId | RoleId | GroupId) -> Sequence[Person]:
        """Everybody in a channel (Slack, local), a user group (Slack) or with a role (Discord); raises NoSuchPlace.

        Bots are left out.
        """
        ...

    async def everybody(self, workspace: WorkspaceId) -> Sequence[Person]:
        """The whole directory, bots left out, those marked who are gone; raises NoSuchPlace when it is not told."""
        ...

    async def person(self, workspace: WorkspaceId, user: UserId) -> Person | None:
        """One person, or None when the workspace has nobody of that id."""
        ...

    async def read_file(self, workspace: WorkspaceId, file: FileId, limit: int) -> bytes:
        """What is in a file that somebody gave, `limit` bytes at most; raises NoSuchFile or FileTooLarge.

        Nothing is fetched of a file that is too large, where the platform says how large it is.
        """
        ...


class TokenRefused(Exception):
    """The platform does not take our token; the text is a sentence that names the setting to mend."""


class NoSuchPlace(Exception):
    """The bot cannot see that channel, role, group or directory; the text is a sentence that says what to do."""


class NoSuchFile(Exception):
    """It cannot be had any more, or is none that somebody gave; the text is a sentence that says what to do."""


class FileTooLarge(Exception):
    """More than was asked for; the text is a sentence with both sizes."""


class Conversation(Protocol):
    """The router, as the platforms see it.

    A platform acknowledges at once, then: `opens_form` -> `form` (show it as the first answer), else `answer`.
    """

    @property
    def groups(self) -> tuple[Group, ...]:
        """Every slash command, for menus and manifests."""
        ...

    def command_of(self, invocation: Invocation) -> Command | None:
        """The declaration behind a call, for `private` and `in_place`; None for a word that is unknown."""
        ...

    def opens_form(self, invocation: Invocation) -> bool:
        """Whether required options are missing, so that a form is the answer; reads the declaration only."""
        ...

    async def form(self, invocation: Invocation) -> Form | Reply:
        """The form that asks for what is missing, or a reply when there is nothing to choose from."""
        ...

    async def answer(self, invocation: Invocation) -> Reply:
        """Run the call; always a reply, also for mistakes and for our own bugs."""
        ...

    async def complete(self, invocation: Invocation, option: str, typed: str) -> Sequence[Choice]:
        """Suggestions for an option, at most 25, best first; never raises."""
        ...


class Receipts(Protocol):
    """What was taken already, by this process, another one, or this one before it was started again."""

    async def first_time(self, name: str) -> bool:
        """Whether nobody has taken what is called so (at most 90 characters); from now on somebody has."""
        ...


class Notes(Protocol):
    """A few small texts that a platform keeps across restarts, such as the hash of its synced commands."""

    async def get(self, name: str) -> str | None: ...

    async def put(self, name: str, text: str) -> None: ...


class Leases(Protocol):
    """What only one of several processes does at a time."""

    async def run_holding(self, name: str, work: Callable[[], Awaitable[None]]) -> bool:
        """Do the work as long as nobody else does; False, and it is not begun, while somebody else does.

        It is cancelled when the lease is lost; the lease is free for others when the work has ended.
        """
        ...
