"""Deliveries: written when somebody is due, claimed by the dispatcher, settled in groups."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, TextClause, and_, bindparam, func, or_, select, update

from mentorbot.domain.cohorts import CohortKey
from mentorbot.domain.deliveries import Address, Delivery, DeliveryKind, DeliveryState
from mentorbot.domain.enrolments import EnrolmentKey
from mentorbot.domain.members import Member, MemberKey, Reach, Workspace, WorkspaceKey
from mentorbot.store.engine import Tx, insert_new
from mentorbot.store.letters import kept, kept_trail, read, read_trail
from mentorbot.store.people import MEMBER
from mentorbot.store.rows import named
from mentorbot.store.tables import HELD, SENDING, WAITING, UtcDateTime, deliveries, enrolments, members, workspaces

AFTERWARDS = frozenset({"lease_until", "answered_at"})
"""Columns of which a delivery itself knows nothing: who holds it, and whether its reader did anything after it."""
_COLUMNS = [column for column in deliveries.c if column.name not in AFTERWARDS]
_NAMES = [column.name for column in _COLUMNS]
_MEMBER = [column.name for column in MEMBER]
_WORKSPACE = [each.name for each in fields(Workspace)]


@dataclass(frozen=True, slots=True)
class Queue:
    """What a workspace has waiting: since when (UTC) something is to be sent, and to be looked for."""

    workspace: Workspace
    due_at: datetime | None
    doubt_at: datetime | None


async def add_deliveries(tx: Tx, made: Sequence[Delivery]) -> None:
    """Owe many messages; one that is owed already, for the same occasion, stays as it is."""
    if made:
        await tx.execute(insert_new(tx, deliveries), [delivery_values(each) for each in made])


async def queues(tx: Tx, only: Workspace | None = None) -> Sequence[Queue]:
    """Each workspace that has something waiting; two looks into an index for each, however long its queue."""
    rows = await tx.execute(_QUEUES) if only is None else await tx.execute(_QUEUE, {"only": only.key})
    return [Queue(Workspace(**named(_WORKSPACE, row[:-2])), row.due_at, row.doubt_at) for row in rows]


async def claim(
    tx: Tx, workspace: Workspace, now: datetime, *, lease: timedelta, limit: int
) -> Sequence[tuple[Delivery, Address]]:
    """Take what one workspace has due, longest waiting first, under a lease; nobody else sends it until that ends."""
    found = (await tx.execute(_DUE, {"the_workspace": workspace.key, "the_time": now, "limit": limit})).all()
    if not found:
        return []
    await tx.execute(_TAKE, {"keys": [row.key for row in found], "the_lease": now + lease, "the_time": now})
    return [(_claimed(row, now), _address(workspace, row)) for row in found]


async def doubtful(
    tx: Tx, workspace: Workspace, now: datetime, *, lease: timedelta, limit: int
) -> Sequence[tuple[Delivery, Address]]:
    """Take what may or may not have arrived, for a look-up that is over within the lease."""
    found = (await tx.execute(_ENDED, {"the_workspace": workspace.key, "the_time": now, "limit": limit})).all()
    if found:
        await tx.execute(_TAKE_TO_FIND, {"keys": [row.key for row in found], "the_lease": now + lease})
    return [(_delivery(row), _address(workspace, row)) for row in found]


async def settle(tx: Tx, settled: Sequence[Delivery]) -> None:
    """Write down what became of many in one round trip; a claim that somebody else has taken over stays theirs."""
    if settled:
        await tx.execute(_SETTLE, [_settled(each) for each in settled])


async def settle_one(tx: Tx, settled: Delivery, *, lease_until: datetime | None = None) -> bool:
    """As `settle`, for what is out of the ordinary: False when somebody else has taken the claim over.

    With `lease_until` it stays claimed until then.
    """
    fence = (deliveries.c.key == settled.key, SENDING, deliveries.c.attempts == settled.attempts)
    changed = {name: getattr(settled, name) for name in _SETTLED} | {"lease_until": lease_until}
    written = update(deliveries).where(*fence).values(changed | {"trail": kept_trail(settled.trail)})
    return (await tx.execute(written)).rowcount == 1


_SETTLED = ("state", "due_at", "settled_at", "message", "reason", "doubts")
_SETTLE = (
    update(deliveries)
    .where(deliveries.c.key == bindparam("the_key"), SENDING, deliveries.c.attempts == bindparam("the_attempt"))
    .values({name: bindparam(f"new_{name}") for name in _SETTLED} | {"lease_until": None})
)


async def cancel_waiting(tx: Tx, enrolment: EnrolmentKey, now: datetime, reason: str) -> None:
    """What has not begun to go out to somebody will not."""
    await cancel_those(tx, deliveries.c.enrolment == enrolment, now, reason)


async def cancel_cohort(tx: Tx, cohort: CohortKey, now: datetime, reason: str) -> None:
    """What has not begun to go out to anybody in a cohort will not."""
    await cancel_those(tx, _nudges_in(cohort), now, reason)


async def cancel_about(tx: Tx, about: str, now: datetime, reason: str) -> None:
    """What has not begun to go out of all that belongs to one thing will not."""
    await cancel_those(tx, deliveries.c.about == about, now, reason)


async def cancel_written(tx: Tx, about: str, to: MemberKey, now: datetime, reason: str) -> None:
    """What somebody wrote or gave to one of a pair, and has not begun to go out, will not."""
    written = deliveries.c.kind.in_([DeliveryKind.RELAY, DeliveryKind.KUDOS])
    await cancel_those(tx, and_(deliveries.c.about == about, deliveries.c.member == to, written), now, reason)


async def written_since(tx: Tx, about: str, learner: MemberKey, since: datetime, *, to_learner: bool) -> int:
    """How much one side of a pair has written to the other after `since` (UTC), whatever became of it."""
    reader = deliveries.c.member == learner if to_learner else deliveries.c.member != learner
    here = (deliveries.c.about == about, deliveries.c.kind == DeliveryKind.RELAY, deliveries.c.planned_at > since)
    return int((await tx.execute(select(func.count()).select_from(deliveries).where(*here, reader))).scalar_one())


async def cancel_digests(tx: Tx, member: MemberKey, now: datetime, reason: str) -> None:
    """What has not begun to go out to somebody of what admins are told will not."""
    theirs = (deliveries.c.member == member) & (deliveries.c.kind == DeliveryKind.DIGEST)
    await cancel_those(tx, theirs, now, reason)


async def drop_held(tx: Tx, cohort: CohortKey, now: datetime, reason: str) -> None:
    """Nudges in a cohort that an admin was to decide on need no decision any more."""
    await drop_those_held(tx, _nudges_in(cohort), now, reason)


async def drop_those_held(tx: Tx, whose: ColumnElement[bool], now: datetime, reason: str) -> None:
    """Of those, what an admin was to decide on needs no decision any more."""
    dropped = {"state": DeliveryState.CANCELLED, "settled_at": now, "reason": reason}
    await tx.execute(update(deliveries).where(whose, HELD).values(dropped))


def _nudges_in(cohort: CohortKey) -> ColumnElement[bool]:
    theirs: ColumnElement[bool] = deliveries.c.enrolment.in_(
        select(enrolments.c.key).where(enrolments.c.cohort == cohort)
    )
    return theirs


async def cancel_those(tx: Tx, whose: ColumnElement[bool], now: datetime, reason: str) -> int:
    """What has not begun to go out of those will not; says how many."""
    cancelled = {"state": DeliveryState.CANCELLED, "settled_at": now, "reason": reason}
    number = (await tx.execute(update(deliveries).where(whose, WAITING).values(cancelled))).rowcount
    # What is on its way may arrive; if it turns out that it did not, it is not tried again.
    await tx.execute(update(deliveries).where(whose, SENDING).values(until=now, reason=reason))
    return number


async def decide(tx: Tx, changed: Delivery) -> bool:
    """What an admin made of a delivery that was held; False when it is no longer."""
    values = {"state": changed.state, "due_at": changed.due_at, "until": changed.until, "reason": changed.reason}
    more = {"settled_at": changed.settled_at, "trail": kept_trail(changed.trail)}
    held = (deliveries.c.key == changed.key, deliveries.c.state == DeliveryState.HELD)
    return (await tx.execute(update(deliveries).where(*held).values(values | more))).rowcount == 1


async def delivery(tx: Tx, key: str) -> Delivery | None:
    """One, by its key."""
    row = (await tx.execute(select(*_COLUMNS).where(deliveries.c.key == key))).one_or_none()
    return _delivery(row) if row else None


async def history(tx: Tx, member: MemberKey, limit: int) -> Sequence[Delivery]:
    """The latest deliveries to somebody, newest first."""
    rows = await tx.execute(
        select(*_COLUMNS)
        .where(deliveries.c.member == member)
        .order_by(deliveries.c.scheduled_at.desc(), deliveries.c.key)
        .limit(limit)
    )
    return [_delivery(row) for row in rows]


async def nudged_at(tx: Tx, member: MemberKey) -> Sequence[datetime]:
    """When each regular nudge that reached somebody was meant for (UTC), oldest first."""
    arrived = (deliveries.c.kind == DeliveryKind.NUDGE, deliveries.c.state == DeliveryState.SENT)
    query = select(deliveries.c.scheduled_at).where(deliveries.c.member == member, *arrived)
    return list((await tx.execute(query.order_by(deliveries.c.scheduled_at))).scalars())


async def held(tx: Tx, workspace: WorkspaceKey, limit: int) -> tuple[Sequence[tuple[Delivery, Member]], int]:
    """What waits for an admin's word in a workspace, oldest first, and how much there is in all."""
    somebodys = or_(deliveries.c.enrolment.is_not(None), deliveries.c.kind.in_(_DECIDED))
    here = (deliveries.c.workspace == workspace, HELD, somebodys)
    width = len(_COLUMNS)
    rows = await tx.execute(
        select(*_COLUMNS, *MEMBER)
        .join(members, members.c.key == deliveries.c.member)
        .where(*here)
        .order_by(deliveries.c.scheduled_at, deliveries.c.key)
        .limit(limit)
    )
    number = int((await tx.execute(select(func.count()).select_from(deliveries).where(*here))).scalar_one())
    return [(_delivery(row), Member(**named(_MEMBER, row[width:]))) for row in rows], number


