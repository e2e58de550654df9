"""What is held on a person taken away, at their wish or because it is old.

Their rows of enrolments, tasks, nudges and moods stay as counts: without a name, an id, a text or an hour.
"""

import json
import re
from collections.abc import Collection
from datetime import UTC, datetime, time
from secrets import token_hex
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, Table, Text, and_, bindparam, cast, delete, func, or_, select, update

from mentorbot.domain.deliveries import SETTLED_STATES, DeliveryKind, DeliveryState
from mentorbot.domain.enrolments import LIVE, EnrolmentState
from mentorbot.domain.members import Member, MemberKey, Reach
from mentorbot.domain.mentoring import MentorshipKey, about
from mentorbot.domain.personal import FORGOTTEN, NO_USER, Kept
from mentorbot.store.engine import Tx
from mentorbot.store.held import NAMED
from mentorbot.store.tables import (
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
    notes,
    proposals,
    questions,
    reopened,
    troubles,
)

_NUDGES: Final = (DeliveryKind.NUDGE, DeliveryKind.REMINDER)
_TO_MANY: Final = frozenset({DeliveryKind.DIGEST, DeliveryKind.ANSWER, DeliveryKind.ANNOUNCEMENT})
"""Letters that are somebody else's, whoever is named in them."""
_INSTANTS: Final = (
    "scheduled_at",
    "until",
    "due_at",
    "planned_at",
    "first_tried_at",
    "settled_at",
    "answered_at",
)
_AS_A_COUNT: Final = (
    update(deliveries)
    .where(deliveries.c.key == bindparam("the_key"))
    .values({name: bindparam(f"new_{name}") for name in (*_INSTANTS, "letter")})
    .values(message="", reason="", trail=None)
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
    (questions, "told"),
    (help_requests, "answered_by"),
    (mentors, "cover"),
    (mentorships, "stopped_by"),
    (grants, "giver"),
)


async def forget(tx: Tx, somebody: Member, now: datetime) -> Kept | None:
    """Take away everything on somebody; says what is left as counts. What waited for them will not go out.

    None when that was done a moment ago: a second click.
    """
    key = somebody.key
    if not await _still_there(tx, somebody):
        return None
    await _forgotten_by_others(tx, somebody, now)
    await _forgotten_by_platforms(tx, somebody)
    for table, columns in _GONE_WITH_THEM:
        await tx.execute(delete(table).where(or_(*(table.c[name] == key for name in columns))))
    for table, name in _NO_LONGER_NAMED:
        await tx.execute(update(table).where(table.c[name] == key).values({name: None}))
    await tx.execute(update(questions).where(questions.c.member == key).values(member=None, text=None, answer=None))
    theirs = (questions.c.workspace == somebody.workspace, questions.c.answered_by == somebody.name)
    await tx.execute(update(questions).where(*theirs).values(answered_by=""))
    await _as_counts(tx, key, now)
    await _nudges_as_counts(tx, key, now)
    await tx.execute(update(members).where(members.c.key == key).values(_nobody(now)))
    if not await _counts_for_anything(tx, key):
        await tx.execute(delete(members).where(members.c.key == key))
    return await what_stays(tx, key)


async def what_stays(tx: Tx, key: MemberKey) -> Kept:
    """What is left of somebody as counts, or would be."""
    return Kept(
        enrolments=await _number(tx, enrolments, enrolments.c.member == key),
        tasks=await _number(tx, completions, completions.c.member == key),
        nudges=await _number(tx, deliveries, and_(deliveries.c.member == key, deliveries.c.kind.in_(_NUDGES))),
        checkins=await _number(tx, checkins, checkins.c.member == key),
        help_requests=await _number(tx, help_requests, help_requests.c.member == key),
    )


async def _still_there(tx: Tx, somebody: Member) -> bool:
    """Held until the transaction ends, so that two clicks take turns (PostgreSQL)."""
    theirs = select(members.c.user).where(members.c.key == somebody.key).with_for_update(key_share=True)
    return (await tx.execute(theirs)).scalar() == somebody.user


async def _counts_for_anything(tx: Tx, key: MemberKey) -> bool:
    """Whether a row of any table still belongs to them."""
    for table, columns in NAMED.items():
        if await _number(tx, table, or_(*(table.c[name] == key for name in columns))):
            return True
    return False


