"""One lane at work: what a token may send, in order, at its pace, by the one process that holds its lease."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from math import ceil

from mentorbot.chat.clock import Age
from mentorbot.chat.platform import Evidence, Later, Pace, Sent, Unknown
from mentorbot.domain.deliveries import Address, Delivery, DeliveryState
from mentorbot.domain.digests import Trouble, TroubleKind
from mentorbot.domain.leases import Lease
from mentorbot.outbox.books import tell, write
from mentorbot.outbox.claiming import Scope, Taken, Wish, take_some
from mentorbot.outbox.desk import Desk
from mentorbot.outbox.settling import Result, cancelled, closed, expired, held, is_closed, looked_up, tried, unsent
from mentorbot.store import Tx
from mentorbot.store.leases import give_back, renew, take
from mentorbot.store.troubles import add_troubles

WIDTH = 64
"""Messages of one lane on their way at the same time."""
AHEAD_SECONDS = 2.0
"""A paced lane claims what it can send so soon, and writes down twice meanwhile: at five a second, five at once."""
SHARED_AHEAD_SECONDS = 0.5
"""Likewise where workspaces share a lane, so that whoever comes next waits no longer than that."""
AHEAD = 512
"""What a lane without a pace claims beyond what is on its way."""
LINGER = 0.05
"""Seconds in which what ends together is written down together, in a lane without a pace."""
LOOK_UPS = 4
"""Look-ups at the same time: reading the history has a rate of its own, and a lower one."""
_TRIES = 10
"""A database that is away is waited for so many seconds; after that, evidence has to do."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Turn:
    """What one commit did."""

    written: Sequence[Delivery]
    held: bool
    taken: Taken


