"""The one tick that drives everything, on APScheduler; there is no scheduler job per member."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler

TICK_SECONDS = 1

Tick = Callable[[], Awaitable[object]]

log = logging.getLogger(__name__)


@asynccontextmanager
async def ticking(tick: Tick, *, seconds: float = TICK_SECONDS) -> AsyncIterator[None]:
    """Call `tick` at once and every few seconds, never twice at a time, however late it is.

    A tick that is under way when the block ends is cancelled, and has ended when this returns.
    """
    under_way: set[asyncio.Task[object]] = set()

    async def once() -> None:
        # A task of our own: the scheduler would not wait for the one that it cancels.
        task = asyncio.ensure_future(_survived(tick))
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
        await _ended(under_way)
        scheduler.shutdown(wait=False)


async def _survived(tick: Tick) -> object:
    """A tick that breaks is logged; the next one tries again."""
    try:
        return await tick()
    except Exception:
        log.exception("the tick broke; the next one tries again")
        return None


async def _ended(under_way: set[asyncio.Task[object]]) -> None:
    for task in under_way:
        task.cancel()
    if under_way:
        await asyncio.wait(under_way)
