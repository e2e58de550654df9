"""The tick: at once, again and again, one at a time, whatever befalls it."""

import asyncio
import logging

import pytest

from mentorbot.jobs.clock import ticking

SOON = 0.01
PATIENCE = 10.0


class Ticks:
    """Counts, and can be made to break or to take its time."""

    def __init__(self, *, breaks: bool = False, slow: bool = False) -> None:
        self.count = 0
        self.at_a_time = 0
        self.most_at_a_time = 0
        self.cancelled = False
        self._breaks = breaks
        self._slow = slow
        self._changed = asyncio.Condition()

    async def __call__(self) -> None:
        self.at_a_time += 1
        self.most_at_a_time = max(self.most_at_a_time, self.at_a_time)
        try:
            await self._work()
        except asyncio.CancelledError:
            self.cancelled = True
            raise
        finally:
            self.at_a_time -= 1

    async def until(self, count: int) -> None:
        async with asyncio.timeout(PATIENCE), self._changed:
            await self._changed.wait_for(lambda: self.count >= count)

    async def _work(self) -> None:
        async with self._changed:
            self.count += 1
            self._changed.notify_all()
        if self._breaks:
            raise KeyError("what nobody thought of")
        if self._slow:
            await asyncio.Event().wait()


async def test_it_ticks_at_once_and_does_not_wait_for_the_first_interval() -> None:
    ticks = Ticks()
    async with ticking(ticks, seconds=3600):
        await ticks.until(1)


async def test_it_ticks_again_and_again() -> None:
    ticks = Ticks()
    async with ticking(ticks, seconds=SOON):
        await ticks.until(3)


async def test_a_slow_tick_is_never_joined_by_a_second(caplog: pytest.LogCaptureFixture) -> None:
    ticks, others = Ticks(slow=True), Ticks()
    async with ticking(ticks, seconds=SOON), ticking(others, seconds=SOON):
        await others.until(5)
        assert (ticks.count, ticks.most_at_a_time) == (1, 1)
    assert caplog.records == [], "every turn that it left out"


async def test_a_tick_under_way_has_ended_when_the_block_has() -> None:
    ticks = Ticks(slow=True)
    async with ticking(ticks, seconds=3600):
        await ticks.until(1)
    assert (ticks.at_a_time, ticks.cancelled) == (0, True)


async def test_stopping_in_the_middle_of_a_tick_complains_about_nothing(caplog: pytest.LogCaptureFixture) -> None:
    ticks = Ticks(slow=True)
    async with ticking(ticks, seconds=3600):
        await ticks.until(1)
    await asyncio.sleep(0)
    assert [each.getMessage() for each in caplog.records if each.levelno >= logging.WARNING] == []


async def test_a_tick_that_breaks_is_logged_and_the_next_one_comes(caplog: pytest.LogCaptureFixture) -> None:
    ticks = Ticks(breaks=True)
    async with ticking(ticks, seconds=SOON):
        await ticks.until(3)
    told = [each for each in caplog.records if each.levelno >= logging.WARNING]
    assert told[0].getMessage() == "the tick broke; the next one tries again"
    assert told[0].exc_info is not None
    assert all(each.exc_info is None for each in told[1:]), "the same error, told at length again"
    assert {each.name for each in told} == {"mentorbot.jobs.clock"}


@pytest.mark.parametrize("steps", range(12))
async def test_ending_at_any_moment_of_a_tick_is_no_error(steps: int, caplog: pytest.LogCaptureFixture) -> None:
    """From handing a turn over to its end lie some steps of the loop; the scheduler calls one it cancels an error."""
    async with ticking(Ticks(), seconds=3600):
        for _ in range(steps):
            await asyncio.sleep(0)
    await asyncio.sleep(SOON)
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR] == []
