"""What a platform delivered and was taken, by name: one that comes again, to any replica, is not taken again."""

from datetime import datetime

from sqlalchemy import delete

from mentorbot.chat.clock import Clock
from mentorbot.store.engine import Store, Tx, insert_new
from mentorbot.store.tables import receipts


class StoredReceipts:
    """The `Receipts` of the platforms, each name under a prefix."""

    def __init__(self, store: Store, prefix: str, clock: Clock) -> None:
        self._store = store
        self._prefix = prefix
        self._clock = clock

    async def first_time(self, name: str) -> bool:
        row = {"name": f"{self._prefix}/{name}", "at": self._clock.now()}
        async with self._store.begin() as tx:
            return (await tx.execute(insert_new(tx, receipts).values(row))).rowcount == 1


async def forget_receipts_before(tx: Tx, instant: datetime) -> int:
    """Forget what was taken before `instant` (UTC); says how many."""
    return (await tx.execute(delete(receipts).where(receipts.c.at < instant))).rowcount
