"""Calls for help, and who answered them."""

from dataclasses import fields, replace
from datetime import datetime

from sqlalchemy import insert, select, update

from mentorbot.domain.checkins import HelpRequest, HelpRequestKey
from mentorbot.domain.members import MemberKey
from mentorbot.store.engine import Tx
from mentorbot.store.tables import help_requests

_NAMES = [each.name for each in fields(HelpRequest) if each.name != "key"]
_OPEN = help_requests.c.answered_at.is_(None)


async def add_help_request(tx: Tx, made: HelpRequest) -> HelpRequest:
    """Keep one; its key is given here."""
    values = {name: getattr(made, name) for name in _NAMES}
    key = (await tx.execute(insert(help_requests).values(values).returning(help_requests.c.key))).scalar_one()
    return replace(made, key=HelpRequestKey(key))


async def open_help_request(tx: Tx, member: MemberKey) -> HelpRequest | None:
    """The latest of somebody's that nobody has answered."""
    query = select(help_requests).where(help_requests.c.member == member, _OPEN)
    row = (await tx.execute(query.order_by(help_requests.c.key.desc()).limit(1))).one_or_none()
    return HelpRequest(**row._mapping) if row else None


async def answer_help_requests(tx: Tx, member: MemberKey, by: MemberKey, now: datetime) -> int:
    """A person has written to somebody who was stuck: whatever they asked is answered. Says how many."""
    theirs = (help_requests.c.member == member, _OPEN)
    done = update(help_requests).where(*theirs).values(answered_at=now, answered_by=by)
    return (await tx.execute(done)).rowcount
