"""One weekly APScheduler job per member in its SQLAlchemy store, as its guide sets it up, all due at once."""

import asyncio
from datetime import UTC, datetime
from tempfile import TemporaryDirectory
from time import perf_counter

from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from benchmarks.crowd import ZONES

_ran: set[int] = set()
_everybody = asyncio.Event()


async def nudge(member: int, number: int) -> None:
    """What a job does; writing a delivery would come on top."""
    _ran.add(member)
    if len(_ran) == number:
        _everybody.set()


async def one_job_each(number: int) -> tuple[float, float]:
    """Seconds for each of so many jobs: to add it, and to run and reschedule it."""
    with TemporaryDirectory() as folder:
        store = SQLAlchemyJobStore(f"sqlite:///{folder}/jobs.db")
        scheduler = AsyncIOScheduler(jobstores={"default": store}, timezone="UTC")
        scheduler.start(paused=True)
        started, now = perf_counter(), datetime.now(UTC)
        for member in range(number):
            scheduler.add_job(
                nudge,
                "cron",
                day_of_week="mon",
                hour=9,
                timezone=ZONES[member % len(ZONES)],
                args=[member, number],
                next_run_time=now,
                misfire_grace_time=None,
            )
        added = perf_counter()
        scheduler.resume()
        await _everybody.wait()
        ended = perf_counter()
        scheduler.shutdown()
    return (added - started) / number, (ended - added) / number
