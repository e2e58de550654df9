"""Enrolments, with their people; `store/due.py` says who of them is due."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, bindparam, func, insert, or_, select, update

from mentorbot.domain.cohorts import Cohort, CohortKey, CohortState
from mentorbot.domain.deliveries import DeliveryState
from mentorbot.domain.enrolments import LIVE, Ending, Enrolment, EnrolmentKey, EnrolmentState
from mentorbot.domain.members import Member, MemberKey, WorkspaceKey
from mentorbot.domain.nudges import Due
from mentorbot.store.cohorts import cohorts_by_key
from mentorbot.store.completions import done_by_all
from mentorbot.store.engine import Tx, insert_new
from mentorbot.store.people import MEMBER
from mentorbot.store.rows import named, portions
from mentorbot.store.tables import cohorts, deliveries, enrolments, members, workspaces

_ENROLMENT = [column.name for column in enrolments.c]
_MEMBER = [column.name for column in MEMBER]
_COLUMNS = [name for name in _ENROLMENT if name != "key"]
PLANNED = (
    "state",
    "next_at",
    "next_on",
    "next_kind",
    "next_why",
    "last_on",
    "reminded_on",
    "week",
    "unanswered",
    "quiet_at",
    "resumes_on",
    "paused_at",
    "ended_at",
    "ended_why",
)
"""What planning a nudge changes; leaving the others alone spares their indexes and foreign keys."""


_LAST_MIDNIGHT = timedelta(hours=12)
"""How much later than in UTC a day ends where it ends last."""


async def add_enrolment(tx: Tx, made: Enrolment) -> Enrolment:
    """Keep a new enrolment; its key is given here."""
    row = (await tx.execute(insert(enrolments).values(_values(made)).returning(enrolments))).one()
    return Enrolment(**row._mapping)


async def add_enrolments(tx: Tx, made: Sequence[Enrolment]) -> None:
    """Keep many new enrolments; of two at once for the same member the first counts."""
    if made:
        await tx.execute(insert_new(tx, enrolments), [_values(each) for each in made])


async def save_enrolment(tx: Tx, changed: Enrolment) -> None:
    await tx.execute(update(enrolments).where(enrolments.c.key == changed.key).values(_values(changed)))


async def save_planned(tx: Tx, planned: Sequence[Enrolment]) -> None:
    """Keep what `domain.nudges.plan` made of many, in one round trip."""
    if planned:
        rows = [{f"new_{name}": getattr(each, name) for name in PLANNED} | {"the_key": each.key} for each in planned]
        await tx.execute(_SAVE_PLANNED, rows)


_SAVE_PLANNED = (
    update(enrolments)
    .where(enrolments.c.key == bindparam("the_key"))
    .values({name: bindparam(f"new_{name}") for name in PLANNED})
)


async def save_focused(tx: Tx, changed: Sequence[Enrolment]) -> None:
    """Keep which task each of many is on and how many nudges it has had, and nothing else, in one round trip."""
    if changed:
        rows = [{"the_key": each.key, "new_focus": each.focus, "new_week": each.week} for each in changed]
        await tx.execute(_SAVE_FOCUSED, rows)


_SAVE_FOCUSED = (
    update(enrolments)
    .where(enrolments.c.key == bindparam("the_key"))
    .values(focus=bindparam("new_focus"), week=bindparam("new_week"))
)


async def enrolment_in(tx: Tx, cohort: CohortKey, member: MemberKey) -> Enrolment | None:
    """A member's enrolment in one cohort, whatever its state."""
    query = select(enrolments).where(enrolments.c.cohort == cohort, enrolments.c.member == member)
    row = (await tx.execute(query)).one_or_none()
    return Enrolment(**row._mapping) if row else None


async def latest_in(tx: Tx, member: MemberKey, guide: str) -> tuple[Enrolment, Cohort] | None:
    """A member's last cohort with a guide, one they finished before any other; not one they only asked for."""
    query = (
        select(enrolments.c.key)
        .join(cohorts, cohorts.c.key == enrolments.c.cohort)
        .where(enrolments.c.member == member, cohorts.c.guide == guide, enrolments.c.state != EnrolmentState.ASKED)
        .order_by(
            (enrolments.c.state == EnrolmentState.FINISHED).desc(),
            enrolments.c.joined_at.desc(),
            enrolments.c.key.desc(),
        )
        .limit(1)
    )
    key = (await tx.execute(query)).scalar()
    if key is None:
        return None
    found = _enrolment((await tx.execute(select(*enrolments.c).where(enrolments.c.key == key))).one())
    return found, (await cohorts_by_key(tx, {found.cohort}))[found.cohort]


