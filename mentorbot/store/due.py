"""Who is due, as the few situations that they share: three statements for a batch of any size.

What is equal in all that decides a plan has one plan. So a situation is read, planned and written out once, and all
that is carried for each person is who they are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Dialect, Select, bindparam, func, select

from mentorbot.domain.cohorts import CohortState
from mentorbot.domain.enrolments import Enrolment, EnrolmentKey
from mentorbot.domain.members import Member, MemberKey
from mentorbot.domain.nudges import Due
from mentorbot.store.cohorts import cohorts_by_key
from mentorbot.store.engine import Tx
from mentorbot.store.json_rows import Convert, gathered, handed, reader
from mentorbot.store.people import MEMBER
from mentorbot.store.tables import UtcDateTime, cohorts, completions, enrolments, members

_WHOSE = [column for column in enrolments.c if column.name in {"key", "member", "joined_at"}]
_WHO = [column for column in MEMBER if column.name in {"key", "user", "name"}]
"""Who somebody is decides nothing. Any other column may, so a new one counts until it is listed here."""
_HOW = [column for column in enrolments.c if column.name not in {"key", "member", "joined_at"}]
_CLOCK = [column for column in MEMBER if column.name not in {"key", "user", "name"}]
_COLUMNS = [*_WHOSE, *_WHO, *_HOW, *_CLOCK]
_IDENTITY = len(_WHOSE) + len(_WHO)
_ENROLMENT = {column.name: _COLUMNS.index(column) for column in enrolments.c}
_MEMBER = {column.name: _COLUMNS.index(column) for column in MEMBER}


class Person(NamedTuple):
    """Somebody who is due, and their place in the order of the batch."""

    place: int
    enrolment: EnrolmentKey
    member: MemberKey


@dataclass(frozen=True, slots=True)
class Alike:
    """People in one situation. `due` is the first of them, whose plan is the plan of all."""

    due: Due
    people: Sequence[Person]


async def due(tx: Tx, now: datetime, limit: int) -> Sequence[Alike]:
    """Up to `limit` people who are due at `now`, longest waiting first; on PostgreSQL none whom another replica holds.

    They are held first and looked at then, so that what somebody changed up to that moment is seen.
    """
    hold, look = _statements(tx.dialect)
    held = (await tx.execute(hold, {"now": now, "limit": limit})).scalar_one()
    if not held:
        return []
    rows = (await tx.execute(look, {"held": [{"key": key} for (key,) in held]})).scalar_one()
    alike: dict[tuple[object, ...], list[int]] = {}
    for place, row in enumerate(rows):
        alike.setdefault(tuple(row[_IDENTITY:]), []).append(place)
    dues = await _dues(tx, [rows[places[0]] for places in alike.values()])
    return [
        Alike(one, [Person(place, rows[place][0], rows[place][1]) for place in places])
        for one, places in zip(dues, alike.values(), strict=True)
    ]


async def _dues(tx: Tx, rows: Sequence[Sequence[Any]]) -> Sequence[Due]:
    readers = _readers(tx.dialect)
    theirs = await cohorts_by_key(tx, {row[_ENROLMENT["cohort"]] for row in rows})
    dues = []
    for *kept, done in rows:
        row = [read(value) if read and value is not None else value for read, value in zip(readers, kept, strict=True)]
        enrolment = Enrolment(**{name: row[place] for name, place in _ENROLMENT.items()})
        member = Member(**{name: row[place] for name, place in _MEMBER.items()})
        dues.append(Due(enrolment, theirs[enrolment.cohort], member, frozenset(done.split() if done else ())))
    return dues


@lru_cache(maxsize=2)
def _readers(dialect: Dialect) -> Sequence[Convert | None]:
    return [reader(column, dialect) for column in _COLUMNS]


@lru_cache(maxsize=2)
def _statements(dialect: Dialect) -> tuple[Select[Any], Select[Any]]:
    """One that takes hold of who is due, and one that looks at those who are held."""
    waiting = (
        select(enrolments.c.key)
        .join(cohorts, cohorts.c.key == enrolments.c.cohort)
        .where(
            enrolments.c.next_at <= bindparam("now", type_=UtcDateTime()),
            cohorts.c.state == CohortState.ACTIVE,
        )
        .order_by(enrolments.c.next_at, enrolments.c.key)
        .limit(bindparam("limit"))
        .with_for_update(of=enrolments, skip_locked=True)
    )
    done = (
        select(func.aggregate_strings(completions.c.task, " "))
        .where(completions.c.member == enrolments.c.member, completions.c.guide == cohorts.c.guide)
        .scalar_subquery()
    )
    held = handed(dialect, "held", [enrolments.c.key])
    people = (
        select(*(column.label(f"c{place}") for place, column in enumerate(_COLUMNS)), done.label("done"))
        .join_from(held, enrolments, enrolments.c.key == held.c.key)
        .join(members, members.c.key == enrolments.c.member)
        .join(cohorts, cohorts.c.key == enrolments.c.cohort)
        .order_by(enrolments.c.next_at, enrolments.c.key)
    )
    return gathered(dialect, waiting), gathered(dialect, people)
