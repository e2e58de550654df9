"""What is held on a person taken away, at their wish or because it is old.

Their rows of enrolments, tasks, nudges and moods stay as counts: without a name, an id, a text or an hour.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, time
from secrets import token_hex
from typing import Any, Final, TypeAlias

from sqlalchemy import ColumnElement, Table, and_, delete, func, or_, select, update

from mentorbot.domain.deliveries import DeliveryKind, DeliveryState
from mentorbot.domain.enrolments import LIVE, EnrolmentState
from mentorbot.domain.members import Member, MemberKey, Reach, WorkspaceKey
from mentorbot.domain.personal import FORGOTTEN, UNKNOWN_USER, Kept
from mentorbot.store.engine import Tx
from mentorbot.store.tables import (
    announcements,
    certificates,
    checkins,
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

_NUDGES: Final = (DeliveryKind.NUDGE, DeliveryKind.REMINDER)
_SETTLED: Final = (
    DeliveryState.SENT,
    DeliveryState.UNDELIVERABLE,
    DeliveryState.EXPIRED,
    DeliveryState.CANCELLED,
)
_INSTANTS: Final = (
    "scheduled_at",
    "until",
    "due_at",
    "planned_at",
    "first_tried_at",
    "settled_at",
    "answered_at",
)
_GONE_WITH_THEM: Final = (
    (reopened, ("member",)),
    (mentor_wishes, ("member",)),
    (mentor_notes, ("author", "learner")),
    (kudos, ("giver", "receiver")),
    (certificates, ("member",)),
    (mentors, ("member",)),
    (mentorships, ("mentor", "learner")),
    (grants, ("member",)),
    (troubles, ("member",)),
    (proposals, ("member",)),
)
_NO_LONGER_NAMED: Final = (
    (help_requests, "told"),
    (help_requests, "answered_by"),
    (mentors, "cover"),
    (mentorships, "stopped_by"),
    (grants, "giver"),
)


async def forget(tx: Tx, somebody: Member, now: datetime) -> Kept:
    """Take away everything on somebody; says what is left as counts. What waited for them will not go out."""
    key = somebody.key
    await _forgotten_by_others(tx, somebody, now)
    for table, columns in _GONE_WITH_THEM:
        await tx.execute(delete(table).where(or_(*(table.c[name] == key for name in columns))))
    for table, name in _NO_LONGER_NAMED:
        await tx.execute(update(table).where(table.c[name] == key).values({name: None}))
    await tx.execute(update(questions).where(questions.c.member == key).values(member=None, text=None, answer=None))
    theirs = (questions.c.workspace == somebody.workspace, questions.c.answered_by == somebody.name)
    await tx.execute(update(questions).where(*theirs).values(answered_by=""))
    await tx.execute(update(help_requests).where(help_requests.c.member == key).values(note=None))
    await _as_counts(tx, key, now)
    nudges = await _nudges_as_counts(tx, key, now)
    await tx.execute(update(members).where(members.c.key == key).values(_nobody(now)))
    return Kept(
        enrolments=await _number(tx, enrolments, enrolments.c.member == key),
        tasks=await _number(tx, completions, completions.c.member == key),
        nudges=nudges,
        checkins=await _number(tx, checkins, checkins.c.member == key),
    )


def _nobody(now: datetime) -> dict[str, object]:
    """A member whom no platform knows; whoever comes back is somebody new."""
    return {
        "user": f"{UNKNOWN_USER}{token_hex(16)}",
        "name": FORGOTTEN,
        "zone": None,
        "zone_chosen": False,
        "reach": Reach.CLOSED,
        "reach_reason": "forgotten at their own wish",
        "admin": False,
        "work_days": None,
        "quiet_from": None,
        "quiet_until": None,
        "seen_at": _midnight(now),
    }


async def _as_counts(tx: Tx, key: MemberKey, now: datetime) -> None:
    """The day is kept of what they did, and not the hour."""
    await tx.execute(
        update(enrolments)
        .where(enrolments.c.member == key, enrolments.c.state.in_([*LIVE, EnrolmentState.ASKED]))
        .values(state=EnrolmentState.LEFT, ended_at=now)
    )
    nothing_more = {"next_at": None, "next_on": None, "next_why": "", "resumes_on": None, "days": None, "at": None}
    await tx.execute(update(enrolments).where(enrolments.c.member == key).values(nothing_more))
    await tx.execute(update(completions).where(completions.c.member == key).values(evidence=""))
    await tx.execute(update(checkins).where(checkins.c.member == key).values(note=None))
    for table, columns in (
        (enrolments, ("joined_at", "ended_at", "paused_at", "quiet_at")),
        (completions, ("done_at",)),
        (checkins, ("at",)),
        (help_requests, ("asked_at", "escalates_at", "escalated_at", "answered_at")),
    ):
        await _to_days(tx, table, columns, key)


async def _to_days(tx: Tx, table: Table, columns: tuple[str, ...], key: MemberKey) -> None:
    primary = list(table.primary_key.columns)
    rows = await tx.execute(select(*primary, *(table.c[name] for name in columns)).where(table.c.member == key))
    for row in rows.all():
        values = {name: _midnight(getattr(row, name)) for name in columns if getattr(row, name)}
        if values:
            here = (column == getattr(row, column.name) for column in primary)
            await tx.execute(update(table).where(*here).values(values))


def _midnight(at: datetime) -> datetime:
    return datetime.combine(at.astimezone(UTC).date(), time(), UTC)


async def _nudges_as_counts(tx: Tx, key: MemberKey, now: datetime) -> int:
    """Which task a nudge was about, on which day, and whether it was answered; everything else to them goes."""
    theirs = deliveries.c.member == key
    await tx.execute(delete(deliveries).where(theirs, deliveries.c.kind.not_in(_NUDGES)))
    cancelled = {"state": DeliveryState.CANCELLED, "settled_at": now, "lease_until": None}
    await tx.execute(update(deliveries).where(theirs, deliveries.c.state.not_in(_SETTLED)).values(cancelled))
    rows = (await tx.execute(select(deliveries).where(theirs))).all()
    for row in rows:
        days = {name: _midnight(getattr(row, name)) for name in _INSTANTS if getattr(row, name)}
        letter = row.letter | {"zone": "UTC", "next_at": None, "why": ""}
        plain = {"letter": letter, "message": "", "reason": "", "trail": None}
        await tx.execute(update(deliveries).where(deliveries.c.key == row.key).values(days | plain))
    return len(rows)


async def _forgotten_by_others(tx: Tx, somebody: Member, now: datetime) -> None:
    """Letters to others that speak of them go; only the admins' digests stay, since one a day is counted by them."""
    others = (deliveries.c.workspace == somebody.workspace, deliveries.c.member != somebody.key)
    columns = [deliveries.c[name] for name in ("key", "member", "kind", "state", "about", "letter")]
    rows = await tx.execute(select(*columns).where(*others, deliveries.c.enrolment.is_(None)))
    between = await _between(tx, somebody.key)
    for row in rows.all():
        changed = _without(row.letter, somebody)
        if row.kind is DeliveryKind.DIGEST and changed != row.letter:
            await tx.execute(update(deliveries).where(deliveries.c.key == row.key).values(letter=changed))
        elif changed != row.letter or row.about in between:
            await tx.execute(delete(deliveries).where(deliveries.c.key == row.key))
            if row.kind is DeliveryKind.MENTEES and row.state not in _SETTLED:  # to be written anew, without them
                await tx.execute(update(mentors).where(mentors.c.member == row.member).values(digest_at=now))


