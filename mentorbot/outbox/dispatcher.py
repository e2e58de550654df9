"""Sends what the outbox holds: claimed in batches, sent in lanes, settled in groups.

The life of a delivery:

                  ┌───────────────────────────────────┐
                  ▼                                   │
    pending ──▶ claim ──▶ sending ──┬──▶ retry ───────┘  certainly not sent: a Retry-After, out of reach, blocked
       │                     │      ├──▶ sent            the platform named the message
       │                     │      ├──▶ undeliverable   certainly refused: told once, not tried again
       │                     │      └──▶ expired         too late for its day: planned anew
       ▼                     │
    cancelled                └── in doubt: no answer that can be trusted, or no process left to hear it;
    (they left, paused)          still `sending` when its lease ends ──look-up──┬──▶ sent    it is there
                                                                                ├──▶ retry   it is not
                                                                                └──▶ held    nobody can see
    held ── an admin says "send it" ──▶ retry, or "drop it" ──▶ cancelled

Where a process can die, and what happens next:

    1  before the claim's commit            the row is as it was; whoever holds the lane next claims it
    2  after it, before the post leaves     in doubt when the lease ends; not found, so tried again
    3  while the post is on its way         in doubt when the lease ends; found or not, by the platform's evidence
    4  after the answer, before the commit  in doubt when the lease ends; found, so settled as sent
    5  after the commit                     settled
    6  during a look-up                     looked up again when the look-up's own lease ends; a look-up changes nothing
    7  while planning                       rows and next dates are one commit: both are there, or neither

The lease of a claim (`Timing.lease`) is longer than beginning late, the HTTP time-out and the settling time together,
so that a look-up never runs beside a try. A process that was frozen asks `Parcel.goes` before the bytes leave, and
settles under the number of its own claim (`attempts`), so that it neither sends nor overwrites what others decided.

The window that stays open: a process that is frozen for longer than the lease *between* that question and the write to
the socket, some microseconds, sends a message that another may have sent since. Discord's nonce closes it for minutes;
Slack has nothing that could.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from secrets import SystemRandom

from mentorbot.chat.clock import Clock
from mentorbot.chat.platform import Platform
from mentorbot.domain.leases import Lease
from mentorbot.guides import Library
from mentorbot.outbox.claiming import Scope
from mentorbot.outbox.courier import Courier
from mentorbot.outbox.desk import Desk
from mentorbot.outbox.lane import Lane
from mentorbot.outbox.settling import is_closed
from mentorbot.outbox.timing import Timing
from mentorbot.store import Store
from mentorbot.store.deliveries import Queue, queues
from mentorbot.store.groups import GroupCommit
from mentorbot.store.leases import lanes, new_owner, reopen

_CHANCE = SystemRandom().random

log = logging.getLogger(__name__)


class Dispatcher:
    """One per process; any number of processes on PostgreSQL. `settled` is called after each commit."""

    def __init__(
        self,
        *,
        store: Store,
        library: Library,
        platforms: Mapping[str, Platform],
        clock: Clock,
        timing: Timing | None = None,
        settled: Callable[[], None] = lambda: None,
        jitter: Callable[[], float] = _CHANCE,
    ) -> None:
        self._store = store
        self._platforms = platforms
        self._desk = Desk(
            commits=GroupCommit(store),
            courier=Courier(platforms, library),
            clock=clock,
            timing=timing or Timing(),
            owner=new_owner(),
            settled=settled,
            jitter=jitter,
        )
        self._running: dict[str, asyncio.Task[Lane]] = {}
        self._blocked: frozenset[str] = frozenset()

    def forget_letters(self) -> None:
        """What is not yet sent is written anew, since the guides have changed."""
        self._desk.courier.forget()

    async def wake(self) -> Sequence[asyncio.Task[Lane]]:
        """See which lanes have work, and set to work on those that are free; the tasks of all that are at work."""
        if not self._desk.stopping.is_set():
            async with self._store.read() as tx:
                waiting, known = await queues(tx), await lanes(tx)
            self._blocked = frozenset(name for name, each in known.items() if each.failures)
            now = self._desk.clock.now()
            for name, scope in self._scopes(waiting, now):
                if name not in self._running and self._is_free(known.get(name), now):
                    self._start(name, scope)
        return list(self._running.values())

    async def drain(self) -> int:
        """Work until nothing can be sent or looked up now; says how many messages were sent."""
        sent = 0
        while at_work := await self.wake():
            ended = await asyncio.gather(*at_work)
            sent += sum(each.sent for each in ended)
            if not any(each.written for each in ended):
                break
        return sent

    async def next_at(self, *, idle: bool = False) -> datetime | None:
        """When something is next to be sent or looked up; None while nothing waits. With `idle`: by no lane at work."""
        async with self._store.read() as tx:
            waiting, known = await queues(tx), await lanes(tx)
        ours = (each for each in waiting if each.workspace.platform in self._platforms)
        asked = (each for each in ours if not idle or self._lane_of(each) not in self._running)
        return min((self._instant(each, known) for each in asked), default=None)

    async def reopen(self, platform: str, workspace: str) -> None:
        """Somebody of a workspace is here: if its lane rests after a failure, it is tried again at once."""
        if platform in self._platforms and (name := self._lane(platform, workspace)) in self._blocked:
            async with self._store.begin() as tx:
                await reopen(tx, name, self._desk.clock.now())

    async def stop(self) -> None:
        """Claim no more, and return when what was claimed is settled."""
        self._desk.stopping.set()
        await asyncio.gather(*self._running.values(), return_exceptions=True)

    def _start(self, name: str, scope: Scope) -> None:
        lane = Lane(name, self._platforms[scope.platform].pace, scope, self._desk)
        task = asyncio.create_task(self._survived(lane, name), name=f"lane {name}")
        self._running[name] = task
        task.add_done_callback(lambda _: self._running.pop(name, None))

    async def _survived(self, lane: Lane, name: str) -> Lane:
        """A lane that breaks is logged; what it had claimed is looked for when the lease ends."""
        try:
            await lane.run()
        except Exception:
            log.exception("the lane %s broke; it starts again", name)
        return lane

    def _scopes(self, waiting: Sequence[Queue], now: datetime) -> Iterable[tuple[str, Scope]]:
        """The lanes that have something to do now, by name."""
        found: dict[str, Scope] = {}
        for each in waiting:
            instants = (each.due_at, each.doubt_at)
            if each.workspace.platform in self._platforms and any(at and at <= now for at in instants):
                name = self._lane_of(each)
                shared = self._platforms[each.workspace.platform].pace.shared
                found[name] = Scope(each.workspace.platform, None if shared else each.workspace)
        return found.items()

    def _instant(self, queue: Queue, known: Mapping[str, Lease]) -> datetime:
        first = min(each for each in (queue.due_at, queue.doubt_at) if each)
        lane = known.get(self._lane_of(queue))
        return max(first, lane.closed_until) if lane and lane.closed_until else first

    def _is_free(self, lane: Lease | None, now: datetime) -> bool:
        if lane is None:
            return True
        others = lane.owner not in {None, self._desk.owner} and lane.until is not None and lane.until > now
        return not others and not is_closed(lane, now)

    def _lane_of(self, queue: Queue) -> str:
        return self._lane(queue.workspace.platform, queue.workspace.outside)

    def _lane(self, platform: str, workspace: str) -> str:
        return platform if self._platforms[platform].pace.shared else f"{platform}/{workspace}"