def _nobody(now: datetime) -> dict[str, object]:
    """A member whom no platform knows; whoever comes back is somebody new."""
    return {
        "user": f"{NO_USER}{token_hex(16)}",
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
    asked_for = update(help_requests).where(help_requests.c.member == key)
    await tx.execute(asked_for.values(note=None, escalates_at=None))
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


async def _nudges_as_counts(tx: Tx, key: MemberKey, now: datetime) -> None:
    """Which task a nudge was about, on which day, and whether it was answered; everything else to them goes."""
    theirs = deliveries.c.member == key
    await tx.execute(delete(deliveries).where(theirs, deliveries.c.kind.not_in(_NUDGES)))
    cancelled = {"state": DeliveryState.CANCELLED, "settled_at": now, "lease_until": None}
    await tx.execute(update(deliveries).where(theirs, deliveries.c.state.not_in(SETTLED_STATES)).values(cancelled))
    rows = (await tx.execute(select(deliveries).where(theirs))).all()
    if rows:
        await tx.execute(_AS_A_COUNT, [_day_of(row) for row in rows])


def _day_of(row: Row[Any]) -> dict[str, object]:
    days = {f"new_{name}": _midnight(at) if (at := getattr(row, name)) else None for name in _INSTANTS}
    return days | {"the_key": row.key, "new_letter": row.letter | {"zone": "UTC", "next_at": None, "why": ""}}


async def _forgotten_by_others(tx: Tx, somebody: Member, now: datetime) -> None:
    """What the bot wrote of them elsewhere.

    Letters between them and others go, and so do those that bring their words; what only mentions them loses their
    name. What others wrote themselves is theirs.
    """
    await _letters_to_others(tx, somebody, now)
    for table, columns, where in (
        (troubles, ("reason",), troubles.c.workspace == somebody.workspace),
        (mentorships, ("why", "ended_why"), mentorships.c.workspace == somebody.workspace),
    ):
        await _unnamed(tx, table, columns, where, somebody)
    shown = (proposals.c.workspace == somebody.workspace, proposals.c.member != somebody.key)
    for row in (await tx.execute(select(proposals.c.key, proposals.c.content).where(*shown))).all():
        if _without(row.content, somebody) != row.content or _holds(row.content, {somebody.key, str(somebody.key)}):
            await tx.execute(delete(proposals).where(proposals.c.key == row.key))


async def _unnamed(
    tx: Tx, table: Table, columns: tuple[str, ...], where: ColumnElement[bool], somebody: Member
) -> None:
    for name in columns:
        some = select(table.c.key, table.c[name]).where(where, table.c[name].contains(somebody.name, autoescape=True))
        for key, text in (await tx.execute(some)).all():
            await tx.execute(update(table).where(table.c.key == key).values({name: _without(text, somebody)}))


async def _letters_to_others(tx: Tx, somebody: Member, now: datetime) -> None:
    others = (deliveries.c.workspace == somebody.workspace, deliveries.c.member != somebody.key)
    columns = [deliveries.c[name] for name in ("key", "member", "kind", "state", "about", "letter")]
    between = await _between(tx, somebody.key)
    which = or_(_speaks_of(somebody.name), _speaks_of(somebody.user), deliveries.c.about.in_(between))
    rows = await tx.execute(select(*columns).where(*others, deliveries.c.enrolment.is_(None), which))
    for row in rows.all():
        changed = _without(row.letter, somebody)
        theirs = row.kind not in _TO_MANY and _holds(row.letter, {somebody.name, somebody.user})
        if changed != row.letter and not theirs and row.about not in between:
            await tx.execute(update(deliveries).where(deliveries.c.key == row.key).values(letter=changed))
        elif theirs or row.about in between:
            await tx.execute(delete(deliveries).where(deliveries.c.key == row.key))
            if row.kind is DeliveryKind.MENTEES and row.state not in SETTLED_STATES:  # to be written anew, without them
                await tx.execute(update(mentors).where(mentors.c.member == row.member).values(digest_at=now))


def _speaks_of(word: str) -> ColumnElement[bool]:
    """Whether a letter may, by its JSON as a text: read closely are only these few of all that were ever written."""
    return cast(deliveries.c.letter, Text).contains(json.dumps(word)[1:-1], autoescape=True)


async def _between(tx: Tx, key: MemberKey) -> frozenset[str]:
    """What the letters between them and a mentor or mentee belong to."""
    theirs = or_(mentorships.c.mentor == key, mentorships.c.learner == key)
    rows = await tx.execute(select(mentorships.c.key).where(theirs))
    return frozenset(about(MentorshipKey(each)) for each in rows.scalars())


def _without(letter: Any, somebody: Member) -> Any:  # noqa: ANN401 - JSON of any shape
    """The letter with neither their name nor their id, as whole words, nor the name that they had before."""
    match letter:
        case dict() if letter.get("user") == somebody.user and "name" in letter:
            unnamed = letter | {"name": FORGOTTEN, "user": ""}
            return {name: _without(each, somebody) for name, each in unnamed.items()}
        case dict():
            return {name: _without(each, somebody) for name, each in letter.items()}
        case list():
            return [_without(each, somebody) for each in letter]
        case str() if letter:
            named = re.sub(rf"(?<!\w){re.escape(somebody.name)}(?!\w)", FORGOTTEN, letter) if somebody.name else letter
            return re.sub(rf"(?<!\w){re.escape(somebody.user)}(?!\w)", "", named)
        case _:
            return letter


def _holds(letter: Any, values: Collection[str | int]) -> bool:  # noqa: ANN401 - JSON of any shape
    """Whether one of these is a value in it, and not only a word of a text."""
    match letter:
        case dict():
            return any(_holds(each, values) for each in letter.values())
        case list():
            return any(_holds(each, values) for each in letter)
        case _:
            return not isinstance(letter, bool) and letter in values


async def _forgotten_by_platforms(tx: Tx, somebody: Member) -> None:
    """A platform's notes on somebody have their id at the end of the name: where they read direct messages, say."""
    elsewhere = select(members.c.key).where(members.c.user == somebody.user, members.c.key != somebody.key)
    if (await tx.execute(elsewhere.limit(1))).first() is None:
        await tx.execute(delete(notes).where(notes.c.name.endswith(f".{somebody.user}", autoescape=True)))


async def _number(tx: Tx, table: Table, which: ColumnElement[bool]) -> int:
    return int((await tx.execute(select(func.count()).select_from(table).where(which))).scalar_one())