async def known_in(tx: Tx, cohort: CohortKey, keys: Collection[MemberKey]) -> Mapping[MemberKey, Enrolment]:
    """What many members are to a cohort, or to another that they are in now, which counts more."""
    here_or_live = or_(enrolments.c.cohort == cohort, enrolments.c.state.in_(LIVE))
    query = select(enrolments).where(here_or_live).order_by(enrolments.c.state.in_(LIVE))
    return {
        MemberKey(row.member): Enrolment(**row._mapping)
        for some in portions(keys)
        for row in await tx.execute(query.where(enrolments.c.member.in_(some)))
    }


async def asking_in(tx: Tx, cohort: CohortKey) -> Sequence[tuple[Enrolment, Member]]:
    """Everybody who asked to join a cohort and has no answer yet, who waits longest first."""
    query = _with_people().where(enrolments.c.cohort == cohort, _ASKED)
    rows = await tx.execute(query.order_by(enrolments.c.joined_at, enrolments.c.key))
    width = len(enrolments.c)
    return [(_enrolment(row[:width]), Member(**named(_MEMBER, row[width:]))) for row in rows]


async def end_cohort(tx: Tx, cohort: CohortKey, now: datetime) -> int:
    """Everybody who is in the cohort has left it, and whoever asked to join waits no longer. Says how many were in."""
    waited = update(enrolments).where(enrolments.c.cohort == cohort, _ASKED)
    await tx.execute(waited.values({"state": EnrolmentState.LEFT, "ended_at": now, "ended_why": Ending.WITHDRAWN}))
    left = update(enrolments).where(enrolments.c.cohort == cohort, enrolments.c.state.in_(LIVE)).values(_gone(now))
    return (await tx.execute(left)).rowcount


async def withdraw_asked(tx: Tx, keys: Collection[MemberKey], now: datetime, *, but: CohortKey) -> None:
    """Of many members, whatever they asked to join, but for one cohort, is taken back: they are in that one now."""
    values = {"state": EnrolmentState.LEFT, "ended_at": now, "ended_why": Ending.WITHDRAWN}
    taken_back = update(enrolments).where(_ASKED, enrolments.c.cohort != but).values(values)
    for some in portions(keys):
        await tx.execute(taken_back.where(enrolments.c.member.in_(some)))


_ASKED = enrolments.c.state == EnrolmentState.ASKED


async def asked_of(tx: Tx, member: MemberKey) -> tuple[Enrolment, Cohort] | None:
    """The cohort that somebody asked to join, while nobody has answered."""
    return await _latest(tx, member, _ASKED)


async def leave_ended(tx: Tx, keys: Collection[MemberKey], now: datetime) -> None:
    """Of many members those leave their cohort whose last day is over, in every zone there is."""
    over = select(cohorts.c.key).where(cohorts.c.ends_on < (now - _LAST_MIDNIGHT).date())
    left = update(enrolments).where(enrolments.c.cohort.in_(over), enrolments.c.state.in_(LIVE)).values(_gone(now))
    for some in portions(keys):
        await tx.execute(left.where(enrolments.c.member.in_(some)))


def _gone(now: datetime) -> dict[str, object]:
    return {
        "state": EnrolmentState.LEFT,
        "ended_at": now,
        "ended_why": Ending.OVER,
        "resumes_on": None,
        "quiet_at": None,
        "next_at": None,
        "next_on": None,
        "next_why": "",
    }


async def live_of(tx: Tx, member: MemberKey) -> tuple[Enrolment, Cohort] | None:
    """The one cohort that a member is in, if any."""
    return await _latest(tx, member, enrolments.c.state.in_(LIVE))


async def latest_of(tx: Tx, member: MemberKey) -> tuple[Enrolment, Cohort] | None:
    """The cohort that a member is in, or else the last that they were in or asked to join."""
    return await live_of(tx, member) or await _latest(tx, member)


async def former_of(tx: Tx, member: MemberKey) -> tuple[Enrolment, Cohort] | None:
    """The cohort that a member is in, or else the last that they were in, whatever they have asked since."""
    return await live_of(tx, member) or await _latest(tx, member, enrolments.c.state != EnrolmentState.ASKED)


async def _latest(tx: Tx, member: MemberKey, *which: ColumnElement[bool]) -> tuple[Enrolment, Cohort] | None:
    query = (
        select(*enrolments.c, *cohorts.c)
        .join(cohorts, cohorts.c.key == enrolments.c.cohort)
        .where(enrolments.c.member == member, *which)
        .order_by(enrolments.c.joined_at.desc(), enrolments.c.key.desc())
        .limit(1)
    )
    row = (await tx.execute(query)).one_or_none()
    if row is None:
        return None
    width = len(enrolments.c)
    return _enrolment(row[:width]), Cohort(**named(cohorts.c.keys(), row[width:]))


async def roster(tx: Tx, cohort: Cohort, *, live_only: bool = True) -> Sequence[Due]:
    """Everybody in a cohort with what they have done, by name."""
    query = _with_people().where(enrolments.c.cohort == cohort.key).order_by(members.c.name, members.c.key)
    if live_only:
        query = query.where(enrolments.c.state.in_(LIVE))
    return await _people(tx, (await tx.execute(query)).all())


