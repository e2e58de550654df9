"""The one tick that drives everything, on APScheduler; there is no scheduler job per member."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler

TICK_SECONDS = 5


@asynccontextmanager
async def ticking(tick: Callable[[], Awaitable[object]], *, seconds: float = TICK_SECONDS) -> AsyncIterator[None]:
    """Call `tick` at once and every few seconds, never twice at a time, however late it is.

    A tick that is under way at the end is waited for: the scheduler would cancel it in the middle of a send.
    """
    running: set[asyncio.Task[object]] = set()

    async def once() -> None:
        task = asyncio.ensure_future(tick())
        running.add(task)
        task.add_done_callback(running.discard)
        await asyncio.shield(task)

    scheduler = AsyncIOScheduler(jobstores={"default": MemoryJobStore()}, timezone="UTC")
    first = datetime.now(UTC)
    scheduler.add_job(
        once, "interval", seconds=seconds, next_run_time=first, max_instances=1, coalesce=True, misfire_grace_time=None
    )
    scheduler.start()
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)
        await asyncio.gather(*running, return_exceptions=True)