async def _between(tx: Tx, key: MemberKey) -> frozenset[str]:
    """What the letters between them and a mentor or mentee belong to."""
    theirs = or_(mentorships.c.mentor == key, mentorships.c.learner == key)
    rows = await tx.execute(select(mentorships.c.key).where(theirs))
    return frozenset(f"mentorship:{each}" for each in rows.scalars())


def _without(letter: Any, somebody: Member) -> Any:  # noqa: ANN401 - JSON of any shape
    """The letter with neither their name nor their id, as whole words."""
    match letter:
        case dict():
            return {name: _without(each, somebody) for name, each in letter.items()}
        case list():
            return [_without(each, somebody) for each in letter]
        case str() if letter:
            named = re.sub(rf"(?<!\w){re.escape(somebody.name)}(?!\w)", FORGOTTEN, letter) if somebody.name else letter
            return re.sub(rf"(?<!\w){re.escape(somebody.user)}(?!\w)", "", named)
        case _:
            return letter


async def texts_before(tx: Tx, workspace: WorkspaceKey, before: datetime) -> int:
    """How many texts of a workspace are older than that (UTC), and would go with `remove_texts`."""
    return sum([await _number(tx, table, and_(*which)) for table, which, _ in _old_texts(workspace, before)])


async def remove_texts(tx: Tx, workspace: WorkspaceKey, before: datetime) -> int:
    """What people wrote before that goes, and what it counted for stays; says how many texts."""
    gone = 0
    for table, which, values in _old_texts(workspace, before):
        change = update(table).where(*which).values(values) if values else delete(table).where(*which)
        gone += (await tx.execute(change)).rowcount
    return gone


_Old: TypeAlias = tuple[Table, Sequence[ColumnElement[bool]], Mapping[str, str | None]]


def _old_texts(workspace: WorkspaceKey, before: datetime) -> Iterator[_Old]:
    """Where texts are kept, which are old, and what takes their place; nothing where the row itself is the text."""
    here = select(members.c.key).where(members.c.workspace == workspace)
    yield checkins, (checkins.c.member.in_(here), checkins.c.at < before, checkins.c.note.is_not(None)), {"note": None}
    asked = (help_requests.c.workspace == workspace, help_requests.c.asked_at < before)
    yield help_requests, (*asked, help_requests.c.note.is_not(None)), {"note": None}
    yield mentor_notes, (mentor_notes.c.author.in_(here), mentor_notes.c.at < before), {}
    yield kudos, (kudos.c.giver.in_(here), kudos.c.at < before, kudos.c.text != ""), {"text": ""}
    old = (questions.c.workspace == workspace, questions.c.asked_on < before.date(), questions.c.text.is_not(None))
    yield questions, old, {"text": None, "answer": None, "member": None}
    said = (announcements.c.workspace == workspace, announcements.c.made_at < before, announcements.c.text != "")
    yield announcements, said, {"text": ""}
    letters = (deliveries.c.workspace == workspace, deliveries.c.enrolment.is_(None), deliveries.c.state.in_(_SETTLED))
    yield deliveries, (*letters, deliveries.c.scheduled_at < before), {}


async def _number(tx: Tx, table: Table, which: ColumnElement[bool]) -> int:
    return int((await tx.execute(select(func.count()).select_from(table).where(which))).scalar_one())
