"""What was taken once is not taken again, whoever asks."""

import asyncio
from datetime import timedelta

from mentorbot.store import Store, open_store
from mentorbot.store.receipts import StoredReceipts, forget_receipts_before
from tests.outbox.scenes import SetClock
from tests.store.scenes import MINUTE, NOW


async def test_only_the_first_time_is_the_first(store: Store) -> None:
    receipts = StoredReceipts(store, "slack", SetClock())
    assert [await receipts.first_time(name) for name in ("Ev1", "Ev2", "Ev1")] == [True, True, False]


async def test_it_is_remembered_across_restarts(store: Store, database_url: str) -> None:
    await StoredReceipts(store, "slack", SetClock()).first_time("Ev1")
    again = await open_store(database_url)
    try:
        assert not await StoredReceipts(again, "slack", SetClock()).first_time("Ev1")
    finally:
        await again.close()


async def test_of_many_who_ask_at_the_same_time_one_is_first(store: Store, database_url: str) -> None:
    other = await open_store(database_url)
    try:
        asked = [StoredReceipts(each, "slack", SetClock()).first_time("Ev1") for each in (store, other) * 8]
        assert sorted(await asyncio.gather(*asked)) == [False] * 15 + [True]
    finally:
        await other.close()


async def test_receipts_of_two_platforms_do_not_meet(store: Store) -> None:
    for platform in ("slack", "discord"):
        assert await StoredReceipts(store, platform, SetClock()).first_time("1")


async def test_what_is_older_than_an_instant_is_forgotten(store: Store) -> None:
    clock = SetClock()
    receipts = StoredReceipts(store, "slack", clock)
    for minutes in range(4):
        clock.instant = NOW + timedelta(minutes=minutes)
        await receipts.first_time(f"Ev{minutes}")
    async with store.begin() as tx:
        assert await forget_receipts_before(tx, NOW + 2 * MINUTE) == 2
    assert [await receipts.first_time(f"Ev{minutes}") for minutes in range(4)] == [True, True, False, False]
