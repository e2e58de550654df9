"""Databases in which so many people are owed a nudge each, and copies of them: one for each run."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import select, update

from benchmarks.crowd import FIRST, gather
from mentorbot.chat.ids import UserId
from mentorbot.guides import Library
from mentorbot.jobs.plan_nudges import plan_nudges
from mentorbot.store import Store, open_store
from mentorbot.store.tables import deliveries, enrolments, members
from tests.postgres import Cluster, running

DURABLE = (
    "fsync = on",
    "synchronous_commit = on",
    "full_page_writes = on",
    "autovacuum = on",
    "shared_buffers = 128MB",
)
"""A PostgreSQL as one runs it, not as tests do."""
_WEEK = timedelta(weeks=1)

Copies = Callable[[], str]
"""The address of another copy, each time."""


async def owe(address: str, library: Library, number: int) -> None:
    """So many people in a workspace, all due now, and for a day."""
    store = await open_store(address)
    try:
        await gather(store, library.default, size=number, early=number, platform="slack")
        await plan_nudges(store, library, FIRST)
        now = datetime.now(UTC)
        async with store.begin() as tx:
            await tx.execute(update(deliveries).values(until=now + timedelta(days=1)))
            await tx.execute(update(enrolments).values(next_at=now + _WEEK, next_on=(now + _WEEK).date()))
    finally:
        await store.close()


async def people(store: Store) -> list[UserId]:
    """Everybody there is."""
    async with store.read() as tx:
        return [UserId(each) for each in (await tx.execute(select(members.c.user))).scalars()]


@contextmanager
def sqlite_copies() -> Iterator[tuple[str, Copies]]:
    """The address of a database to fill, and copies of it on the same disk."""
    with TemporaryDirectory() as folder:
        source, numbers = Path(folder, "owed.db"), iter(range(1_000))

        def copy() -> str:
            target = Path(folder, f"run{next(numbers)}", "mentorbot.db")
            target.parent.mkdir()
            shutil.copyfile(source, target)
            return f"sqlite:///{target}"

        yield f"sqlite:///{source}", copy


@contextmanager
def postgres_copies() -> Iterator[tuple[str, Copies, Cluster]]:
    """Likewise on an embedded PostgreSQL, which is durable here; the cluster makes empty databases too."""
    with running(*DURABLE) as cluster:
        numbers = iter(range(1_000))
        yield cluster.create("owed"), lambda: cluster.create(f"run{next(numbers)}", like="owed"), cluster
