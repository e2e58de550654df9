"""Whom admins let use `/cohort`."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import delete, func, or_, select, update

from mentorbot.domain.members import Member, MemberKey, WorkspaceKey
from mentorbot.domain.rights import Grant
from mentorbot.store.deliveries import cancel_digests
from mentorbot.store.engine import Tx, insert_new
from mentorbot.store.people import MEMBER
from mentorbot.store.rows import named
from mentorbot.store.tables import grants, members

_MEMBER = [column.name for column in MEMBER]


class Admin(NamedTuple):
    """Somebody who may use `/cohort`, as far as is known here."""

    member: Member
    grant: Grant | None
    giver: str
    """Their name; "" where nobody gave anything, or has left."""


async def grant_of(tx: Tx, member: MemberKey) -> Grant | None:
    """What an admin gave somebody; None for what the platform or the operator says."""
    row = (await tx.execute(select(grants).where(grants.c.member == member))).one_or_none()
    return Grant(**row._mapping) if row else None


async def add_grant(tx: Tx, given: Grant) -> bool:
    """Keep one; False where they had one already, which stays as it is."""
    values = {"member": given.member, "giver": given.giver, "at": given.at}
    return (await tx.execute(insert_new(tx, grants).values(values))).rowcount == 1


async def take_grant(tx: Tx, member: MemberKey) -> bool:
    """Take it back; False where there was none."""
    return (await tx.execute(delete(grants).where(grants.c.member == member))).rowcount == 1


async def no_admin(tx: Tx, member: MemberKey, now: datetime) -> None:
    """Forget that somebody ran cohorts, and call back what they were to be told because of it."""
    await tx.execute(update(members).where(members.c.key == member).values(admin=False))
    await cancel_digests(tx, member, now, "no longer an admin")


async def grants_in(tx: Tx, workspace: WorkspaceKey) -> int:
    """How many were given the right in a workspace."""
    query = select(func.count()).select_from(grants.join(members, members.c.key == grants.c.member))
    return int((await tx.execute(query.where(members.c.workspace == workspace))).scalar_one())


async def admins_known(tx: Tx, workspace: WorkspaceKey, operators: Collection[str]) -> Sequence[Admin]:
    """Everybody who was given the right, or was last seen with it, or is among the `operators`; by name."""
    giver = members.alias("giver")
    query = (
        select(*MEMBER, *grants.c, giver.c.name.label("by"))
        .select_from(
            members.join(grants, grants.c.member == members.c.key, isouter=True).join(
                giver, giver.c.key == grants.c.giver, isouter=True
            )
        )
        .where(
            members.c.workspace == workspace,
            or_(members.c.admin, grants.c.member.is_not(None), members.c.user.in_(operators)),
        )
        .order_by(func.lower(members.c.name), members.c.key)
    )
    width = len(MEMBER)
    return [
        Admin(
            Member(**named(_MEMBER, row[:width])),
            Grant(**named(grants.c.keys(), row[width:-1])) if row[width] is not None else None,
            row[-1] or "",
        )
        for row in await tx.execute(query)
    ]