_DECIDED = (
    DeliveryKind.ANSWER,
    DeliveryKind.ANNOUNCEMENT,
    DeliveryKind.NOTICE,
    DeliveryKind.RELAY,
    DeliveryKind.KUDOS,
    DeliveryKind.PAIRED,
)
"""What belongs to no enrolment, and is still for an admin to send or drop."""


async def later_one(tx: Tx, than: Delivery) -> Delivery | None:
    """The latest nudge that the same enrolment has had since."""
    row = (
        await tx.execute(
            select(*_COLUMNS)
            .where(
                deliveries.c.enrolment == than.enrolment,
                deliveries.c.scheduled_at > than.scheduled_at,
                deliveries.c.state == DeliveryState.SENT,
            )
            .order_by(deliveries.c.scheduled_at.desc())
            .limit(1)
        )
    ).one_or_none()
    return _delivery(row) if row else None


def _address(workspace: Workspace, row: Row[Any]) -> Address:
    refused = row.reach_reason if row.reach is Reach.CLOSED else ""
    return Address(workspace.platform, workspace.outside, row.user, refused)


def _claimed(row: Row[Any], now: datetime) -> Delivery:
    tried = row.first_tried_at or now
    return _delivery(row, state=DeliveryState.SENDING, attempts=row.attempts + 1, first_tried_at=tried)


