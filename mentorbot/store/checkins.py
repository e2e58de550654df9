"""Check-ins: how people said their weeks went."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields, replace
from datetime import datetime

from sqlalchemy import insert, select, update

from mentorbot.domain.checkins import CheckIn, CheckInKey
from mentorbot.domain.members import MemberKey
from mentorbot.store.engine import Tx
from mentorbot.store.rows import portions
from mentorbot.store.tables import checkins

_NAMES = [each.name for each in fields(CheckIn) if each.name != "key"]


async def add_checkin(tx: Tx, made: CheckIn) -> CheckIn:
    """Keep one; its key is given here."""
    values = {name: getattr(made, name) for name in _NAMES}
    key = (await tx.execute(insert(checkins).values(values).returning(checkins.c.key))).scalar_one()
    return replace(made, key=CheckInKey(key))


async def save_checkin(tx: Tx, changed: CheckIn) -> None:
    """Keep what somebody said instead."""
    values = {name: getattr(changed, name) for name in _NAMES}
    await tx.execute(update(checkins).where(checkins.c.key == changed.key).values(values))


async def checkin_since(tx: Tx, member: MemberKey, since: datetime) -> CheckIn | None:
    """Somebody's latest from `since` (UTC) on."""
    return (await checkins_since(tx, [member], since)).get(member)


async def latest_checkins(tx: Tx, member: MemberKey, limit: int) -> Sequence[CheckIn]:
    """Somebody's latest answers to "how did the week go?"."""
    query = select(checkins).where(checkins.c.member == member)
    rows = await tx.execute(query.order_by(checkins.c.at.desc(), checkins.c.key.desc()).limit(limit))
    return [CheckIn(**row._mapping) for row in rows]


async def checkins_since(tx: Tx, people: Collection[MemberKey], since: datetime) -> Mapping[MemberKey, CheckIn]:
    """The latest of each of many from `since` (UTC) on; nothing for whoever said nothing."""
    query = select(checkins).where(checkins.c.at >= since).order_by(checkins.c.at, checkins.c.key)
    return {
        MemberKey(row.member): CheckIn(**row._mapping)
        for some in portions(people)
        for row in await tx.execute(query.where(checkins.c.member.in_(some)))
    }