async def held_roster(tx: Tx, cohort: Cohort) -> Sequence[Due]:
    """Everybody who is in a cohort, to be planned anew: held until the transaction ends (PostgreSQL).

    What the tick, of any replica, plans for them comes before this is read or after it is written, never between.
    """
    query = _with_people().where(enrolments.c.cohort == cohort.key, enrolments.c.state.in_(LIVE))
    held = query.order_by(enrolments.c.key).with_for_update(of=enrolments, key_share=True)
    return await _people(tx, (await tx.execute(held)).all())


async def roster_page(tx: Tx, cohort: Cohort, *, after: MemberKey | None, limit: int) -> Sequence[Due]:
    """Some of everybody who is or was in a cohort, in the order of their keys, from the one `after` on."""
    query = _with_people().where(enrolments.c.cohort == cohort.key).order_by(enrolments.c.member).limit(limit)
    if after is not None:
        query = query.where(enrolments.c.member > after)
    return await _people(tx, (await tx.execute(query)).all())


async def due_together(
    tx: Tx, platform: str, workspace: WorkspaceKey | None, until: datetime, *, without: CohortKey
) -> dict[datetime, int]:
    """How many people are due at each instant up to `until` in a workspace, or on a platform, but for one cohort."""
    query = (
        select(enrolments.c.next_at, func.count())
        .join(cohorts, cohorts.c.key == enrolments.c.cohort)
        .join(workspaces, workspaces.c.key == cohorts.c.workspace)
        .where(enrolments.c.next_at <= until, cohorts.c.state == CohortState.ACTIVE, cohorts.c.key != without)
        .where(workspaces.c.platform == platform)
        .group_by(enrolments.c.next_at)
    )
    if workspace is not None:
        query = query.where(workspaces.c.key == workspace)
    return {row.next_at: row[1] for row in await tx.execute(query)}


async def people_of(tx: Tx, keys: Collection[EnrolmentKey]) -> Sequence[Due]:
    """Some enrolments with their people, held until the transaction ends (PostgreSQL)."""
    query = _with_people().where(enrolments.c.key.in_(keys)).order_by(enrolments.c.key).with_for_update(of=enrolments)
    return await _people(tx, (await tx.execute(query)).all())


async def next_instant(tx: Tx) -> datetime | None:
    """When somebody is next due; whoever is in a cohort that rests is not."""
    query = (
        select(enrolments.c.next_at)
        .join(cohorts, cohorts.c.key == enrolments.c.cohort)
        .where(enrolments.c.next_at.is_not(None), cohorts.c.state == CohortState.ACTIVE)
        .order_by(enrolments.c.next_at)
        .limit(1)
    )
    found: datetime | None = (await tx.execute(query)).scalar()
    return found


async def answered(tx: Tx, member: MemberKey, now: datetime) -> None:
    """Somebody did something: no nudge of theirs counts as unanswered any more, and the last one is answered."""
    theirs = (enrolments.c.member == member, enrolments.c.state.in_(LIVE))
    await tx.execute(update(enrolments).where(*theirs).values(unanswered=0))
    arrived = (deliveries.c.member == member, deliveries.c.enrolment.is_not(None))
    last = (
        select(deliveries.c.key)
        .where(*arrived, deliveries.c.state == DeliveryState.SENT)
        .order_by(deliveries.c.scheduled_at.desc(), deliveries.c.key)
        .limit(1)
    )
    unanswered = (deliveries.c.key.in_(last), deliveries.c.answered_at.is_(None))
    await tx.execute(update(deliveries).where(*unanswered).values(answered_at=now))


async def clear_next(tx: Tx, cohort: CohortKey) -> None:
    """Nobody in the cohort is due any more."""
    await tx.execute(
        update(enrolments)
        .where(enrolments.c.cohort == cohort, enrolments.c.next_at.is_not(None))
        .values(next_at=None, next_on=None, next_why="")
    )


def _with_people() -> Select[Any]:
    return select(*enrolments.c, *MEMBER).join(members, members.c.key == enrolments.c.member)


async def _people(tx: Tx, rows: Sequence[Row[Any]]) -> Sequence[Due]:
    width = len(enrolments.c)
    found = [(_enrolment(row[:width]), Member(**named(_MEMBER, row[width:]))) for row in rows]
    theirs = await cohorts_by_key(tx, {enrolment.cohort for enrolment, _ in found})
    done = await done_by_all(tx, {member.key for _, member in found})
    return [
        Due(
            enrolment,
            theirs[enrolment.cohort],
            member,
            done.get((member.key, theirs[enrolment.cohort].guide), frozenset()),
        )
        for enrolment, member in found
    ]


def _enrolment(row: Sequence[Any]) -> Enrolment:
    return Enrolment(**named(_ENROLMENT, row))


def _values(enrolment: Enrolment) -> dict[str, object]:
    return {name: getattr(enrolment, name) for name in _COLUMNS}
