"""The one tick that drives everything, on APScheduler; there is no scheduler job per member."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler

TICK_SECONDS = 1
_MOMENT = 2.0
"""Seconds: one that is cancelled in the middle of a transaction could leave SQLite's lock to nobody for a while."""
_TOLD = 200
"""Characters by which an error is known again; what follows may differ from one to the next."""

Tick = Callable[[], Awaitable[object]]

log = logging.getLogger(__name__)


@asynccontextmanager
async def ticking(tick: Tick, *, seconds: float = TICK_SECONDS) -> AsyncIterator[None]:
    """Call `tick` at once and every few seconds, never twice at a time, however late it is.

    A tick that is under way when the block ends is given a moment, then cancelled; it has ended when this returns.
    """
    under_way: set[asyncio.Task[object]] = set()
    turns: set[asyncio.Task[object]] = set()
    survivor = _Survivor(tick)

    async def once() -> None:
        if turn := asyncio.current_task():
            turns.add(turn)
            turn.add_done_callback(turns.discard)
        # A task of our own: the scheduler would not wait for the one that it cancels.
        task = asyncio.ensure_future(survivor.tick())
        under_way.add(task)
        task.add_done_callback(under_way.discard)
        await asyncio.wait([task])

    quiet = logging.getLogger(f"{__name__}.scheduler")
    quiet.setLevel(logging.ERROR)  # it warns of every turn that a long tick leaves out
    scheduler = AsyncIOScheduler(jobstores={"default": MemoryJobStore()}, timezone="UTC", logger=quiet)
    scheduler.add_job(
        once,
        "interval",
        seconds=seconds,
        next_run_time=datetime.now(UTC),
        max_instances=1,
        coalesce=True,
        misfire_grace_time=None,
    )
    scheduler.start()
    try:
        yield
    finally:
        scheduler.remove_all_jobs()
        await asyncio.sleep(0)  # a turn that was just handed over begins, so that it can be waited for
        await _ended(under_way)
        if turns:  # the scheduler takes one that it cancels for an error
            await asyncio.wait(turns)
        scheduler.shutdown(wait=False)


class _Survivor:
    """Ticks whatever befalls a tick: one that breaks is logged, and the next one tries again."""

    def __init__(self, tick: Tick) -> None:
        self._tick = tick
        self._broke = ""

    async def tick(self) -> None:
        try:
            await self._tick()
        except Exception as error:
            again, self._broke = self._broke, repr(error)[:_TOLD]
            # A database that is away breaks a tick every second: all of it is told once.
            if again == self._broke:
                log.warning("the tick broke as before; the next one tries again")
            else:
                log.exception("the tick broke; the next one tries again")
        else:
            self._broke = ""


async def _ended(under_way: set[asyncio.Task[object]]) -> None:
    if under_way:
        await asyncio.wait(under_way, timeout=_MOMENT)
    for task in under_way:
        task.cancel()
    if under_way:
        await asyncio.wait(under_way)
