"""A platform that answers what a test says, and people in workspaces with messages that wait for them."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from mentorbot.chat.ids import ChannelId, FileId, GroupId, RoleId, UserId, WorkspaceId
from mentorbot.chat.platform import Absent, Evidence, NoSuchFile, Outcome, Pace, Parcel, Person, Platform, Sent
from mentorbot.domain.deliveries import Delivery
from mentorbot.domain.members import Workspace
from mentorbot.guides import load_library
from mentorbot.outbox import Dispatcher
from mentorbot.store import Store, Tx
from mentorbot.store.deliveries import add_deliveries, history
from tests.store.scenes import NOW, a_workspace, new_delivery, somebody_enrolled

LIBRARY = load_library(Path(__file__).parents[2] / "content")


@dataclass(slots=True)
class SetClock:
    """`now` is what a test says."""

    instant: datetime = NOW

    def now(self) -> datetime:
        return self.instant


in_transaction: ContextVar[bool] = ContextVar("in_transaction", default=False)
"""Whether whoever asks runs inside one of a `WatchedStore`."""


class WatchedStore(Store):
    """A real store that tells who is inside a transaction of it."""

    def __init__(self, store: Store) -> None:
        self._real = store

    @property
    def alone(self) -> bool:
        return self._real.alone

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Tx]:
        async with self._real.begin() as tx:
            before = in_transaction.set(True)
            yield tx
            in_transaction.reset(before)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Tx]:
        async with self._real.read() as tx:
            before = in_transaction.set(True)
            yield tx
            in_transaction.reset(before)


@dataclass(slots=True)
class Postbox:
    """A platform that keeps what it is given; `answer` says what becomes of each parcel."""

    answer: Callable[[Parcel], Outcome] = lambda parcel: Sent(f"message of {parcel.key}")
    name: str = "local"
    evidence: Callable[[Parcel], Evidence] = lambda _parcel: Absent()
    per_second: float | None = None
    shared: bool = False
    taken: list[Parcel] = field(default_factory=list)
    sought: list[Parcel] = field(default_factory=list)
    slow: dict[str, asyncio.Event] = field(default_factory=dict)
    """Tries that end when these are set, by the key of their parcel."""
    open: asyncio.Event = field(default_factory=asyncio.Event)
    arrived: asyncio.Event = field(default_factory=asyncio.Event)
    eyes: asyncio.Event = field(default_factory=asyncio.Event)
    """While it is not set, look-ups take long."""

    def __post_init__(self) -> None:
        self.open.set()
        self.eyes.set()

    @property
    def pace(self) -> Pace:
        return Pace(per_second=self.per_second, shared=self.shared)

    async def run(self) -> None:
        await asyncio.Event().wait()

    async def send(self, parcel: Parcel) -> Outcome:
        self.taken.append(parcel)
        self.arrived.set()
        await self.open.wait()
        if parcel.key in self.slow:
            await self.slow[parcel.key].wait()
        return self.answer(parcel)

    async def find(self, parcel: Parcel, since: datetime) -> Evidence:
        del since
        self.sought.append(parcel)
        await self.eyes.wait()
        return self.evidence(parcel)

    async def people_in(self, workspace: WorkspaceId, place: ChannelId | RoleId | GroupId) -> Sequence[Person]:
        del workspace, place
        return ()

    async def everybody(self, workspace: WorkspaceId) -> Sequence[Person]:
        del workspace
        return ()

    async def read_file(self, workspace: WorkspaceId, file: FileId, limit: int) -> bytes:
        del workspace, limit
        raise NoSuchFile(f"There is no file {file} here.")

    async def person(self, workspace: WorkspaceId, user: UserId) -> Person | None:
        del workspace, user
        return None


@dataclass(slots=True)
class Office:
    """A dispatcher with its store, its clock and one platform."""

    store: Store
    postbox: Postbox = field(default_factory=Postbox)
    clock: SetClock = field(default_factory=SetClock)
    batches: int = 0

    def dispatcher(self, *, on: bool = True) -> Dispatcher:
        platforms: dict[str, Platform] = {"local": self.postbox} if on else {}
        return Dispatcher(store=self.store, library=LIBRARY, platforms=platforms, clock=self.clock, settled=self._count)

    def answers(self, *outcomes: Outcome) -> None:
        """What becomes of the first few tries; every later one arrives."""
        coming = iter(outcomes)
        self.postbox.answer = lambda parcel: next(coming, Sent(f"message of {parcel.key}"))

    async def workspace(self) -> Workspace:
        async with self.store.begin() as tx:
            return await a_workspace(tx)

    async def owes(self, workspace: Workspace, how_many: int = 1) -> list[Delivery]:
        """One message to each of so many new people."""
        async with self.store.begin() as tx:
            people = [await somebody_enrolled(tx, workspace=workspace) for _ in range(how_many)]
            made = [new_delivery(workspace, each) for each in people]
            await add_deliveries(tx, made)
        return made

    async def now(self, delivery: Delivery) -> Delivery:
        """What has become of it."""
        async with self.store.read() as tx:
            return next(each for each in await history(tx, delivery.member, 10) if each.key == delivery.key)

    def _count(self) -> None:
        self.batches += 1
