"""A store full of people: one cohort, six time zones, two tasks done by each of them."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from itertools import islice

from sqlalchemy import Table, insert

from mentorbot.domain.cohorts import CohortState
from mentorbot.domain.enrolments import EnrolmentState, NudgeKind
from mentorbot.domain.guide import Guide
from mentorbot.domain.members import Reach
from mentorbot.domain.weekdays import Weekday
from mentorbot.store import Store
from mentorbot.store.tables import cohorts, completions, enrolments, members, workspaces

FIRST = datetime(2026, 11, 9, 9, tzinfo=UTC)
"""A Monday, when it is nine in London and has been nine in all the other zones for at most six hours."""
SECOND = FIRST + timedelta(weeks=1)
BEFORE = FIRST - timedelta(days=1)
_ZONES = ("Europe/London", "Europe/Berlin", "Europe/Kyiv", "Asia/Dubai", "Asia/Karachi", "Asia/Kolkata")
_CHUNK = 5_000

Values = Mapping[str, object]


async def gather(store: Store, guide: Guide, *, size: int, early: int, platform: str = "none") -> None:
    """Enrol `size` people: `early` of them are first due at FIRST, and all of them at SECOND."""
    everybody = range(1, size + 1)
    done = list(guide.tasks)[:2]
    await _fill(store, workspaces, iter([{"key": 1, "platform": platform, "outside": "W1", "name": "Benchmark"}]))
    await _fill(store, cohorts, iter([_cohort(guide)]))
    await _fill(store, members, (_member(number) for number in everybody))
    await _fill(store, enrolments, (_enrolment(number, early) for number in everybody))
    await _fill(store, completions, (_completion(guide, number, task) for number in everybody for task in done))


async def _fill(store: Store, table: Table, rows: Iterator[Values]) -> None:
    while chunk := list(islice(rows, _CHUNK)):
        async with store.begin() as tx:
            await tx.execute(insert(table), chunk)


def _cohort(guide: Guide) -> Values:
    return {
        "key": 1,
        "workspace": 1,
        "slug": "spring",
        "name": "Spring",
        "guide": guide.slug,
        "days": (Weekday(FIRST.weekday()),),
        "at": FIRST.time(),
        "state": CohortState.ACTIVE,
        "created_at": BEFORE,
    }


def _member(number: int) -> Values:
    return {
        "key": number,
        "workspace": 1,
        "user": f"U{number:08}",
        "name": f"Person {number}",
        "zone": _ZONES[number % len(_ZONES)],
        "zone_chosen": False,
        "reach": Reach.OPEN,
        "reach_reason": "",
        "seen_at": BEFORE,
    }


def _enrolment(number: int, early: int) -> Values:
    due = FIRST if number <= early else SECOND
    return {
        "key": number,
        "cohort": 1,
        "member": number,
        "state": EnrolmentState.ACTIVE,
        "joined_at": BEFORE,
        "next_at": due,
        "next_on": due.date(),
        "next_kind": NudgeKind.NUDGE,
        "week": 0,
    }


def _completion(guide: Guide, number: int, task: str) -> Values:
    return {"member": number, "guide": guide.slug, "task": task, "done_at": BEFORE, "evidence": ""}