def _settled(made: Delivery) -> dict[str, object]:
    fence: dict[str, object] = {"the_key": made.key, "the_attempt": made.attempts}
    return fence | {f"new_{name}": getattr(made, name) for name in _SETTLED}


def delivery_values(made: Delivery) -> dict[str, object]:
    """A delivery by the columns of its table."""
    values = {name: getattr(made, name) for name in _NAMES}
    return values | {"letter": kept(made.letter), "trail": kept_trail(made.trail)}


def _delivery(row: Row[Any], **changed: object) -> Delivery:
    """One that begins with the columns of a delivery; more may follow."""
    values = named(_NAMES, row[: len(_NAMES)])
    values["letter"] = read(values["kind"], values["letter"])
    values["trail"] = read_trail(values["trail"])
    return Delivery(**values | changed)


def _queues() -> Select[Any]:
    ours = deliveries.c.workspace == workspaces.c.key
    due_at = select(func.min(deliveries.c.due_at)).where(ours, WAITING).scalar_subquery()
    doubt_at = select(func.min(deliveries.c.lease_until)).where(ours, SENDING).scalar_subquery()
    columns = [workspaces.c[name] for name in _WORKSPACE]
    each = select(*columns, due_at.label("due_at"), doubt_at.label("doubt_at")).subquery()
    return select(each).where(or_(each.c.due_at.is_not(None), each.c.doubt_at.is_not(None)))


def _addressed(*which: ColumnElement[bool] | TextClause, first: Sequence[ColumnElement[Any]]) -> Select[Any]:
    return (
        select(*_COLUMNS, members.c.user, members.c.reach, members.c.reach_reason)
        .join(members, members.c.key == deliveries.c.member)
        .where(deliveries.c.workspace == bindparam("the_workspace"), *which)
        .order_by(*first)
        .limit(bindparam("limit"))
        .with_for_update(of=deliveries, skip_locked=True)
    )


# Said once: making a statement takes longer than running it, and these run with each few messages.
_NOW = bindparam("the_time", type_=UtcDateTime())
_UNTIL = bindparam("the_lease", type_=UtcDateTime())
_KEYS = deliveries.c.key.in_(bindparam("keys", expanding=True))
_QUEUES = _queues()
_QUEUE = _QUEUES.where(_QUEUES.selected_columns.key == bindparam("only"))
_DUE = _addressed(WAITING, deliveries.c.due_at <= _NOW, first=(deliveries.c.due_at, deliveries.c.key))
_ENDED = _addressed(SENDING, deliveries.c.lease_until <= _NOW, first=(deliveries.c.lease_until,))
_TAKE = (
    update(deliveries)
    .where(_KEYS)
    .values(
        state=DeliveryState.SENDING,
        lease_until=_UNTIL,
        attempts=deliveries.c.attempts + 1,
        first_tried_at=func.coalesce(deliveries.c.first_tried_at, _NOW),
    )
)
_TAKE_TO_FIND = update(deliveries).where(_KEYS).values(lease_until=_UNTIL)
