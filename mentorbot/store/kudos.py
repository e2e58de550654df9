"""Kudos, by who gave them and who got them."""

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import datetime

from sqlalchemy import func, insert, select

from mentorbot.domain.kudos import Kudos, KudosKey
from mentorbot.domain.members import MemberKey
from mentorbot.store.engine import Tx
from mentorbot.store.tables import kudos, members

_NAMES = [each.name for each in fields(Kudos) if each.name != "key"]


async def add_kudos(tx: Tx, made: Kudos) -> Kudos:
    """Keep one; its key is given here."""
    values = {name: getattr(made, name) for name in _NAMES}
    key = (await tx.execute(insert(kudos).values(values).returning(kudos.c.key))).scalar_one()
    return replace(made, key=KudosKey(key))


async def given_since(tx: Tx, giver: MemberKey, since: datetime) -> int:
    """How many somebody has given after `since` (UTC)."""
    query = select(func.count()).select_from(kudos).where(kudos.c.giver == giver, kudos.c.at > since)
    return int((await tx.execute(query)).scalar_one())


async def kudos_of(tx: Tx, receiver: MemberKey, limit: int) -> tuple[Sequence[tuple[Kudos, str]], int]:
    """What somebody got, the latest first, each with the giver's name; and how many in all."""
    theirs = kudos.c.receiver == receiver
    query = (
        select(*kudos.c, members.c.name)
        .join(members, members.c.key == kudos.c.giver)
        .where(theirs)
        .order_by(kudos.c.at.desc(), kudos.c.key.desc())
        .limit(limit)
    )
    names = kudos.c.keys()
    found = [(Kudos(**dict(zip(names, row[:-1], strict=True))), row[-1]) for row in await tx.execute(query)]
    number = int((await tx.execute(select(func.count()).select_from(kudos).where(theirs))).scalar_one())
    return found, number
