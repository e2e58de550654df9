"""What somebody is asked to confirm."""

from dataclasses import fields, replace
from datetime import datetime

from sqlalchemy import delete, insert, select, update

from mentorbot.domain.members import MemberKey
from mentorbot.domain.proposals import GOOD_FOR, Proposal, ProposalKey
from mentorbot.store.engine import Tx
from mentorbot.store.tables import proposals

_NAMES = [each.name for each in fields(Proposal) if each.name != "key"]


async def add_proposal(tx: Tx, made: Proposal) -> Proposal:
    """Keep one; its key is given here. What nobody confirmed in time is forgotten, since it may hold names."""
    await tx.execute(delete(proposals).where(proposals.c.made_at < made.made_at - GOOD_FOR))
    values = {name: getattr(made, name) for name in _NAMES}
    key = (await tx.execute(insert(proposals).values(values).returning(proposals.c.key))).scalar_one()
    return replace(made, key=ProposalKey(key))


async def proposal(tx: Tx, member: MemberKey, key: int) -> Proposal | None:
    """One that `member` was shown, settled or not; None for what is another's, too old or unknown."""
    query = select(proposals).where(proposals.c.key == key, proposals.c.member == member)
    row = (await tx.execute(query)).one_or_none()
    return Proposal(**row._mapping) if row else None


async def settle_proposal(tx: Tx, settled: Proposal, now: datetime) -> bool:
    """Said yes or no to; its content is forgotten. False when that was said already: a second click."""
    here = (proposals.c.key == settled.key, proposals.c.settled_at.is_(None))
    done = update(proposals).where(*here).values(settled_at=now, content={})
    return (await tx.execute(done)).rowcount == 1
