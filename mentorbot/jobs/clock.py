"""The one tick that drives everything, on APScheduler; there is no scheduler job per member."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler

TICK_SECONDS = 5


@asynccontextmanager
async def ticking(tick: Callable[[], Awaitable[object]], *, seconds: float = TICK_SECONDS) -> AsyncIterator[None]:
    """Call `tick` at once and every few seconds, never twice at a time, however late it is."""
    scheduler = AsyncIOScheduler(jobstores={"default": MemoryJobStore()}, timezone="UTC")
    scheduler.add_job(tick, "interval", seconds=seconds, max_instances=1, coalesce=True, misfire_grace_time=None)
    scheduler.start()
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)
