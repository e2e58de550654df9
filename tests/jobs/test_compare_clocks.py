"""A replica whose clock is off says so."""

from datetime import UTC, datetime, timedelta

import pytest

from mentorbot.jobs.compare_clocks import EVERY, FAR_APART, CompareClocks
from mentorbot.store import Store
from tests.outbox.scenes import SetClock


@pytest.mark.parametrize(
    ("off", "words"),
    [
        (timedelta(minutes=1), "60 s ahead of the database's"),
        (timedelta(minutes=-2), "120 s behind the database's"),
    ],
)
async def test_a_clock_that_is_off_is_told_of_and_not_every_second(
    store: Store, caplog: pytest.LogCaptureFixture, off: timedelta, words: str
) -> None:
    clock = SetClock(datetime.now(UTC) + off)
    compare = CompareClocks(store, clock.now)
    for _ in range(3):
        await compare()
    told = [each.getMessage() for each in caplog.records]
    if store.alone:
        assert told == [], "there is nobody to agree with"
        return
    assert len(told) == 1
    assert words in told[0]
    clock.instant += EVERY
    await compare()
    assert len(caplog.records) == 2


async def test_a_clock_that_is_right_is_not_spoken_of(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    await CompareClocks(store, lambda: datetime.now(UTC) + FAR_APART / 2)()
    assert not caplog.records
