"""Every delivery there is, briefly: for whoever goes over the books."""

from collections.abc import AsyncIterator
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import select

from mentorbot.domain.deliveries import DeliveryKind, DeliveryState, Turn
from mentorbot.store.engine import Tx
from mentorbot.store.letters import read_trail
from mentorbot.store.tables import deliveries, members

_AT_ONCE = 5_000


class Entry(NamedTuple):
    """One delivery; instants are UTC."""

    key: str
    user: str
    kind: DeliveryKind
    on: date
    state: DeliveryState
    scheduled_at: datetime
    until: datetime
    settled_at: datetime | None
    reason: str
    trail: tuple[Turn, ...]


async def ledger(tx: Tx) -> AsyncIterator[Entry]:
    """All of them, in the order of their keys."""
    columns = [deliveries.c[name] for name in Entry._fields if name != "user"]
    columns.insert(1, members.c.user)
    query = select(*columns).join(members, members.c.key == deliveries.c.member).order_by(deliveries.c.key)
    last = ""
    while rows := (await tx.execute(query.where(deliveries.c.key > last).limit(_AT_ONCE))).all():
        for row in rows:
            yield Entry._make((*row[:-1], read_trail(row[-1])))
        last = rows[-1].key
