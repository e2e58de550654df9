"""Certificates as they were issued: one for each member and guide."""

from collections.abc import Sequence
from dataclasses import fields

from sqlalchemy import select

from mentorbot.domain.certificates import Issued
from mentorbot.domain.members import MemberKey
from mentorbot.store.engine import Tx, insert_new
from mentorbot.store.tables import certificates

_NAMES = [each.name for each in fields(Issued)]


async def add_certificate(tx: Tx, made: Issued) -> bool:
    """Keep one; False where the id is taken, or where the member has one for this guide already."""
    values = {name: getattr(made, name) for name in _NAMES}
    return (await tx.execute(insert_new(tx, certificates).values(values))).rowcount == 1


async def certificate_of(tx: Tx, member: MemberKey, guide: str) -> Issued | None:
    """What a member was given for a guide (its slug)."""
    query = select(certificates).where(certificates.c.member == member, certificates.c.guide == guide)
    row = (await tx.execute(query)).one_or_none()
    return Issued(**row._mapping) if row else None


async def certificates_of(tx: Tx, member: MemberKey) -> Sequence[Issued]:
    """All that a member was given, the latest first."""
    query = select(certificates).where(certificates.c.member == member)
    rows = await tx.execute(query.order_by(certificates.c.issued_at.desc(), certificates.c.id))
    return [Issued(**row._mapping) for row in rows]
