"""Say so when this machine's clock is not the database's: replicas tell by it who holds a lane."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from mentorbot.jobs.seldom import Seldom
from mentorbot.store import Store

FAR_APART: Final = timedelta(seconds=2)
EVERY: Final = timedelta(minutes=5)

log = logging.getLogger(__name__)


class CompareClocks:
    """Called with each tick; does something every five minutes, where there is more than one process to agree with."""

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        self._store = store
        self._now = now
        self._seldom = Seldom(EVERY)

    async def __call__(self) -> None:
        if self._store.alone or not self._seldom.is_time(self._now()):
            return
        theirs = await self._store.database_time()
        apart = self._now() - theirs
        if abs(apart) > FAR_APART:
            seconds = apart.total_seconds()
            log.warning(
                "this machine's clock is %.0f s %s the database's; replicas need clocks that agree: set up NTP",
                abs(seconds),
                "ahead of" if seconds > 0 else "behind",
            )
