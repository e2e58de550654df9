"""What was planned for a batch of people who were due: what they are owed, and when they are next due."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Column, Dialect, FromClause, Insert, Integer, Update, select, update

from mentorbot.domain.deliveries import Delivery
from mentorbot.domain.enrolments import Enrolment
from mentorbot.store.deliveries import AFTERWARDS, delivery_values
from mentorbot.store.due import Person
from mentorbot.store.engine import Tx, insert_new_on
from mentorbot.store.enrolments import PLANNED
from mentorbot.store.json_rows import Convert, handed, writer
from mentorbot.store.tables import deliveries, enrolments

_OWN = [deliveries.c.key, deliveries.c.enrolment, deliveries.c.member]
_SHARED = [column for column in deliveries.c if column not in set(_OWN) and column.name not in AFTERWARDS]
_MOVED = [enrolments.c[name] for name in PLANNED]
_SITUATION = Column("situation", Integer)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was planned for people in one situation: the enrolment and the delivery of one of them stand for all."""

    people: Sequence[Person]
    enrolment: Enrolment
    delivery: Delivery | None = None


async def save_outcomes(tx: Tx, made: Sequence[Outcome], key: Callable[[int], str]) -> None:
    """Owe what was planned, each under the `key` of the person's place, and move their next dates on.

    A message that is owed already, for the same occasion, stays as it is.
    """
    if not made:
        return
    owe, move = _owe(tx.dialect), _move(tx.dialect)
    people = [
        {
            "key": key(one.place) if each.delivery else None,
            "enrolment": one.enrolment,
            "member": one.member,
            "situation": number,
        }
        for number, each in enumerate(made)
        for one in each.people
    ]
    owed = {number: delivery_values(each.delivery) for number, each in enumerate(made) if each.delivery}
    await tx.execute(owe.statement, {"people": people, "situations": owe.written(owed)})
    moved = {number: {name: getattr(each.enrolment, name) for name in PLANNED} for number, each in enumerate(made)}
    await tx.execute(move.statement, {"people": people, "situations": move.written(moved)})


@dataclass(frozen=True, slots=True)
class _Write:
    """A statement for people, and how the columns that they share are handed to it."""

    statement: Insert | Update
    writers: Mapping[str, Convert | None]

    def written(self, values: Mapping[int, Mapping[str, object]]) -> list[dict[str, object]]:
        each = self.writers.items()
        return [
            {"situation": number} | {name: write(these[name]) if write else these[name] for name, write in each}
            for number, these in values.items()
        ]


@lru_cache(maxsize=2)
def _owe(dialect: Dialect) -> _Write:
    names = [column.name for column in (*_OWN, *_SHARED)]
    owed = _joined(dialect, _SHARED)
    those = select(*(owed.c[name] for name in names)).where(owed.c.key.is_not(None))
    insert = insert_new_on(dialect, deliveries).from_select(names, those)
    return _Write(insert, {column.name: writer(column, dialect) for column in _SHARED})


@lru_cache(maxsize=2)
def _move(dialect: Dialect) -> _Write:
    moved = _joined(dialect, _MOVED)
    values = {column.name: moved.c[column.name] for column in _MOVED}
    change = update(enrolments).where(enrolments.c.key == moved.c.enrolment).values(values)
    return _Write(change, {column.name: writer(column, dialect) for column in _MOVED})


def _joined(dialect: Dialect, columns: Sequence[Column[Any]]) -> FromClause:
    """Each person with what is written for their situation.

    An outer join, since SQLite would begin with the situations otherwise and go through all people for each of them.
    """
    people = handed(dialect, "people", [*_OWN, _SITUATION])
    situations = handed(dialect, "situations", [_SITUATION, *columns])
    both = people.outerjoin(situations, situations.c.situation == people.c.situation)
    own = [people.c[column.name] for column in _OWN]
    return select(*own, *(situations.c[column.name] for column in columns)).select_from(both).subquery("planned")
