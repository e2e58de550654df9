"""Announcements, and what became of them."""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import datetime

from sqlalchemy import ColumnElement, func, insert, select, update

from mentorbot.domain.announcements import Announcement, AnnouncementKey, about
from mentorbot.domain.cohorts import CohortKey
from mentorbot.domain.deliveries import DeliveryState
from mentorbot.domain.members import MemberKey, WorkspaceKey
from mentorbot.store.deliveries import cancel_those, drop_those_held
from mentorbot.store.engine import Tx
from mentorbot.store.tables import announcements, deliveries

_NAMES = [each.name for each in fields(Announcement) if each.name != "key"]


async def add_announcement(tx: Tx, made: Announcement) -> Announcement:
    """Keep one; its key is given here."""
    values = {name: getattr(made, name) for name in _NAMES}
    key = (await tx.execute(insert(announcements).values(values).returning(announcements.c.key))).scalar_one()
    return replace(made, key=AnnouncementKey(key))


async def announcement(tx: Tx, workspace: WorkspaceKey, key: int) -> Announcement | None:
    """One of a workspace by its key."""
    query = select(announcements).where(announcements.c.key == key, announcements.c.workspace == workspace)
    row = (await tx.execute(query)).one_or_none()
    return Announcement(**row._mapping) if row else None


async def undo(tx: Tx, key: AnnouncementKey, now: datetime) -> bool:
    """Called back; False when it was already."""
    there = (announcements.c.key == key, announcements.c.undone_at.is_(None))
    return (await tx.execute(update(announcements).where(*there).values(undone_at=now))).rowcount == 1


async def reached(tx: Tx, key: AnnouncementKey) -> Mapping[DeliveryState, int]:
    """How many of its messages are in which state."""
    query = select(deliveries.c.state, func.count()).where(deliveries.c.about == about(key))
    return {row[0]: row[1] for row in await tx.execute(query.group_by(deliveries.c.state))}


async def call_back(tx: Tx, cohort: CohortKey, now: datetime, reason: str, *, member: MemberKey | None = None) -> int:
    """No announcement to a cohort that has not begun to go out will, to anybody or to one; says how many messages."""
    theirs = await _messages(tx, cohort)
    return await cancel_those(tx, theirs if member is None else theirs & (deliveries.c.member == member), now, reason)


async def drop_held(tx: Tx, cohort: CohortKey, now: datetime, reason: str) -> None:
    """Messages of its announcements that an admin was to decide on need no decision any more."""
    await drop_those_held(tx, await _messages(tx, cohort), now, reason)


async def _messages(tx: Tx, cohort: CohortKey) -> ColumnElement[bool]:
    """Everything that belongs to an announcement to a cohort."""
    keys = (await tx.execute(select(announcements.c.key).where(announcements.c.cohort == cohort))).scalars()
    theirs: ColumnElement[bool] = deliveries.c.about.in_([about(AnnouncementKey(key)) for key in keys])
    return theirs
