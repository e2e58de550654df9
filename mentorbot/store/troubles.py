"""Troubles: what went wrong, kept until the admins of the workspace have been told."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, case, exists, func, insert, or_, select, update

from mentorbot.domain.deliveries import DeliveryKind, DeliveryState
from mentorbot.domain.digests import Item, Trouble, TroubleKind
from mentorbot.domain.enrolments import EnrolmentState
from mentorbot.domain.members import Member, MemberKey, Reach, WorkspaceKey
from mentorbot.domain.mentoring import MentorshipState, MentorState
from mentorbot.domain.questions import Outcome
from mentorbot.store.engine import Tx
from mentorbot.store.people import MEMBER, member_from
from mentorbot.store.tables import (
    deliveries,
    enrolments,
    help_requests,
    members,
    mentors,
    mentorships,
    questions,
    troubles,
)

_NAMES = [each.name for each in fields(Trouble)]
_OPEN = (DeliveryState.PENDING, DeliveryState.RETRY, DeliveryState.SENDING)


class Untold(NamedTuple):
    """A workspace whose admins do not know yet, and since when (UTC)."""

    workspace: WorkspaceKey
    since: datetime


class LastDigest(NamedTuple):
    """The latest digest of an admin: its date, and whether it is still to be sent."""

    on: date
    waits: bool


async def add_troubles(tx: Tx, found: Sequence[Trouble]) -> None:
    if found:
        await tx.execute(insert(troubles), [{name: getattr(each, name) for name in _NAMES} for each in found])


async def untold(tx: Tx, only: WorkspaceKey | None = None) -> Sequence[Untold]:
    """Workspaces with something to tell."""
    query = select(troubles.c.workspace, func.min(troubles.c.at)).where(troubles.c.told_at.is_(None))
    if only is not None:
        query = query.where(troubles.c.workspace == only)
    return [Untold(*row) for row in await tx.execute(query.group_by(troubles.c.workspace))]


async def items_of(
    tx: Tx, workspace: WorkspaceKey, limit: int, *, told_at: datetime | None = None
) -> tuple[Sequence[Item], int]:
    """What is to be told in a workspace, or was marked so at `told_at`, and is still so; and how many in all.

    Oldest first.
    """
    about = troubles.join(members, members.c.key == troubles.c.member, isouter=True)
    about = about.join(deliveries, deliveries.c.key == troubles.c.delivery, isouter=True)
    which = troubles.c.told_at.is_(None) if told_at is None else troubles.c.told_at == told_at
    here = (troubles.c.workspace == workspace, which, _STILL)
    columns = [troubles.c[name] for name in ("kind", "at", "reason", "delivery")]
    rows = await tx.execute(
        select(*columns, members.c.name, members.c.user, deliveries.c.doubts)
        .select_from(about)
        .where(*here)
        .order_by(troubles.c.at, troubles.c.key)
        .limit(limit)
    )
    number = int((await tx.execute(select(func.count()).select_from(about).where(*here))).scalar_one())
    return [_item(dict(row._mapping)) for row in rows], number


_QUIET = exists().where(enrolments.c.member == troubles.c.member, enrolments.c.state == EnrolmentState.QUIET)
_WAITS = exists().where(
    questions.c.member == troubles.c.member,
    questions.c.outcome == Outcome.PASSED_ON,
    questions.c.answer.is_(None),
    questions.c.told.is_(None),
)
_HAS_MENTOR = exists().where(
    mentorships.c.learner == troubles.c.member,
    mentorships.c.state == MentorshipState.ACTIVE,
    mentors.c.member == mentorships.c.mentor,
    mentors.c.state == MentorState.ACTIVE,
)
_SAME_PAIR = exists().where(
    mentorships.c.learner == troubles.c.member,
    mentorships.c.state == MentorshipState.ACTIVE,
    mentorships.c.began_at <= troubles.c.at,
)
_MENTOR = members.alias("their_mentor")
_MENTORED = exists().where(
    mentorships.c.learner == troubles.c.member,
    mentorships.c.state == MentorshipState.ACTIVE,
    mentorships.c.stopped_by.is_(None),
    _MENTOR.c.key == mentorships.c.mentor,
    _MENTOR.c.reach == Reach.OPEN,
)
"""Of whom a mentor hears in the weekly digest: admins are not told the same."""
_CALLS = exists().where(help_requests.c.member == troubles.c.member, help_requests.c.answered_at.is_(None))
_ASKED = exists().where(
    enrolments.c.member == troubles.c.member,
    enrolments.c.state == EnrolmentState.ASKED,
    enrolments.c.joined_at == troubles.c.at,
)
_STILL: ColumnElement[bool] = or_(
    troubles.c.kind.in_([TroubleKind.BLOCKED, TroubleKind.MENDED]),
    and_(troubles.c.kind == TroubleKind.UNREACHABLE, members.c.reach == Reach.CLOSED),
    and_(troubles.c.kind == TroubleKind.HELD, deliveries.c.state == DeliveryState.HELD),
    and_(troubles.c.kind == TroubleKind.SILENT, _QUIET, ~_MENTORED),
    and_(troubles.c.kind == TroubleKind.STUCK, _CALLS),
    and_(troubles.c.kind == TroubleKind.QUESTION, _WAITS),
    and_(troubles.c.kind == TroubleKind.REQUEST, _ASKED),
    and_(troubles.c.kind == TroubleKind.MENTORLESS, ~_HAS_MENTOR),
    and_(troubles.c.kind == TroubleKind.REMATCH, _SAME_PAIR),
)
"""Who came back meanwhile, and what was decided, is no news any more."""


async def mark_told(tx: Tx, workspace: WorkspaceKey, now: datetime) -> None:
    here = (troubles.c.workspace == workspace, troubles.c.told_at.is_(None))
    await tx.execute(update(troubles).where(*here).values(told_at=now))


async def told_of(tx: Tx, keys: Collection[str]) -> dict[str, datetime]:
    """When admins were told of some deliveries, by the delivery's key."""
    query = select(troubles.c.delivery, func.min(troubles.c.told_at)).where(
        troubles.c.delivery.in_(keys), troubles.c.told_at.is_not(None)
    )
    rows = await tx.execute(query.group_by(troubles.c.delivery))
    return {row.delivery: row[1] for row in rows}


async def admins_of(tx: Tx, workspace: WorkspaceKey, named: Collection[str] = ()) -> Sequence[Member]:
    """Those who run cohorts in a workspace, or are `named` (by their platform's ids), and can be written to."""
    runs = or_(members.c.admin, members.c.user.in_(named)) if named else members.c.admin
    here = (members.c.workspace == workspace, runs, members.c.reach == Reach.OPEN)
    return [member_from(row) for row in await tx.execute(select(*MEMBER).where(*here).order_by(members.c.key))]


async def last_digests(tx: Tx, keys: Collection[MemberKey]) -> dict[MemberKey, LastDigest]:
    """The latest digest of each of these; nothing for whoever has had none."""
    waits = func.max(case((deliveries.c.state.in_(_OPEN), 1), else_=0))
    query = (
        select(deliveries.c.member, func.max(deliveries.c.on), waits)
        .where(deliveries.c.member.in_(keys), deliveries.c.kind == DeliveryKind.DIGEST)
        .group_by(deliveries.c.member)
    )
    return {MemberKey(row[0]): LastDigest(row[1], bool(row[2])) for row in await tx.execute(query)}


def _item(found: Mapping[str, Any]) -> Item:
    values = dict(found)
    doubts = values.pop("doubts")
    return Item(**values | {"name": found["name"] or "", "user": found["user"] or "", "in_doubt": bool(doubts)})
