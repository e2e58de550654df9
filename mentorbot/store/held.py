"""Everything that is held on one person, read for them.

`NAMED` says by which columns somebody is named in each table; a test holds it to the tables, so that none is forgotten.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from enum import Enum
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import Table, or_, select

from mentorbot.domain.deliveries import DeliveryKind
from mentorbot.domain.members import Member, MemberKey
from mentorbot.domain.personal import Fact, Held, Row
from mentorbot.store.engine import Tx
from mentorbot.store.tables import (
    announcements,
    audit,
    certificates,
    checkins,
    cohorts,
    completions,
    deliveries,
    enrolments,
    grants,
    help_requests,
    kudos,
    members,
    mentor_notes,
    mentor_wishes,
    mentors,
    mentorships,
    proposals,
    questions,
    reopened,
    troubles,
)

NAMED: Final[Mapping[Table, tuple[str, ...]]] = MappingProxyType(
    {
        enrolments: ("member",),
        completions: ("member",),
        reopened: ("member",),
        checkins: ("member",),
        help_requests: ("member", "told", "answered_by"),
        mentors: ("member", "cover"),
        mentor_wishes: ("member",),
        mentorships: ("mentor", "learner", "stopped_by"),
        mentor_notes: ("author", "learner"),
        kudos: ("giver", "receiver"),
        certificates: ("member",),
        questions: ("member", "told"),
        grants: ("member", "giver"),
        announcements: ("author",),
        audit: ("member", "about"),
        deliveries: ("member",),
        troubles: ("member",),
        proposals: ("member",),
    }
)
_OURS: Final = frozenset(
    {"key", "workspace", "lease_until", "attempts", "doubts", "first_tried_at", "due_at", "until", "trail", "about_key"}
)
"""Columns that say something about our own work, and nothing about a person."""
_OF_OTHERS: Final = frozenset({DeliveryKind.DIGEST, DeliveryKind.MENTEES, DeliveryKind.STUCK})
"""Letters about other people: that they came is theirs who got them, what they say is not."""
ANSWERS: Final = "answers"
"""The kind of what they answered to others' questions, which is held with these."""
_OF_A_COVER: Final = frozenset({"member", "cover", "away_until"})
"""What somebody's cover is told of them."""


async def held_on(tx: Tx, somebody: Member) -> Held:
    """All of it, with names in the place of our numbers; others' private notes are only counted."""
    found = {table: await _rows(tx, table, somebody.key) for table in NAMED}
    mine = [each for each in found[mentor_notes] if each["shared"] or each["author"] == somebody.key]
    private = len(found[mentor_notes]) - len(mine)
    found[mentor_notes] = mine
    names = await _names(tx, found)
    rooms = await _cohorts(tx, found)
    rows = {
        table.name: [_facts(table, row, somebody.key, names, rooms) for row in rows] for table, rows in found.items()
    }
    rows[ANSWERS] = await _answers(tx, somebody)
    person = (await tx.execute(select(members).where(members.c.key == somebody.key))).one()
    return Held(
        {name: _fact(value) for name, value in person._mapping.items() if name not in _OURS},
        {name: each for name, each in rows.items() if each},
        private,
    )


async def _answers(tx: Tx, somebody: Member) -> list[Row]:
    """What they answered; the question is its asker's."""
    theirs = (questions.c.workspace == somebody.workspace, questions.c.answered_by == somebody.name)
    columns = [questions.c[name] for name in ("guide", "answered_at", "answer")]
    query = select(*columns).where(*theirs, columns[-1].is_not(None)).order_by(questions.c.key)
    rows = await tx.execute(query)
    return [{name: _fact(value) for name, value in row._mapping.items()} for row in rows]


async def _rows(tx: Tx, table: Table, member: MemberKey) -> Sequence[Mapping[str, Any]]:
    theirs = or_(*(table.c[name] == member for name in NAMED[table]))
    rows = await tx.execute(select(table).where(theirs).order_by(*table.primary_key.columns))
    return [dict(row._mapping) for row in rows]


async def _names(tx: Tx, found: Mapping[Table, Sequence[Mapping[str, Any]]]) -> Mapping[int, str]:
    keys = {row[name] for table, rows in found.items() for row in rows for name in NAMED[table]}
    rows = await tx.execute(select(members.c.key, members.c.name).where(members.c.key.in_(keys - {None})))
    return {row.key: row.name for row in rows}


async def _cohorts(tx: Tx, found: Mapping[Table, Sequence[Mapping[str, Any]]]) -> Mapping[int, str]:
    keys = {row["cohort"] for rows in found.values() for row in rows if row.get("cohort")}
    rows = await tx.execute(select(cohorts.c.key, cohorts.c.name).where(cohorts.c.key.in_(keys)))
    return {row.key: row.name for row in rows}


def _facts(
    table: Table, row: Mapping[str, Any], member: MemberKey, names: Mapping[int, str], rooms: Mapping[int, str]
) -> Row:
    said = {name: _fact(value) for name, value in row.items() if name not in _OURS}
    for name in NAMED[table]:
        said[name] = "you" if row[name] == member else names.get(row[name])
    if "cohort" in row:
        said["cohort"] = rooms.get(row["cohort"])
    if table is help_requests and row["member"] != member:
        said["note"] = None
    if table is mentors and row["member"] != member:
        said = {name: value for name, value in said.items() if name in _OF_A_COVER}
    if table is deliveries:
        said["enrolment"] = row["enrolment"] is not None
        if row["kind"] in _OF_OTHERS:
            said["letter"] = None
    if table is proposals:
        said["content"] = None
    return said


def _fact(value: Any) -> Fact:  # noqa: ANN401 - whatever a column holds
    match value:
        case Enum():
            return _fact(value.value)
        case datetime() | date() | time():
            return value.isoformat()
        case frozenset() | tuple():
            return [str(each) for each in sorted(value)]
        case dict():
            return {str(name): _fact(each) for name, each in value.items()}
        case list():
            return [_fact(each) for each in value]
        case None | bool() | int() | str():
            return value
        case _:
            return str(value)
