"""Forget what was delivered so long ago that no platform delivers it again."""

from datetime import datetime, timedelta
from typing import Final

from mentorbot.jobs.seldom import Seldom
from mentorbot.store import Store
from mentorbot.store.receipts import forget_receipts_before

KEPT: Final = timedelta(hours=1)
"""Slack repeats an event for about five minutes, Discord until a session can no more be resumed; clocks may differ."""
EVERY: Final = timedelta(minutes=5)


class ForgetReceipts:
    """Called with each tick; does something every five minutes."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._seldom = Seldom(EVERY)

    async def __call__(self, now: datetime) -> int:
        """Forget what was taken more than an hour before `now` (UTC); says how many."""
        if not self._seldom.is_time(now):
            return 0
        async with self._store.begin() as tx:
            return await forget_receipts_before(tx, now - KEPT)