class Lane:
    """One turn of holding a lane: from taking its lease until nothing more can be done in it now."""

    def __init__(self, name: str, pace: Pace, scope: Scope, desk: Desk) -> None:
        self._name = name
        self._pace = pace
        self._scope = scope
        self._desk = desk
        self._lease = Lease(name=name, fence=-1)
        self._held = False
        self._tasks: set[asyncio.Task[None]] = set()
        self._waiting = 0
        self._looking = 0
        self._results: list[Result] = []
        self._troubles: list[Trouble] = []
        self._ended = asyncio.Event()
        self._width = asyncio.Semaphore(WIDTH)
        self._next_slot = 0.0
        self._no_look_up_until = datetime.min.replace(tzinfo=UTC)
        self._taken = Taken()
        self.written = 0
        """How many deliveries it wrote something down of."""
        self.sent = 0

    async def run(self) -> None:
        """Send and look up until nothing is due or the lane closes."""
        taken = await self._desk.commits.write(self._take)
        if taken is None:
            return
        self._lease, self._held = taken, True
        self._next_slot = self._loop_time(taken.next_send_at)
        try:
            while await self._patiently_commit() or self._tasks or self._results:
                await self._something_ends()
        finally:
            await self._finish()

    async def _take(self, tx: Tx) -> Lease | None:
        desk = self._desk
        return await take(tx, self._name, desk.owner, desk.clock.now(), length=desk.timing.lane)

    async def _patiently_commit(self) -> bool:
        """Commit, however often the database has to be asked: what was sent should be written down."""
        for patience in range(_TRIES, 0, -1):
            try:
                return await self._commit()
            except Exception:
                if patience == 1:
                    raise
                log.warning("%s cannot be written down; trying again", self._name, exc_info=patience == _TRIES)
                await asyncio.sleep(1)
        return False

    async def _commit(self) -> bool:
        """Write down what ended, keep the lease, claim more: one transaction. Says whether anything was claimed."""
        desk, now = self._desk, self._desk.clock.now()
        results, self._results = self._results, []
        troubles, self._troubles = self._troubles, []
        age = Age(desk.clock.now)
        lease, wish, held = self._kept(now), self._wish(now), self._held

        async def turn(tx: Tx) -> _Turn:
            written = await write(tx, results, now)
            await add_troubles(tx, troubles)
            still = held and await renew(tx, lease, now, length=desk.timing.lane)
            taken = await take_some(tx, self._scope, wish, now) if still else Taken()
            await desk.courier.look_up_guides(tx, [each for each, _ in (*taken.to_send, *taken.to_find)])
            return _Turn(written, still, taken)

        try:
            done = await desk.commits.write(turn)
        except BaseException:
            self._results, self._troubles = results + self._results, troubles + self._troubles
            raise
        self._count(done.written)
        self._held = done.held
        self._taken = done.taken
        self._begin(done.taken, age)
        desk.settled()
        return bool(done.taken.to_send or done.taken.to_find)

    def _begin(self, taken: Taken, age: Age) -> None:
        """Set to work on what was claimed so long ago."""
        fresh = self._desk.timing.start_within.total_seconds()

        def goes() -> bool:
            return age.seconds() < fresh

        for delivery, address in taken.to_send:
            self._waiting += 1
            self._start(self._deliver(delivery, address, goes))
        for delivery, address in taken.to_find:
            self._looking += 1
            self._start(self._look_up(delivery, address))

    def _start(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._over)

    def _over(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self._ended.set()

    async def _something_ends(self) -> None:
        """Wait for the first, and a moment for those that end with it; the lease is renewed meanwhile."""
        self._ended.clear()
        if self._tasks and not self._results:
            try:
                async with asyncio.timeout(self._desk.timing.lane.total_seconds() / 4):
                    await self._ended.wait()
            except TimeoutError:
                return
        if self._tasks:
            await asyncio.sleep(LINGER if self._pace.per_second is None else self._ahead / 2)

    async def _deliver(self, delivery: Delivery, address: Address, goes: Callable[[], bool]) -> None:
        async with self._width:
            try:
                early = self._not_now(delivery)
                if early is None:
                    await self._slot()
                    early = self._not_now(delivery)
            finally:
                self._waiting -= 1
            self._ends(early or await self._survived(delivery, self._try(delivery, address, goes)))

    def _not_now(self, delivery: Delivery) -> Result | None:
        """Why it is not tried, where that is known beforehand."""
        now = self._desk.clock.now()
        if late := expired(delivery, now):
            return late
        if is_closed(self._lease, now):
            return unsent(delivery, self._lease.closed_reason)
        if self._desk.stopping.is_set() or not self._held:
            return unsent(delivery, "")
        return None

    async def _slot(self) -> None:
        """Wait for this message's turn in the pace."""
        if self._pace.per_second is None:
            return
        now = asyncio.get_running_loop().time()
        mine = max(now, self._next_slot)
        self._next_slot = mine + 1 / self._pace.per_second
        await asyncio.sleep(mine - now)

    async def _try(self, delivery: Delivery, address: Address, goes: Callable[[], bool]) -> Result:
        desk = self._desk
        message = desk.courier.message(delivery)
        if message is None:
            return cancelled(delivery, "its guide was taken away", desk.clock.now())
        outcome = await desk.courier.deliver(delivery, address, message, goes)
        now = desk.clock.now()
        result = tried(delivery, outcome, now, desk.timing)
        if result.blocked and self._lease.closed_reason != result.delivery.reason:
            self._troubles.append(_blockage(result.delivery, now))
        before = self._lease.failures
        if before or self._lease.unclear or not isinstance(outcome, Sent):
            self._lease = closed(self._lease, outcome, now, desk.timing, jitter=desk.jitter())
            if before and not self._lease.failures:
                self._troubles.append(_mended(result.delivery, now))
        return result

    async def _look_up(self, delivery: Delivery, address: Address) -> None:
        try:
            self._ends(await self._survived(delivery, self._find(delivery, address)))
        finally:
            self._looking -= 1

    def _ends(self, result: Result) -> None:
        """To be written down; `self._results` is another list after each commit, so nobody keeps it over an await."""
        self._results.append(result)

    async def _find(self, delivery: Delivery, address: Address) -> Result:
        desk = self._desk
        message = desk.courier.message(delivery)
        if message is None:
            evidence: Evidence = Unknown("its guide was taken away, so it cannot be looked for")
        else:
            evidence = await desk.courier.find(delivery, address, message)
        now = desk.clock.now()
        if isinstance(evidence, Later):
            self._no_look_up_until = now + timedelta(seconds=evidence.seconds)
        return looked_up(delivery, evidence, now, desk.timing, jitter=desk.jitter())

    async def _survived(self, delivery: Delivery, work: Coroutine[None, None, Result]) -> Result:
        """A message that cannot even be written is held: trying again would break in the same way."""
        try:
            return await work
        except Exception:
            log.exception("%s cannot be written", delivery.key)
            return held(delivery, "the bot broke while writing it; the log has the reason", self._desk.clock.now())

    def _wish(self, now: datetime) -> Wish:
        timing, works = self._desk.timing, self._held and not self._desk.stopping.is_set()
        works = works and not is_closed(self._lease, now)
        looks = works and now >= self._no_look_up_until
        return Wish(
            send=self._room() if works else 0,
            find=max(0, LOOK_UPS - self._looking) if looks else 0,
            send_lease=timing.lease,
            find_lease=timing.look_up,
            after=self._taken.last,
        )

    @property
    def _ahead(self) -> float:
        return SHARED_AHEAD_SECONDS if self._pace.shared else AHEAD_SECONDS

    def _room(self) -> int:
        """How many more to claim; after a failure one goes ahead of the others."""
        if self._lease.failures:
            return 0 if len(self._tasks) > self._looking else 1  # a look-up keeps nothing waiting
        rate = self._pace.per_second
        ahead = AHEAD if rate is None else max(2, ceil(rate * self._ahead))
        return max(0, ahead - self._waiting)

    def _kept(self, now: datetime) -> Lease:
        """The lease as its row should say it: with the pace as an instant that outlives this process."""
        ahead = self._next_slot - asyncio.get_running_loop().time()
        return replace(self._lease, next_send_at=now + timedelta(seconds=ahead) if ahead > 0 else None)

    def _loop_time(self, at: datetime | None) -> float:
        wait = (at - self._desk.clock.now()).total_seconds() if at else 0.0
        return asyncio.get_running_loop().time() + max(0.0, wait)

    async def _finish(self) -> None:
        """Write down what is still under way, and let go of the lane."""
        self._held = False  # what has not begun does not begin
        if self._tasks:
            await asyncio.wait(self._tasks)
        now, results, troubles, lease = self._desk.clock.now(), self._results, self._troubles, self._lease
        kept = self._kept(now)

        async def end(tx: Tx) -> Sequence[Delivery]:
            written = await write(tx, results, now)
            await add_troubles(tx, troubles)
            if await renew(tx, kept, now, length=timedelta()):
                await give_back(tx, lease)
            return written

        self._count(await self._desk.commits.write(end))

    def _count(self, written: Sequence[Delivery]) -> None:
        tell(written)
        self.written += len(written)
        self.sent += sum(each.state is DeliveryState.SENT for each in written)


def _mended(delivery: Delivery, now: datetime) -> Trouble:
    return Trouble(workspace=delivery.workspace, kind=TroubleKind.MENDED, at=now, reason="")


def _blockage(delivery: Delivery, now: datetime) -> Trouble:
    return Trouble(workspace=delivery.workspace, kind=TroubleKind.BLOCKED, at=now, reason=delivery.reason)
