"""Mentors whose digest is due, and whose mentees it is about."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, or_, select, update

from mentorbot.domain.deliveries import DeliveryKind
from mentorbot.domain.members import Member, MemberKey
from mentorbot.domain.mentoring import Mentor, Mentorship, MentorshipState, MentorState
from mentorbot.store.engine import Tx
from mentorbot.store.people import MEMBER
from mentorbot.store.rows import named, portions
from mentorbot.store.tables import UtcDateTime, deliveries, members, mentors, mentorships, workspaces

_MEMBER = [column.name for column in MEMBER]
_ACTIVE = mentors.c.state == MentorState.ACTIVE


@dataclass(frozen=True, slots=True)
class Mentoring:
    """A mentor as a person, and after how many weeks without progress somebody is stuck in their workspace."""

    offer: Mentor
    member: Member
    stuck_weeks: int


async def anybody_due(tx: Tx, now: datetime) -> bool:
    """Whether a mentor's digest is due at `now` (UTC), or was never set."""
    query = select(mentors.c.member).where(*_due(now)).limit(1)
    return (await tx.execute(query)).first() is not None


async def mentors_due(tx: Tx, now: datetime, limit: int) -> Sequence[Mentoring]:
    """Up to `limit` mentors whose digest is due at `now` or was never set; on PostgreSQL none whom another holds."""
    query = _mentoring(*_due(now)).order_by(mentors.c.digest_at, mentors.c.member).limit(limit)
    return await _read(tx, query.with_for_update(of=mentors, skip_locked=True))


async def stand_ins(tx: Tx, covers: Collection[MemberKey]) -> Sequence[Mentoring]:
    """Mentors who named one of these for when they are away, and have said until when that is, by name."""
    found: list[Mentoring] = []
    for some in portions(covers):
        query = _mentoring(mentors.c.cover.in_(some), mentors.c.away_until.is_not(None), _ACTIVE)
        found += await _read(tx, query.order_by(members.c.name, members.c.key))
    return found


async def mentors_among(tx: Tx, people: Collection[MemberKey]) -> Mapping[MemberKey, tuple[Member, bool]]:
    """Some people, each with whether they mentor."""
    mentoring = mentors.c.member.is_not(None) & _ACTIVE
    query = select(*MEMBER, mentoring.label("mentoring")).join(mentors, mentors.c.member == members.c.key, isouter=True)
    return {
        MemberKey(row.key): (Member(**named(_MEMBER, row[:-1])), bool(row.mentoring))
        for some in portions(people)
        for row in await tx.execute(query.where(members.c.key.in_(some)))
    }


async def pairs_of(tx: Tx, keys: Collection[MemberKey]) -> Sequence[tuple[Mentorship, Member]]:
    """The mentorships of many mentors in which both still write, with the learners, by name."""
    width = len(mentorships.c)
    query = (
        select(*mentorships.c, *MEMBER)
        .join(members, members.c.key == mentorships.c.learner)
        .where(mentorships.c.state == MentorshipState.ACTIVE, mentorships.c.stopped_by.is_(None))
        .order_by(members.c.name, members.c.key)
    )
    return [
        (Mentorship(**named(mentorships.c.keys(), row[:width])), Member(**named(_MEMBER, row[width:])))
        for some in portions(keys)
        for row in await tx.execute(query.where(mentorships.c.mentor.in_(some)))
    ]


async def last_told(tx: Tx, readers: Collection[MemberKey]) -> Mapping[MemberKey, datetime]:
    """When each of these last had a digest about mentees written (UTC); nothing for whoever has had none."""
    query = select(deliveries.c.member, func.max(deliveries.c.planned_at)).group_by(deliveries.c.member)
    query = query.where(deliveries.c.kind == DeliveryKind.MENTEES)
    return {
        MemberKey(row[0]): row[1]
        for some in portions(readers)
        for row in await tx.execute(query.where(deliveries.c.member.in_(some)))
    }


async def set_digests(tx: Tx, nexts: Mapping[MemberKey, datetime]) -> None:
    """When many mentors are next told (UTC), in one round trip."""
    if nexts:
        await tx.execute(_SET, [{"the_member": key, "the_time": at} for key, at in nexts.items()])


async def next_digest_at(tx: Tx, now: datetime) -> datetime | None:
    """When a mentor is next told (UTC): `now` where somebody's digest was never set, None where nobody mentors."""
    never_set = bindparam("now", now, type_=UtcDateTime())
    query = select(func.min(func.coalesce(mentors.c.digest_at, never_set, type_=UtcDateTime()))).where(_ACTIVE)
    found: datetime | None = (await tx.execute(query)).scalar()
    return found


_SET = (
    update(mentors)
    .where(mentors.c.member == bindparam("the_member"))
    .values(digest_at=bindparam("the_time", type_=UtcDateTime()))
)


def _due(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (_ACTIVE, or_(mentors.c.digest_at <= now, mentors.c.digest_at.is_(None)))


def _mentoring(*which: ColumnElement[bool]) -> Select[Any]:
    return (
        select(*mentors.c, *MEMBER, workspaces.c.stuck_weeks)
        .join(members, members.c.key == mentors.c.member)
        .join(workspaces, workspaces.c.key == members.c.workspace)
        .where(*which)
    )


async def _read(tx: Tx, query: Select[Any]) -> Sequence[Mentoring]:
    width = len(mentors.c)
    return [
        Mentoring(
            Mentor(**named(mentors.c.keys(), row[:width])), Member(**named(_MEMBER, row[width:-1])), row.stuck_weeks
        )
        for row in await tx.execute(query)
    ]
