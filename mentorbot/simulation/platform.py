"""A chat platform that is played: it has limits, takes its time, fails, and writes down what reached whom."""

import asyncio
from collections import Counter, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from mentorbot.chat.ids import ChannelId, FileId, GroupId, RoleId, UserId, WorkspaceId
from mentorbot.chat.platform import (
    Absent,
    Evidence,
    Later,
    NoSuchFile,
    Outcome,
    Pace,
    Parcel,
    Person,
    Sent,
    Undeliverable,
    Unknown,
    Unreachable,
)

if TYPE_CHECKING:
    from datetime import datetime

_CLOSED = "they take no direct messages from the bot"
_ANSWER_WITHIN = 10.0
"""Seconds after which the bot waits no longer for an answer, as `Timing.answer_within`."""


class Fault(StrEnum):
    """What may happen to one post."""

    RATE_LIMIT = "429"
    BROKEN_BEFORE = "5xx, not recorded"
    BROKEN_AFTER = "5xx, recorded"
    RESET_BEFORE = "connection broken before it arrived"
    RESET_AFTER = "connection broken after it arrived"
    REFUSED = "connection refused"
    LATE = "recorded after the time-out"


_FAULTS = tuple(Fault)


class Arrival(NamedTuple):
    """A message that a person has; `at` in seconds of the loop."""

    at: float
    user: str
    key: str


@dataclass(slots=True, kw_only=True)
class Limits:
    """What the platform's own servers take: `per_second` for a workspace, or for the bot when `shared`."""

    pace: Pace
    per_second: float


@dataclass(slots=True, kw_only=True)
class PlayedPlatform:
    """Slack or Discord as the outbox sees them; everything is drawn from `chance`."""

    name: str
    limits: Limits
    chance: Random
    faults: float
    """The share of posts that meet with a fault, 0 to 1."""
    away: Callable[[float], bool]
    """Whether the platform is out of order at a second of the loop."""
    arrived: Callable[[Arrival], None]
    """Called once for each message that a person gets."""
    arrivals: list[Arrival] = field(default_factory=list)
    closed: set[str] = field(default_factory=set)
    """Who takes no direct messages."""
    met: Counter[str] = field(default_factory=Counter)
    """The faults that happened, by their names."""
    over: int = 0
    """Posts that came faster than the platform takes them."""
    _first: dict[str, float] = field(default_factory=dict)
    _recent: dict[str, deque[float]] = field(default_factory=dict)

    @property
    def pace(self) -> Pace:
        return self.limits.pace

    async def run(self) -> None:
        await asyncio.Event().wait()

    async def send(self, parcel: Parcel) -> Outcome:
        """One post: half of the time on its way, half of it back."""
        loop = asyncio.get_running_loop()
        trip = self.chance.lognormvariate(-1.9, 0.5)  # a median of 150 ms
        if not parcel.goes():
            return Later(0, "the claim is too old")
        now = loop.time()
        if self.away(now):
            return await self._out_of_order(trip)
        if parcel.user in self.closed:
            await asyncio.sleep(trip)
            return Undeliverable(_CLOSED)
        if self._too_fast(parcel.workspace, now):
            self.over += 1
            await asyncio.sleep(trip)
            return Later(1, "the platform's rate limit")
        if self.chance.random() < self.faults:
            return await self._faulty(parcel, self.chance.choice(_FAULTS), trip)
        message = self._record(parcel, now + trip / 2)
        await asyncio.sleep(trip)
        return Sent(message)

    async def find(self, parcel: Parcel, since: "datetime") -> Evidence:
        """The truth, when the platform is there and not asked too often."""
        del since
        loop = asyncio.get_running_loop()
        await asyncio.sleep(0.2)
        if self.away(loop.time()):
            return Unreachable("the platform is out of order")
        if self.chance.random() < self.faults:
            return Later(30, "the history's rate limit")
        at = self._first.get(parcel.key)
        return Sent(f"{parcel.user}/{at:.3f}") if at is not None and at <= loop.time() else Absent()

    async def people_in(self, workspace: WorkspaceId, place: ChannelId | RoleId | GroupId) -> Sequence[Person]:
        del workspace, place
        return ()

    async def everybody(self, workspace: WorkspaceId) -> Sequence[Person]:
        del workspace
        return ()

    async def person(self, workspace: WorkspaceId, user: UserId) -> Person | None:
        del workspace
        return Person(user=user, name=user)

    async def read_file(self, workspace: WorkspaceId, file: FileId, limit: int) -> bytes:
        del workspace, file, limit
        raise NoSuchFile("Nobody gives files in a simulation.")

    async def _out_of_order(self, trip: float) -> Outcome:
        """Mostly nobody answers; sometimes something in front of the platform does."""
        await asyncio.sleep(trip)
        if self.chance.random() < 0.8:  # noqa: PLR2004 - a share
            return Unreachable("the platform cannot be reached")
        return Unknown("503")

    async def _faulty(self, parcel: Parcel, fault: Fault, trip: float) -> Outcome:
        self.met[fault] += 1
        now = asyncio.get_running_loop().time()
        match fault:
            case Fault.BROKEN_AFTER | Fault.RESET_AFTER:
                self._record(parcel, now + trip / 2)
            case Fault.LATE:
                self._record(parcel, now + _ANSWER_WITHIN + self.chance.uniform(0, 15))
                trip = _ANSWER_WITHIN
        await asyncio.sleep(trip)
        match fault:
            case Fault.RATE_LIMIT:
                return Later(self.chance.choice((1, 5, 30)), "the platform's rate limit")
            case Fault.REFUSED:
                return Unreachable("the connection was refused")
            case _:
                return Unknown(fault)

    def _record(self, parcel: Parcel, at: float) -> str:
        """The person has it, whatever the bot hears of it."""
        arrival = Arrival(at, parcel.user, parcel.key)
        self.arrivals.append(arrival)
        self._first.setdefault(parcel.key, at)
        self.arrived(arrival)
        return f"{parcel.user}/{at:.3f}"

    def _too_fast(self, workspace: str, now: float) -> bool:
        """A second's window, for the token that the limit is on."""
        token = "" if self.limits.pace.shared else workspace
        recent = self._recent.setdefault(token, deque())
        while recent and recent[0] <= now - 1:
            recent.popleft()
        if len(recent) >= self.limits.per_second:
            return True
        recent.append(now)
        return False
