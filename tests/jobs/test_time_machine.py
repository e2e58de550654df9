"""A clock that can be moved, which stops wherever something is due."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import time_machine

from mentorbot.jobs.time_machine import RealClock, TimeMachine

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


class Memory(dict[str, str]):
    """Notes that outlive a time machine."""

    async def get(self, name: str) -> str | None:  # type: ignore[override] # a note is asked for with await
        return super().get(name)

    async def put(self, name: str, text: str) -> None:
        self[name] = text


class Diary:
    """Instants at which something is due, and when each of them happened."""

    def __init__(self, machine: TimeMachine, due: Iterable[datetime] = (), *, every: timedelta | None = None) -> None:
        self.machine = machine
        self.due = sorted(due)
        self.happened: list[datetime] = []
        self._every = every
        machine.drives(next_due=self.next_due, happen=self.happen)

    async def next_due(self) -> datetime | None:
        return self.due[0] if self.due else None

    async def happen(self) -> None:
        now = self.machine.now()
        self.happened.append(now)
        passed = [each for each in self.due if each <= now]
        again = [each + self._every for each in passed] if self._every else []
        self.due = sorted([each for each in self.due if each > now] + again)


@time_machine.travel(NOON, tick=False)
def test_the_real_clock_is_the_machines_and_knows_its_zone() -> None:
    assert RealClock().now() == NOON
    assert RealClock().now().tzinfo is UTC


@time_machine.travel(NOON, tick=False)
async def test_it_stops_at_every_instant_at_which_something_is_due() -> None:
    diary = Diary(machine := TimeMachine(Memory()), [NOON + 5 * HOUR, NOON + HOUR, NOON + 2 * DAY])
    await machine.advance(DAY)
    assert diary.happened == [NOON + HOUR, NOON + 5 * HOUR, NOON + DAY]
    assert machine.now() == NOON + DAY


@time_machine.travel(NOON, tick=False)
async def test_what_becomes_due_on_the_way_happens_too() -> None:
    diary = Diary(machine := TimeMachine(Memory()), [NOON + DAY], every=7 * DAY)
    await machine.advance(21 * DAY)
    assert diary.happened == [NOON + DAY, NOON + 8 * DAY, NOON + 15 * DAY, NOON + 21 * DAY]


@time_machine.travel(NOON, tick=False)
async def test_something_due_exactly_at_the_end_happens() -> None:
    diary = Diary(machine := TimeMachine(Memory()), [NOON + DAY])
    await machine.advance(DAY)
    assert diary.due == []


@time_machine.travel(NOON, tick=False)
async def test_what_was_due_in_the_past_happens_without_going_back() -> None:
    diary = Diary(machine := TimeMachine(Memory()), [NOON - DAY])
    await machine.advance(HOUR)
    assert diary.happened == [NOON, NOON + HOUR]


@time_machine.travel(NOON, tick=False)
async def test_something_that_stays_due_for_ever_does_not_hold_it_up() -> None:
    machine = TimeMachine(Memory())
    times = 0

    async def happen() -> None:
        nonlocal times
        times += 1

    async def always() -> datetime:
        return NOON

    machine.drives(next_due=always, happen=happen)
    await machine.advance(DAY)
    assert machine.now() == NOON + DAY
    assert times > 1


async def test_the_real_time_goes_on_under_the_offset() -> None:
    with time_machine.travel(NOON, tick=False) as real:
        await (machine := TimeMachine(Memory())).advance(DAY)
        real.shift(HOUR)
        assert machine.now() == NOON + DAY + HOUR


@time_machine.travel(NOON, tick=False)
async def test_a_restart_goes_on_where_the_clock_stood() -> None:
    memory = Memory()
    await TimeMachine(memory).advance(DAY)
    after = TimeMachine(memory)
    assert after.now() == NOON
    await after.load()
    assert after.now() == NOON + DAY


@time_machine.travel(NOON, tick=False)
async def test_resetting_goes_back_to_the_real_time_for_good() -> None:
    machine = TimeMachine(memory := Memory())
    await machine.advance(DAY)
    await machine.reset()
    assert machine.now() == NOON
    await (after := TimeMachine(memory)).load()
    assert after.now() == NOON
