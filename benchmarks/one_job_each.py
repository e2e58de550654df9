"""One weekly APScheduler job per member in its SQLAlchemy store, as its guide sets it up, all due at once."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from tempfile import TemporaryDirectory
from time import perf_counter

from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from benchmarks.crowd import SECOND, ZONES
from mentorbot.domain.deliveries import Delivery, DeliveryKind
from mentorbot.domain.enrolments import EnrolmentKey
from mentorbot.domain.nudges import plan
from mentorbot.guides import Library
from mentorbot.store import Store
from mentorbot.store.deliveries import add_deliveries
from mentorbot.store.enrolments import people_of, save_planned
from mentorbot.store.keys import new_key

Work = Callable[[int], Awaitable[None]]

_work: list[Work] = []
_ran: set[int] = set()
_everybody = asyncio.Event()


async def nudge(member: int, number: int) -> None:
    """The job, which the store keeps by its name."""
    await _work[0](member)
    _ran.add(member)
    if len(_ran) == number:
        _everybody.set()


async def nothing(_: int) -> None:
    """What is left is the scheduler's own."""


def planning(store: Store, library: Library) -> Work:
    """What the tick does for everybody who is due, done for one enrolment."""

    async def planned(number: int) -> None:
        async with store.begin() as tx:
            (one,) = await people_of(tx, [EnrolmentKey(number)])
            made = plan(one, library.guides[one.cohort.guide], SECOND)
            assert made.nudge is not None
            assert made.on is not None
            owed = Delivery(
                key=new_key(SECOND, number),
                workspace=one.member.workspace,
                member=one.member.key,
                enrolment=one.enrolment.key,
                kind=DeliveryKind(made.nudge.kind),
                on=made.on,
                letter=made.nudge,
                scheduled_at=SECOND,
                until=made.until or SECOND,
                due_at=SECOND,
                planned_at=SECOND,
            )
            await add_deliveries(tx, [owed])
            await save_planned(tx, [made.enrolment])

    return planned


async def one_job_each(number: int, work: Work) -> tuple[float, float]:
    """Seconds for each of so many jobs: to add it, and to run and reschedule it."""
    _work[:] = [work]
    with TemporaryDirectory() as folder:
        store = SQLAlchemyJobStore(f"sqlite:///{folder}/jobs.db")
        scheduler = AsyncIOScheduler(jobstores={"default": store}, timezone="UTC")
        scheduler.start(paused=True)
        started, now = perf_counter(), datetime.now(UTC)
        for member in range(1, number + 1):
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
