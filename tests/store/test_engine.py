"""Transactions: all or nothing, one consistent picture, and what SQLite is told on every connection."""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from mentorbot.domain.members import MemberKey
from mentorbot.domain.progress import Completion
from mentorbot.store import Store, Tx, engine, open_store
from mentorbot.store.completions import add_completion
from mentorbot.store.people import add_workspace, lock_workspace, workspace
from tests.store.scenes import NOW

_SAFE = {"journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 30_000, "synchronous": 2}


async def test_what_fails_half_way_leaves_nothing(store: Store) -> None:
    with pytest.raises(RuntimeError):
        await _add_and_fail(store)
    async with store.read() as tx:
        assert await workspace(tx, "local", "W") is None


async def test_a_reader_sees_one_picture_while_others_write(store: Store) -> None:
    async with store.read() as tx:
        assert await workspace(tx, "local", "W") is None
        async with store.begin() as other:
            await add_workspace(other, "local", "W", "The garden")
        assert await workspace(tx, "local", "W") is None
    async with store.read() as tx:
        assert await workspace(tx, "local", "W") is not None


async def test_a_reader_does_not_wait_for_a_writer(store: Store) -> None:
    async with store.begin() as writer:
        await add_workspace(writer, "local", "W", "The garden")
        async with asyncio.timeout(5), store.read() as tx:
            assert await workspace(tx, "local", "W") is None


async def test_a_connection_that_has_read_can_write_again(store: Store) -> None:
    for number in range(20):
        async with store.read() as tx:
            assert await workspace(tx, "local", f"W{number}") is None
        async with store.begin() as tx:
            await add_workspace(tx, "local", f"W{number}", "The garden")


async def test_two_processes_add_up_without_losing_anything(store: Store, database_url: str) -> None:
    other = await open_store(database_url)
    try:
        await asyncio.gather(
            *(_add(each, f"W{number}") for number, each in enumerate([store, other] * 15)),
        )
        async with store.read() as tx:
            found = [await workspace(tx, "local", f"W{number}") for number in range(30)]
        assert None not in found
    finally:
        await other.close()


@pytest.mark.parametrize("preparing", [False, True])
@pytest.mark.parametrize("database", ["postgresql"])
async def test_a_process_that_froze_in_a_transaction_does_not_keep_its_locks(
    store: Store, monkeypatch: pytest.MonkeyPatch, *, preparing: bool
) -> None:
    monkeypatch.setattr(engine, "IDLE_SECONDS", 0.2)
    monkeypatch.setattr(engine, "TRANSACTION_SECONDS", 0.5)
    async with store.begin() as tx:
        garden = await add_workspace(tx, "local", "W", "The garden")
    taken_over = False

    async def freeze() -> None:
        nonlocal taken_over
        async with store.begin() as frozen:
            await lock_workspace(frozen, garden.key)
            if preparing:
                driver = (await frozen.get_raw_connection()).driver_connection
                assert driver is not None
                await driver.prepare("SELECT 1")
            monkeypatch.setattr(engine, "TRANSACTION_SECONDS", 60.0)
            async with asyncio.timeout(5), store.begin() as other:
                await lock_workspace(other, garden.key)
                taken_over = True
            await lock_workspace(frozen, garden.key)

    with pytest.raises(DBAPIError):
        await freeze()
    assert taken_over
    async with store.begin() as tx:
        await lock_workspace(tx, garden.key)


async def test_what_belongs_to_nobody_is_refused(store: Store) -> None:
    orphan = Completion(task="call-an-api", done_at=NOW)
    with pytest.raises(IntegrityError):
        async with store.begin() as tx:
            await add_completion(tx, MemberKey(404), "technical-product-manager", orphan)


async def test_a_time_without_a_zone_is_refused(store: Store) -> None:
    naive = Completion(task="call-an-api", done_at=NOW.replace(tzinfo=None))
    with pytest.raises(Exception, match="a datetime without a zone"):
        async with store.begin() as tx:
            await add_completion(tx, MemberKey(404), "technical-product-manager", naive)


async def test_sqlite_is_told_what_keeps_it_safe(tmp_path: Path) -> None:
    store = await open_store(f"sqlite:///{tmp_path / 'a folder' / 'that is new' / 'mentorbot.db'}")
    try:
        for enter in (store.begin, store.read):
            async with enter() as tx:
                told = {
                    name: await _pragma(tx, name)
                    for name in ("journal_mode", "foreign_keys", "busy_timeout", "synchronous")
                }
                assert told == {"journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 30_000, "synchronous": 2}
    finally:
        await store.close()


async def test_a_writer_on_sqlite_takes_its_turn_before_it_reads(tmp_path: Path) -> None:
    """BEGIN IMMEDIATE: two that read first and write later would otherwise fail with `database is locked`."""
    url = f"sqlite:///{tmp_path / 'mentorbot.db'}"
    store, other = await open_store(url), await open_store(url)
    try:
        async with store.begin():
            async with other.read() as impatient:
                await impatient.execute(text("PRAGMA busy_timeout = 1"))
            with pytest.raises(DBAPIError, match="locked"):
                async with other.begin():
                    pass
    finally:
        await store.close()
        await other.close()


async def _pragma(tx: Tx, name: str) -> object:
    return (await tx.execute(text(f"PRAGMA {name}"))).scalar()


async def _add(store: Store, outside: str) -> None:
    async with store.begin() as tx:
        await add_workspace(tx, "local", outside, "The garden")


async def _add_and_fail(store: Store) -> None:
    async with store.begin() as tx:
        await add_workspace(tx, "local", "W", "The garden")
        raise RuntimeError
