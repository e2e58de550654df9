"""Mentors and mentorships."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, exists, func, select, update

from mentorbot.domain.enrolments import EnrolmentState
from mentorbot.domain.members import Member, MemberKey, WorkspaceKey
from mentorbot.domain.mentoring import (
    Mentor,
    Mentorship,
    MentorshipKey,
    MentorshipState,
    MentorState,
    MentorWish,
)
from mentorbot.store.engine import Tx, insert_new
from mentorbot.store.people import MEMBER
from mentorbot.store.rows import named, portions
from mentorbot.store.tables import enrolments, members, mentor_wishes, mentors, mentorships

_MEMBER = [column.name for column in MEMBER]
_MENTOR = [each.name for each in fields(Mentor)]
_WISH = [each.name for each in fields(MentorWish)]
_MENTORSHIP = [each.name for each in fields(Mentorship)]
_ACTIVE = mentorships.c.state == MentorshipState.ACTIVE


async def mentor_of(tx: Tx, member: MemberKey) -> Mentor | None:
    """What somebody offers, or offered; None for somebody who never did."""
    row = (await tx.execute(select(mentors).where(mentors.c.member == member))).one_or_none()
    return Mentor(**row._mapping) if row else None


async def save_mentor(tx: Tx, offered: Mentor) -> None:
    """Keep an offer, a first one or a changed one."""
    values = {name: getattr(offered, name) for name in _MENTOR}
    if (await tx.execute(insert_new(tx, mentors).values(values))).rowcount == 0:
        await tx.execute(update(mentors).where(mentors.c.member == offered.member).values(values))


async def mentors_in(tx: Tx, workspace: WorkspaceKey) -> Sequence[tuple[Mentor, Member]]:
    """Everybody who mentors in a workspace, by name."""
    query = (
        select(*mentors.c, *MEMBER)
        .join(members, members.c.key == mentors.c.member)
        .where(members.c.workspace == workspace, mentors.c.state == MentorState.ACTIVE)
        .order_by(members.c.name, members.c.key)
    )
    width = len(mentors.c)
    return [
        (Mentor(**named(mentors.c.keys(), row[:width])), Member(**named(_MEMBER, row[width:])))
        for row in await tx.execute(query)
    ]


async def covered_by(tx: Tx, member: MemberKey) -> Sequence[tuple[Mentor, Member]]:
    """The mentors who named somebody as their cover, whether they are away just now or not."""
    query = (
        select(*mentors.c, *MEMBER)
        .join(members, members.c.key == mentors.c.member)
        .where(mentors.c.cover == member)
        .order_by(members.c.name, members.c.key)
    )
    width = len(mentors.c)
    return [
        (Mentor(**named(mentors.c.keys(), row[:width])), Member(**named(_MEMBER, row[width:])))
        for row in await tx.execute(query)
    ]


async def wish_of(tx: Tx, member: MemberKey) -> MentorWish | None:
    """What somebody would like in a mentor; None for whoever has not asked for one."""
    row = (await tx.execute(select(mentor_wishes).where(mentor_wishes.c.member == member))).one_or_none()
    return MentorWish(**row._mapping) if row else None


async def wishes_of(tx: Tx, learners: Collection[MemberKey]) -> Mapping[MemberKey, MentorWish]:
    """What many learners would like; nothing for whoever has not said."""
    return {
        MemberKey(row.member): MentorWish(**row._mapping)
        for some in portions(learners)
        for row in await tx.execute(select(mentor_wishes).where(mentor_wishes.c.member.in_(some)))
    }


async def save_wish(tx: Tx, wish: MentorWish) -> None:
    """Keep a wish, a first one or a changed one."""
    values = {name: getattr(wish, name) for name in _WISH}
    if (await tx.execute(insert_new(tx, mentor_wishes).values(values))).rowcount == 0:
        await tx.execute(update(mentor_wishes).where(mentor_wishes.c.member == wish.member).values(values))


async def places_taken(tx: Tx, workspace: WorkspaceKey) -> Mapping[MemberKey, int]:
    """How many mentees each mentor of a workspace has; nobody for whom it is none.

    Whoever has left their cohort keeps their mentor, and holds no place.
    """
    there = exists().where(enrolments.c.member == mentorships.c.learner, enrolments.c.state != EnrolmentState.LEFT)
    here = (mentorships.c.workspace == workspace, _ACTIVE, there)
    query = select(mentorships.c.mentor, func.count()).where(*here)
    return {MemberKey(row[0]): row[1] for row in await tx.execute(query.group_by(mentorships.c.mentor))}


async def mentorship_of(tx: Tx, learner: MemberKey) -> tuple[Mentorship, Member] | None:
    """A learner's mentorship, with the mentor."""
    found = await _with_members(tx, mentorships.c.learner == learner, _ACTIVE, other=mentorships.c.mentor)
    return found[0] if found else None


