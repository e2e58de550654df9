"""Calls for help, who has them, and who answered."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, insert, select, update

from mentorbot.domain.checkins import HelpRequest, HelpRequestKey
from mentorbot.domain.escalation import Candidate, Confidants
from mentorbot.domain.members import Member, MemberKey
from mentorbot.domain.mentoring import Mentor
from mentorbot.store.engine import Tx
from mentorbot.store.mentoring import mentor_of, mentorship_of
from mentorbot.store.people import MEMBER, member
from mentorbot.store.rows import named, portions
from mentorbot.store.tables import cohorts, deliveries, help_requests, members, workspaces

_NAMES = [each.name for each in fields(HelpRequest) if each.name != "key"]
_MEMBER = [column.name for column in MEMBER]
_OPEN = help_requests.c.answered_at.is_(None)
_WAITS = (_OPEN, help_requests.c.escalated_at.is_(None), help_requests.c.escalates_at.is_not(None))
_TOLD = members.alias("told_member")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unanswered:
    """A call that nobody has answered in time, with its people by name; `cohort` is empty outside of one."""

    request: HelpRequest
    learner: Member
    told: str
    cohort: str


def about(key: HelpRequestKey) -> str:
    """What deliveries that belong to a call say they are about."""
    return f"help:{key}"


async def add_help_request(tx: Tx, made: HelpRequest) -> HelpRequest:
    """Keep one; its key is given here."""
    values = {name: getattr(made, name) for name in _NAMES}
    key = (await tx.execute(insert(help_requests).values(values).returning(help_requests.c.key))).scalar_one()
    return replace(made, key=HelpRequestKey(key))


async def save_help_request(tx: Tx, changed: HelpRequest) -> bool:
    """Keep a changed one; False where somebody has answered it meanwhile, and nothing was changed."""
    values = {name: getattr(changed, name) for name in _NAMES}
    kept = update(help_requests).where(help_requests.c.key == changed.key, _OPEN).values(values)
    return (await tx.execute(kept)).rowcount == 1


async def open_help_request(tx: Tx, member: MemberKey) -> HelpRequest | None:
    """The latest of somebody's that nobody has answered."""
    query = select(help_requests).where(help_requests.c.member == member, _OPEN)
    row = (await tx.execute(query.order_by(help_requests.c.key.desc()).limit(1))).one_or_none()
    return HelpRequest(**row._mapping) if row else None


async def open_help_requests(tx: Tx, people: Collection[MemberKey]) -> Mapping[MemberKey, HelpRequest]:
    """The latest of each of many that nobody has answered."""
    query = select(help_requests).where(_OPEN).order_by(help_requests.c.key)
    return {
        MemberKey(row.member): HelpRequest(**row._mapping)
        for some in portions(people)
        for row in await tx.execute(query.where(help_requests.c.member.in_(some)))
    }


async def held_help_request(tx: Tx, key: int) -> HelpRequest | None:
    """One by its key, held until the transaction ends (PostgreSQL)."""
    query = select(help_requests).where(help_requests.c.key == key).with_for_update()
    row = (await tx.execute(query)).one_or_none()
    return HelpRequest(**row._mapping) if row else None


async def answer_help_requests(tx: Tx, member: MemberKey, by: MemberKey, now: datetime) -> int:
    """A person has written to somebody who was stuck: whatever they asked is answered. Says how many."""
    theirs = (help_requests.c.member == member, _OPEN)
    done = update(help_requests).where(*theirs).values(answered_at=now, answered_by=by)
    return (await tx.execute(done)).rowcount


async def last_rung(tx: Tx, asked: HelpRequest) -> datetime | None:
    """When somebody was last told of a call (UTC); None where nobody knows of it."""
    query = select(func.max(deliveries.c.planned_at)).where(deliveries.c.about == about(asked.key))
    written: datetime | None = (await tx.execute(query)).scalar() if asked.told is not None else None
    return max((each for each in (written, asked.escalated_at) if each), default=None)


async def confidants_of(tx: Tx, learner: MemberKey) -> Confidants:
    """Whom a learner's call for help may reach."""
    found = await mentorship_of(tx, learner)
    if found is None or found[0].stopped_by is not None:
        return Confidants()
    pair, mentor = found
    offer = await mentor_of(tx, mentor.key)
    return Confidants(mentorship=pair, mentor=_candidate(mentor, offer), cover=await _cover(tx, offer, learner))


async def _cover(tx: Tx, offer: Mentor | None, learner: MemberKey) -> Candidate | None:
    if offer is None or offer.cover is None or offer.cover == learner:
        return None
    return _candidate(await member(tx, offer.cover), await mentor_of(tx, offer.cover))


def _candidate(who: Member, offer: Mentor | None) -> Candidate:
    return Candidate(member=who, away_until=offer.away_until if offer else None)


async def unanswered(tx: Tx, now: datetime, limit: int) -> Sequence[Unanswered]:
    """Whose time is over at `now` (UTC), longest waiting first; on PostgreSQL none whom another replica holds."""
    query = (
        _waiting(*help_requests.c, *MEMBER, _TOLD.c.name.label("told_name"), cohorts.c.name.label("cohort_name"))
        .join(members, members.c.key == help_requests.c.member)
        .join(_TOLD, _TOLD.c.key == help_requests.c.told, isouter=True)
        .join(cohorts, cohorts.c.key == help_requests.c.cohort, isouter=True)
        .where(help_requests.c.escalates_at <= now)
        .order_by(help_requests.c.escalates_at, help_requests.c.key)
        .limit(limit)
        .with_for_update(of=help_requests, skip_locked=True)
    )
    width = len(help_requests.c)
    return [
        Unanswered(
            request=HelpRequest(**named(help_requests.c.keys(), row[:width])),
            learner=Member(**named(_MEMBER, row[width:-2])),
            told=row.told_name or "",
            cohort=row.cohort_name or "",
        )
        for row in await tx.execute(query)
    ]


async def mark_escalated(tx: Tx, keys: Collection[HelpRequestKey], now: datetime) -> None:
    """Admins hear of these from `now` on."""
    for some in portions(keys):
        await tx.execute(update(help_requests).where(help_requests.c.key.in_(some)).values(escalated_at=now))


async def next_escalation(tx: Tx) -> datetime | None:
    """When admins are next to hear of a call (UTC)."""
    found: datetime | None = (await tx.execute(_waiting(func.min(help_requests.c.escalates_at)))).scalar()
    return found


def _waiting(*columns: ColumnElement[Any]) -> Select[Any]:
    """Calls that wait, in workspaces where admins are to hear of them."""
    return (
        select(*columns)
        .select_from(help_requests)
        .join(workspaces, workspaces.c.key == help_requests.c.workspace)
        .where(*_WAITS, workspaces.c.escalates)
    )
