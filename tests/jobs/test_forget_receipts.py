"""Receipts live for an hour, and are looked through every five minutes."""

from datetime import timedelta

from mentorbot.jobs.forget_receipts import EVERY, KEPT, ForgetReceipts
from mentorbot.store import Store
from mentorbot.store.receipts import StoredReceipts
from tests.outbox.scenes import SetClock
from tests.store.scenes import MINUTE, NOW


async def test_a_receipt_lives_for_an_hour(store: Store) -> None:
    receipts = StoredReceipts(store, "slack", SetClock(NOW))
    await receipts.first_time("Ev1")
    assert await ForgetReceipts(store)(NOW + timedelta(hours=1)) == 0
    assert not await receipts.first_time("Ev1")
    assert await ForgetReceipts(store)(NOW + KEPT + MINUTE) == 1
    assert await receipts.first_time("Ev1")


async def test_it_is_done_with_the_first_tick_and_then_every_five_minutes(store: Store) -> None:
    forget = ForgetReceipts(store)
    clock = SetClock(NOW)
    receipts = StoredReceipts(store, "slack", clock)
    removed = []
    for seconds in (0, 5, 295, 300, 305):
        clock.instant = NOW - 2 * KEPT
        await receipts.first_time(f"Ev{seconds}")
        removed.append(await forget(NOW + timedelta(seconds=seconds)))
    assert removed == [1, 0, 0, 3, 0]


async def test_a_clock_that_steps_back_does_not_stop_it(store: Store) -> None:
    forget = ForgetReceipts(store)
    await forget(NOW + timedelta(days=700))
    await StoredReceipts(store, "slack", SetClock(NOW - 2 * KEPT)).first_time("Ev1")
    assert await forget(NOW + EVERY) == 1
