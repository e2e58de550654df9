import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest

from mentorbot.simulation.virtual import VirtualClock, VirtualLoop

NEW_YEAR = datetime(2027, 1, 1, tzinfo=UTC)


def run(main: Callable[[], Awaitable[object]]) -> object:
    async def awaited() -> object:
        return await main()

    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        return runner.run(awaited())


def test_half_a_year_of_sleep_is_over_at_once() -> None:
    async def sleeps() -> datetime:
        clock = VirtualClock(asyncio.get_running_loop(), NEW_YEAR)
        await asyncio.sleep(timedelta(days=182).total_seconds())
        return clock.now()

    assert run(sleeps) == NEW_YEAR + timedelta(days=182)


def test_what_is_due_first_happens_first() -> None:
    async def races() -> list[int]:
        woken: list[int] = []

        async def after(seconds: int) -> None:
            await asyncio.sleep(seconds)
            woken.append(seconds)

        await asyncio.gather(*map(after, (300, 100, 200)))
        return woken

    assert run(races) == [100, 200, 300]


def test_a_time_out_ends_what_takes_too_long() -> None:
    async def waits() -> float:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(10):
                await asyncio.sleep(60)
        return asyncio.get_running_loop().time()

    assert run(waits) == 10


def test_waiting_for_nothing_is_an_error_and_no_standstill() -> None:
    async def waits() -> None:
        await asyncio.Event().wait()

    with pytest.raises(RuntimeError, match="never happen"):
        run(waits)
