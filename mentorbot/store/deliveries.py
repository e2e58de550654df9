"""Deliveries: written when somebody is due, claimed by the dispatcher, settled in groups."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, bindparam, func, select, update

from mentorbot.domain.cohorts import CohortKey
from mentorbot.domain.deliveries import Address, Delivery, DeliveryState
from mentorbot.domain.enrolments import EnrolmentKey, NudgeKind
from mentorbot.domain.members import MemberKey
from mentorbot.domain.nudges import Nudge
from mentorbot.store.engine import Tx, insert_new
from mentorbot.store.tables import deliveries, enrolments, members, workspaces

_COLUMNS = [column for column in deliveries.c if column.name not in {"kind", "lease_until"}]
_NAMES = [column.name for column in _COLUMNS]
_FACTS = [each.name for each in fields(Nudge)]


async def add_deliveries(tx: Tx, made: Sequence[Delivery]) -> None:
    """Owe many messages; one that is owed already, for the same occasion, stays as it is."""
    if made:
        await tx.execute(insert_new(tx, deliveries), [_values(each) for each in made])


async def claim(tx: Tx, now: datetime, *, lease: timedelta, limit: int) -> Sequence[tuple[Delivery, Address]]:
    """Take what is due under a lease; nobody else sends it until that ends."""
    waiting = (
        select(deliveries.c.key)
        .where(deliveries.c.state == DeliveryState.PENDING, deliveries.c.due_at <= now)
        .order_by(deliveries.c.due_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    keys = list((await tx.execute(waiting)).scalars())
    if not keys:
        return []
    await tx.execute(
        update(deliveries)
        .where(deliveries.c.key.in_(keys))
        .values(state=DeliveryState.SENDING, lease_until=now + lease, attempts=deliveries.c.attempts + 1)
    )
    rows = await tx.execute(
        _addressed().where(deliveries.c.key.in_(keys)).order_by(deliveries.c.due_at, deliveries.c.key)
    )
    return [(_delivery(row), Address(row.platform, row.outside, row.user)) for row in rows]


async def settle(tx: Tx, settled: Sequence[Delivery]) -> None:
    """Write down what became of many in one round trip."""
    if not settled:
        return
    await tx.execute(
        _SETTLE,
        [{"the_key": each.key} | {f"new_{name}": getattr(each, name) for name in _SETTLED} for each in settled],
    )


_SETTLED = ("state", "due_at", "settled_at", "message", "reason")
_SETTLE = (
    update(deliveries)
    .where(deliveries.c.key == bindparam("the_key"))
    .values({name: bindparam(f"new_{name}") for name in _SETTLED} | {"lease_until": None})
)


async def hold_abandoned(tx: Tx, now: datetime, reason: str) -> int:
    """Sends whose lease ended without a word: nobody can tell, so they are held. Says how many."""
    ended = (deliveries.c.state == DeliveryState.SENDING, deliveries.c.lease_until <= now)
    held = (
        update(deliveries)
        .where(*ended)
        .values(state=DeliveryState.HELD, settled_at=now, reason=reason, lease_until=None)
    )
    return (await tx.execute(held)).rowcount


async def cancel_waiting(tx: Tx, enrolment: EnrolmentKey, now: datetime, reason: str) -> None:
    """What has not begun to go out to somebody will not."""
    await _cancel(tx, deliveries.c.enrolment == enrolment, now, reason)


async def cancel_cohort(tx: Tx, cohort: CohortKey, now: datetime, reason: str) -> None:
    """What has not begun to go out to anybody in a cohort will not."""
    theirs = select(enrolments.c.key).where(enrolments.c.cohort == cohort)
    await _cancel(tx, deliveries.c.enrolment.in_(theirs), now, reason)


async def _cancel(tx: Tx, whose: ColumnElement[bool], now: datetime, reason: str) -> None:
    await tx.execute(
        update(deliveries)
        .where(whose, deliveries.c.state == DeliveryState.PENDING)
        .values(state=DeliveryState.CANCELLED, settled_at=now, reason=reason)
    )


async def history(tx: Tx, member: MemberKey, limit: int) -> Sequence[Delivery]:
    """The latest deliveries to somebody, newest first."""
    rows = await tx.execute(
        select(*_COLUMNS)
        .where(deliveries.c.member == member)
        .order_by(deliveries.c.due_at.desc(), deliveries.c.key)
        .limit(limit)
    )
    return [_delivery(row) for row in rows]


async def next_waiting(tx: Tx) -> datetime | None:
    """When the next message is to go out."""
    query = select(func.min(deliveries.c.due_at)).where(deliveries.c.state == DeliveryState.PENDING)
    found: datetime | None = (await tx.execute(query)).scalar()
    return found


def _addressed() -> Select[Any]:
    return (
        select(*_COLUMNS, workspaces.c.platform, workspaces.c.outside, members.c.user)
        .join(members, members.c.key == deliveries.c.member)
        .join(workspaces, workspaces.c.key == deliveries.c.workspace)
    )


def _values(made: Delivery) -> dict[str, object]:
    values = {name: getattr(made, name) for name in _NAMES}
    nudge = {name: getattr(made.nudge, name) for name in _FACTS}
    nudge["until"] = made.nudge.until.isoformat()
    nudge["next_at"] = made.nudge.next_at.isoformat() if made.nudge.next_at else None
    return values | {"kind": made.nudge.kind, "nudge": nudge}


def _delivery(row: Row[Any]) -> Delivery:
    values = {name: row._mapping[name] for name in _NAMES}
    return Delivery(**values | {"nudge": _nudge(values["nudge"])})


def _nudge(kept: dict[str, Any]) -> Nudge:
    return Nudge(
        **kept
        | {
            "kind": NudgeKind(kept["kind"]),
            "until": datetime.fromisoformat(kept["until"]),
            "next_at": datetime.fromisoformat(kept["next_at"]) if kept["next_at"] else None,
        }
    )
