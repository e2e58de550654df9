"""Forget what people wrote once it is older than their workspace keeps it."""

from datetime import datetime, timedelta
from typing import Final

from mentorbot.jobs.seldom import Seldom
from mentorbot.store import Store
from mentorbot.store.old_texts import remove_texts
from mentorbot.store.people import workspaces_that_forget

EVERY: Final = timedelta(hours=6)


class ForgetTexts:
    """Called with each tick; does something a few times a day. Two replicas at once find what is left of it."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._seldom = Seldom(EVERY)

    async def __call__(self, now: datetime) -> int:
        """Forget what is too old at `now` (UTC); says how many texts."""
        if not self._seldom.is_time(now):
            return 0
        async with self._store.read() as tx:
            forgetful = await workspaces_that_forget(tx)
        gone = 0
        for key, days in forgetful.items():
            async with self._store.begin() as tx:
                gone += await remove_texts(tx, key, now - timedelta(days=days))
        return gone
