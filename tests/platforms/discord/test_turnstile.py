import asyncio
from random import Random

import pytest

from mentorbot.platforms.discord.platform import PACE
from mentorbot.platforms.discord.turnstile import INVALID, REQUESTS, Refusals, Turnstile
from tests.fakes.discord.traffic import GLOBAL
from tests.platforms.discord.virtual_time import run_virtually

ALLOWED, SECOND = GLOBAL


async def _traffic(turnstile: Turnstile, number: int, slowest: float, seed: int) -> list[float]:
    """When Discord counted each of many requests, which all wanted to go at once."""
    random, counted = Random(seed), list[float]()  # noqa: S311 - the same weather each time

    async def ask() -> None:
        async with turnstile.passing():
            there, back = random.uniform(0, slowest / 2), random.uniform(0, slowest / 2)
            await asyncio.sleep(there)
            counted.append(asyncio.get_running_loop().time())
            await asyncio.sleep(back)

    await asyncio.gather(*(ask() for _ in range(number)))
    return sorted(counted)


def _most_in_a_second(counted: list[float]) -> int:
    return max(sum(begin <= each < begin + SECOND for each in counted) for begin in counted)


@pytest.mark.parametrize("slowest", [0.0, 0.05, 0.2, 3.0])
@pytest.mark.parametrize("seed", range(3))
def test_no_second_sees_more_than_discord_takes(slowest: float, seed: int) -> None:
    counted = run_virtually(_traffic(Turnstile(), 500, slowest, seed))
    assert _most_in_a_second(counted) <= REQUESTS < ALLOWED


@pytest.mark.parametrize("slowest", [0.0, 0.05, 0.1])
def test_a_backlog_uses_nine_tenths_of_what_discord_takes(slowest: float) -> None:
    counted = run_virtually(_traffic(Turnstile(), 2000, slowest, 1))
    assert len(counted) / (counted[-1] - counted[0]) >= 0.9 * ALLOWED


def test_a_take_over_in_mid_second_stays_within_the_limit() -> None:
    async def handed_over() -> list[float]:
        first = await _traffic(Turnstile(), 120, 0.0, 1)
        return first + await _traffic(Turnstile(), 120, 0.0, 2)

    assert _most_in_a_second(run_virtually(handed_over())) <= ALLOWED


def test_a_request_that_breaks_gives_its_place_back() -> None:
    async def break_many() -> None:
        turnstile = Turnstile(2)
        for _ in range(10):
            with pytest.raises(OSError, match="broken"):
                async with turnstile.passing():
                    raise OSError("broken")

    run_virtually(break_many())


def test_the_lane_asks_for_no_more_than_the_turnstile_lets_pass() -> None:
    assert PACE.per_second == REQUESTS
    assert PACE.shared


def test_refusals_are_counted_well_before_the_address_is_banned() -> None:
    refusals = Refusals()
    for number in range(INVALID):
        assert refusals.wait(number / 100) == 0
        refusals.count(403, {}, number / 100)
    assert refusals.wait(INVALID / 100) == 600 - INVALID / 100
    assert refusals.wait(600) == 0
    assert INVALID <= 10_000 / 3


def test_what_is_nobodys_fault_is_not_counted() -> None:
    refusals = Refusals(1)
    refusals.count(200, {}, 0)
    refusals.count(404, {}, 0)
    refusals.count(429, {"X-RateLimit-Scope": "shared"}, 0)
    assert refusals.wait(0) == 0
    refusals.count(429, {"X-RateLimit-Scope": "user"}, 0)
    assert refusals.wait(0) == 600
