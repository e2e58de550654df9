"""Work that one process at a time does; the leases are short here."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from mentorbot.store import Store, holding
from mentorbot.store.holding import StoredLeases
from mentorbot.store.leases import take

SHORT = timedelta(seconds=0.8)
LONG = timedelta(seconds=60)


class Work:
    """Goes on until it is told to end, or cancelled."""

    def __init__(self) -> None:
        self.began, self.end, self.over = asyncio.Event(), asyncio.Event(), asyncio.Event()
        self.cancelled = False

    async def __call__(self) -> None:
        self.began.set()
        try:
            await self.end.wait()
        except asyncio.CancelledError:
            self.cancelled = True
            raise
        finally:
            self.over.set()


class Clock:
    """The machine's, and what it slept."""

    def __init__(self) -> None:
        self.slept = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self.slept


def leases(store: Store, clock: Clock | None = None, length: timedelta = LONG) -> StoredLeases:
    return StoredLeases(store, now=(clock or Clock()).now, length=length)


async def test_one_at_a_time_and_the_next_at_once(store: Store) -> None:
    first, second = Work(), Work()
    holder = asyncio.create_task(leases(store).run_holding("shard", first))
    await first.began.wait()
    assert await leases(store).run_holding("shard", second) is False
    assert not second.began.is_set()
    first.end.set()
    assert await holder is True
    second.end.set()
    assert await leases(store).run_holding("shard", second) is True


async def test_what_is_cancelled_is_free_at_once(store: Store) -> None:
    first, second = Work(), Work()
    holder = asyncio.create_task(leases(store).run_holding("shard", first))
    await first.began.wait()
    holder.cancel()
    await asyncio.wait({holder})
    assert (first.cancelled, holder.cancelled()) == (True, True)
    second.end.set()
    assert await leases(store).run_holding("shard", second) is True


async def test_work_that_breaks_is_said_to_and_lets_go(store: Store) -> None:
    async def broken() -> None:
        raise OSError("broken")

    work = Work()
    work.end.set()
    with pytest.raises(OSError, match="broken"):
        await leases(store).run_holding("shard", broken)
    assert await leases(store).run_holding("shard", work) is True


async def test_a_lease_is_renewed_for_longer_than_its_length(store: Store) -> None:
    work, other = Work(), Work()
    holder = asyncio.create_task(leases(store, length=timedelta(seconds=3)).run_holding("shard", work))
    await asyncio.sleep(4)
    assert await leases(store).run_holding("shard", other) is False
    assert not work.over.is_set()
    work.end.set()
    await holder


async def test_what_a_dead_process_held_is_free_when_its_lease_ends(store: Store) -> None:
    async with store.begin() as tx:
        assert await take(tx, "shard", "dead", datetime.now(UTC), length=SHORT)
    work = Work()
    work.end.set()
    while not await leases(store).run_holding("shard", work):  # noqa: ASYNC110 - the row of a dead process tells nobody
        await asyncio.sleep(0.05)
    assert work.over.is_set()


async def test_a_holder_that_was_frozen_finds_it_lost_and_stops(store: Store) -> None:
    """Nobody renewed; somebody else has it, under a higher number."""
    work = Work()
    holder = asyncio.create_task(leases(store, length=timedelta(seconds=4)).run_holding("shard", work))
    await work.began.wait()
    async with store.begin() as tx:
        later = datetime.now(UTC) + timedelta(seconds=5)
        assert await take(tx, "shard", "other", later, length=LONG)
    assert await holder is True
    assert work.cancelled
    async with store.begin() as tx:
        assert await take(tx, "shard", "third", datetime.now(UTC), length=LONG) is None


async def test_a_machine_that_slept_does_not_renew_but_stops(store: Store) -> None:
    clock, work = Clock(), Work()
    holder = asyncio.create_task(leases(store, clock, length=timedelta(seconds=4)).run_holding("shard", work))
    await work.began.wait()
    clock.slept = timedelta(seconds=3)
    assert await holder is True
    assert work.cancelled


async def test_without_its_database_a_holder_stops_before_others_may_begin(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: object, **__: object) -> bool:
        raise OSError("the database is away")

    monkeypatch.setattr(holding, "renew", away)
    monkeypatch.setattr(holding, "give_back", away)
    work, other = Work(), Work()
    holder = asyncio.create_task(leases(store, length=timedelta(seconds=5)).run_holding("shard", work))
    await work.over.wait()
    assert work.cancelled
    assert await leases(store).run_holding("shard", other) is False
    await holder
