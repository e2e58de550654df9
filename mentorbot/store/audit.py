"""The audit log: written with each change of an admin, and never changed."""

from collections.abc import Sequence
from dataclasses import fields

from sqlalchemy import func, insert, select

from mentorbot.domain.audit import Entry
from mentorbot.domain.members import MemberKey, WorkspaceKey
from mentorbot.store.engine import Tx
from mentorbot.store.tables import audit, members

_NAMES = [each.name for each in fields(Entry) if each.name != "key"]


async def add_entry(tx: Tx, made: Entry) -> None:
    """In the transaction of the change itself, so that there is never one without the other."""
    await tx.execute(insert(audit).values({name: getattr(made, name) for name in _NAMES}))


async def entries(
    tx: Tx, workspace: WorkspaceKey, limit: int, *, before: int | None = None, member: MemberKey | None = None
) -> Sequence[tuple[Entry, str, str]]:
    """The latest changes, newest first, each with the name of who made it and of whom it was about, or "".

    With `before`, those older than the entry of that key; with `member`, those that they made.
    """
    about = members.alias("about")
    query = (
        select(*audit.c, members.c.name.label("who"), about.c.name.label("whom"))
        .join(members, members.c.key == audit.c.member)
        .join(about, about.c.key == audit.c.about, isouter=True)
        .where(audit.c.workspace == workspace)
        .order_by(audit.c.key.desc())
        .limit(limit)
    )
    if before is not None:
        query = query.where(audit.c.key < before)
    if member is not None:
        query = query.where(audit.c.member == member)
    rows = await tx.execute(query)
    width = len(audit.c)
    return [(Entry(**dict(zip(audit.c.keys(), row[:width], strict=True))), row.who, row.whom or "") for row in rows]


async def latest_entry(tx: Tx, workspace: WorkspaceKey) -> int:
    """The key of the latest change in a workspace; 0 before there is any."""
    query = select(func.coalesce(func.max(audit.c.key), 0)).where(audit.c.workspace == workspace)
    return int((await tx.execute(query)).scalar_one())


async def entries_since(tx: Tx, workspace: WorkspaceKey, after: int, limit: int) -> Sequence[tuple[Entry, str]]:
    """The changes with a later key than that, oldest first, each with the name of who made it."""
    query = (
        select(*audit.c, members.c.name.label("who"))
        .join(members, members.c.key == audit.c.member)
        .where(audit.c.workspace == workspace, audit.c.key > after)
        .order_by(audit.c.key)
        .limit(limit)
    )
    width = len(audit.c)
    rows = await tx.execute(query)
    return [(Entry(**dict(zip(audit.c.keys(), row[:width], strict=True))), row.who) for row in rows]
