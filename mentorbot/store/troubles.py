"""Troubles: what went wrong, kept until the admins of the workspace have been told."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, insert, select, update

from mentorbot.domain.digests import Item, Trouble
from mentorbot.domain.members import Member, Reach, WorkspaceKey
from mentorbot.store.engine import Tx
from mentorbot.store.people import MEMBER, member_from
from mentorbot.store.tables import members, troubles

_NAMES = [each.name for each in fields(Trouble)]


class Untold(NamedTuple):
    """A workspace whose admins do not know yet, and since when (UTC)."""

    workspace: WorkspaceKey
    since: datetime


async def add_troubles(tx: Tx, found: Sequence[Trouble]) -> None:
    if found:
        await tx.execute(insert(troubles), [{name: getattr(each, name) for name in _NAMES} for each in found])


async def untold(tx: Tx) -> Sequence[Untold]:
    """Workspaces with something to tell."""
    query = select(troubles.c.workspace, func.min(troubles.c.at)).where(troubles.c.told_at.is_(None))
    return [Untold(*row) for row in await tx.execute(query.group_by(troubles.c.workspace))]


async def items_of(tx: Tx, workspace: WorkspaceKey, limit: int) -> tuple[Sequence[Item], int]:
    """What is to be told in a workspace, oldest first, and how many there are in all."""
    here = (troubles.c.workspace == workspace, troubles.c.told_at.is_(None))
    columns = [troubles.c[name] for name in ("kind", "at", "reason", "delivery")]
    rows = await tx.execute(
        select(*columns, members.c.name, members.c.user)
        .join(members, members.c.key == troubles.c.member, isouter=True)
        .where(*here)
        .order_by(troubles.c.at, troubles.c.key)
        .limit(limit)
    )
    number = int((await tx.execute(select(func.count()).select_from(troubles).where(*here))).scalar_one())
    return [Item(**dict(row._mapping) | {"name": row.name or "", "user": row.user or ""}) for row in rows], number


async def mark_told(tx: Tx, workspace: WorkspaceKey, now: datetime) -> None:
    here = (troubles.c.workspace == workspace, troubles.c.told_at.is_(None))
    await tx.execute(update(troubles).where(*here).values(told_at=now))


async def admins_of(tx: Tx, workspace: WorkspaceKey) -> Sequence[Member]:
    """Those who run cohorts in a workspace and can be written to."""
    here = (members.c.workspace == workspace, members.c.admin, members.c.reach == Reach.OPEN)
    return [member_from(row) for row in await tx.execute(select(*MEMBER).where(*here).order_by(members.c.key))]
