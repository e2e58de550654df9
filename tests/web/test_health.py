"""`/healthz` over real HTTP: 200 while work is done, 503 when it has not been for two minutes."""

from aiohttp import ClientSession

from mentorbot.web.health import PATIENCE, Pulse, health
from mentorbot.web.server import serving


class Seconds:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


async def _asked(pulse: Pulse) -> tuple[int, object]:
    async with (
        serving([health(pulse, {"slack": 1, "local": 2})], "127.0.0.1", 0) as address,
        ClientSession() as session,
        session.get(f"{address}/healthz") as answer,
    ):
        return answer.status, await answer.json()


async def test_a_bot_that_just_worked_is_well() -> None:
    told = {"ok": True, "platforms": ["local", "slack"], "seconds_since_work": 0.0}
    assert await _asked(Pulse(Seconds())) == (200, told)


async def test_two_minutes_without_work_are_still_well() -> None:
    pulse = Pulse(clock := Seconds())
    clock.now += PATIENCE
    assert (await _asked(pulse))[0] == 200


async def test_more_than_two_minutes_without_work_are_not() -> None:
    pulse = Pulse(clock := Seconds())
    clock.now += PATIENCE + 1
    told = {"ok": False, "platforms": ["local", "slack"], "seconds_since_work": 121.0}
    assert await _asked(pulse) == (503, told)


async def test_a_bot_that_works_again_is_well_again() -> None:
    pulse = Pulse(clock := Seconds())
    clock.now += PATIENCE + 1
    pulse.beat()
    assert (await _asked(pulse))[0] == 200