async def mentorships_of(tx: Tx, mentor: MemberKey) -> Sequence[tuple[Mentorship, Member]]:
    """A mentor's mentorships with their mentees, by name."""
    return await _with_members(tx, mentorships.c.mentor == mentor, _ACTIVE, other=mentorships.c.learner)


async def mentorship(tx: Tx, key: int) -> Mentorship | None:
    """One by its key, ended or not."""
    row = (await tx.execute(select(mentorships).where(mentorships.c.key == key))).one_or_none()
    return Mentorship(**row._mapping) if row else None


async def mentors_by_learner(tx: Tx, learners: Collection[MemberKey]) -> Mapping[MemberKey, Mentorship]:
    """The mentorships of many learners; nothing for whoever has no mentor."""
    query = select(mentorships).where(_ACTIVE)
    return {
        MemberKey(row.learner): Mentorship(**row._mapping)
        for some in portions(learners)
        for row in await tx.execute(query.where(mentorships.c.learner.in_(some)))
    }


async def former_mentorships(tx: Tx, learners: Collection[MemberKey]) -> Sequence[Mentorship]:
    """What has ended for many learners, the latest first."""
    query = select(mentorships).where(mentorships.c.state == MentorshipState.ENDED)
    return [
        Mentorship(**row._mapping)
        for some in portions(learners)
        for row in await tx.execute(
            query.where(mentorships.c.learner.in_(some)).order_by(mentorships.c.ended_at.desc(), mentorships.c.key)
        )
    ]


async def add_mentorships(tx: Tx, made: Sequence[Mentorship]) -> Sequence[Mentorship]:
    """Keep new ones, their keys given here; a learner who has a mentor meanwhile keeps that one, and is left out."""
    kept: list[Mentorship] = []
    for each in made:
        values = {name: getattr(each, name) for name in _MENTORSHIP if name != "key"}
        query = insert_new(tx, mentorships).values(values).returning(mentorships.c.key)
        key = (await tx.execute(query)).scalar()
        if key is not None:
            kept.append(replace(each, key=MentorshipKey(key)))
    return kept


async def end_mentorship(tx: Tx, key: MentorshipKey, why: str, now: datetime) -> bool:
    """They no longer go together; False where that was so already."""
    ended = {"state": MentorshipState.ENDED, "ended_at": now, "ended_why": why}
    return (await tx.execute(update(mentorships).where(mentorships.c.key == key, _ACTIVE).values(ended))).rowcount == 1


async def save_mentorship(tx: Tx, changed: Mentorship) -> None:
    """Keep who wrote when, and who wants no more."""
    values = {
        name: getattr(changed, name) for name in ("stopped_by", "stopped_too", "mentor_wrote_at", "learner_wrote_at")
    }
    await tx.execute(update(mentorships).where(mentorships.c.key == changed.key).values(values))


async def _with_members(
    tx: Tx, *which: ColumnElement[bool], other: ColumnElement[Any]
) -> Sequence[tuple[Mentorship, Member]]:
    query = (
        select(*mentorships.c, *MEMBER)
        .join(members, members.c.key == other)
        .where(*which)
        .order_by(members.c.name, members.c.key)
    )
    width = len(mentorships.c)
    return [
        (Mentorship(**named(mentorships.c.keys(), row[:width])), Member(**named(_MEMBER, row[width:])))
        for row in await tx.execute(query)
    ]
