"""A store full of people, made inside the database: a million take seconds, and none of this process's memory.

Cohorts of a thousand in six time zones. Most have done little and answered lately, as people do; nobody's nudges are
all used up.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import Column, ColumnElement, String, Table, case, cast, insert, literal, select, text

from mentorbot.domain.cohorts import DEFAULT_DAYS, CohortState
from mentorbot.domain.enrolments import EnrolmentState, NudgeKind
from mentorbot.domain.guide import Guide
from mentorbot.domain.members import Reach
from mentorbot.store import Store, Tx
from mentorbot.store.tables import cohorts, completions, enrolments, members, workspaces

WEEK = timedelta(weeks=1)
FIRST = datetime(2026, 11, 9, 9, tzinfo=UTC)
"""A Monday, when it is nine in London and has been nine in all the other zones for at most six hours."""
SECOND = FIRST + WEEK
BEFORE = FIRST - timedelta(days=1)
ZONES = ("Europe/London", "Europe/Berlin", "Europe/Kyiv", "Asia/Dubai", "Asia/Karachi", "Asia/Kolkata")
_COHORT = 1_000
_MOST_DONE = 8

Number = ColumnElement[int]
Values = Mapping[str, object]


def early_at(turn: int) -> datetime:
    """When those of one round are first due."""
    return FIRST + timedelta(minutes=turn)


async def gather(
    store: Store,
    guide: Guide,
    *,
    size: int,
    early: int,
    rounds: int = 1,
    platform: str = "none",
    alike: bool = True,
) -> None:
    """Enrol `size` people: `early` of them are first due at FIRST, and all of them at SECOND.

    With more `rounds`, as many again are first due a minute later, and so on (`early_at`).

    Not `alike`: each has a history that no other has, so that nothing can be decided for two at once.
    """
    async with store.begin() as tx:
        first = {"key": 1, "platform": platform, "outside": "W1", "name": "Benchmark"}
        await tx.execute(insert(workspaces).values(first))
        await _fill(tx, cohorts, -(-size // _COHORT), partial(_cohort, guide=guide))
        await _fill(tx, members, size, _member)
        await _fill(tx, enrolments, size, partial(_enrolment, early=early, rounds=rounds, alike=alike))
        for place, task in enumerate(list(guide.tasks)[:_MOST_DONE]):
            done = partial(_has_done, more_than=place)
            await _fill(tx, completions, size, partial(_completion, guide=guide, task=task), done)
    if not store.alone:
        async with store.begin() as tx:
            await tx.execute(text("ANALYZE"))  # what PostgreSQL's housekeeping would find out by and by


async def _fill(
    tx: Tx,
    table: Table,
    size: int,
    values: Callable[[Number], Values],
    where: Callable[[Number], ColumnElement[bool]] | None = None,
) -> None:
    """A row for each number from 1 to `size`, told apart by arithmetic."""
    numbers = select(literal(1).label("number")).cte("numbers", recursive=True)
    numbers = numbers.union_all(select(numbers.c.number + 1).where(numbers.c.number < size))
    number = numbers.c.number
    columns = values(number)
    typed = [
        each if isinstance(each, ColumnElement) else literal(each, table.c[name].type) for name, each in columns.items()
    ]
    rows = select(*typed).where(where(number)) if where else select(*typed)
    await tx.execute(insert(table).from_select(list(columns), rows.select_from(numbers)))


def _cohort(number: Number, *, guide: Guide) -> Values:
    return {
        "key": number,
        "workspace": 1,
        "slug": literal("spring-") + cast(number, String),
        "name": literal("Spring ") + cast(number, String),
        "guide": guide.slug,
        "days": DEFAULT_DAYS,
        "at": FIRST.time(),
        "state": CohortState.ACTIVE,
        "created_at": BEFORE,
    }


def _member(number: Number) -> Values:
    return {
        "key": number,
        "workspace": 1,
        "user": literal("U") + cast(number, String),
        "name": literal("Person ") + cast(number, String),
        "zone": case(
            *((_rolled(number, 7, len(ZONES)) == place, zone) for place, zone in enumerate(ZONES)), else_=ZONES[0]
        ),
        "zone_chosen": False,
        "reach": Reach.OPEN,
        "reach_reason": "",
        "seen_at": BEFORE,
    }


def _enrolment(number: Number, *, early: int, rounds: int, alike: bool) -> Values:
    """Everybody had a nudge a week ago; where nobody is alike, each had another task in focus that is no more."""

    def by(earlier: Sequence[object], later: object, like: Column[Any]) -> ColumnElement[Any]:
        turns = [(number <= early * turn, literal(each, like.type)) for turn, each in enumerate(earlier, 1)]
        return case(*turns, else_=literal(later, like.type))

    return {
        "key": number,
        "cohort": (number - 1) // _COHORT + 1,
        "member": number,
        "state": EnrolmentState.ACTIVE,
        "focus": None if alike else literal("once-") + cast(number, String),
        "joined_at": BEFORE,
        "next_at": by([early_at(turn) for turn in range(rounds)], SECOND, enrolments.c.next_at),
        "next_on": by([FIRST.date()] * rounds, SECOND.date(), enrolments.c.next_on),
        "next_kind": NudgeKind.NUDGE,
        "last_on": by([(FIRST - WEEK).date()] * rounds, FIRST.date(), enrolments.c.last_on),
        "week": 1 + _rolled(number, 11, 3) * _rolled(number, 13, 2),
        "unanswered": _rolled(number, 17, 2),
    }


def _completion(number: Number, *, guide: Guide, task: str) -> Values:
    return {"member": number, "guide": guide.slug, "task": task, "done_at": BEFORE, "evidence": ""}


def _has_done(number: Number, *, more_than: int) -> ColumnElement[bool]:
    """From none to eight tasks, more often few."""
    return _rolled(number, 19, 3) * _rolled(number, 23, 5) > more_than


def _rolled(number: Number, prime: int, sides: int) -> Number:
    """A die for everybody, which falls the same in every run."""
    return number * prime % 9_973 * prime % 9_967 % sides
