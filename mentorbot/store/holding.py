"""Leases for what a process does as long as it likes, such as keeping a connection."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from mentorbot.chat.clock import Age
from mentorbot.domain.leases import Lease
from mentorbot.store.engine import Store
from mentorbot.store.leases import give_back, new_owner, renew, take

_RENEWALS = 4
"""In one length of a lease."""
_GIVES_UP = 0.6
"""Part of the length after which a holder that could not renew stops; the rest is for stopping."""

log = logging.getLogger(__name__)


class StoredLeases:
    """The `Leases` of the platforms; `now` is the machine's clock, which nobody moves."""

    def __init__(self, store: Store, *, now: Callable[[], datetime], length: timedelta = timedelta(seconds=20)) -> None:
        self._store = store
        self._now = now
        self._length = length

    async def run_holding(self, name: str, work: Callable[[], Awaitable[None]]) -> bool:
        """Do the work as long as nobody else does; False, and it is not begun, while somebody else does.

        It is cancelled as soon as the lease is lost, or cannot be renewed while there is still time to stop; the lease
        is free for others when the work has ended.
        """
        age = Age(self._now)
        held = await self._take(name)
        if held is None:
            return False
        working = asyncio.ensure_future(work())
        keeping = asyncio.create_task(self._keep(held, age), name=f"lease {name}")
        try:
            await asyncio.wait({working, keeping}, return_when=asyncio.FIRST_COMPLETED)
            if not working.done():
                log.warning("%s is no longer ours", name)
        finally:
            await _ended(working, keeping)
            await self._give_back(held)
        if not working.cancelled():
            working.result()
        return True

    async def _take(self, name: str) -> Lease | None:
        """Each time under another name, so that this process too waits for what it did not give back."""
        async with self._store.begin() as tx:
            return await take(tx, name, new_owner(), self._now(), length=self._length)

    async def _keep(self, held: Lease, age: Age) -> None:
        """Renew it again and again; returns when it is lost."""
        length = self._length.total_seconds()
        while (left := length * _GIVES_UP - age.seconds()) > 0:
            await asyncio.sleep(min(length / _RENEWALS, left))
            newer = Age(self._now)
            try:
                async with asyncio.timeout(max(0.0, length * _GIVES_UP - age.seconds())), self._store.begin() as tx:
                    kept = await renew(tx, held, self._now(), length=self._length)
            except Exception:
                log.warning("%s cannot be renewed", held.name, exc_info=True)
                continue
            if not kept:
                return
            age = newer

    async def _give_back(self, held: Lease) -> None:
        try:
            async with self._store.begin() as tx:
                await give_back(tx, held)
        except Exception:
            log.warning("%s could not be given back; it ends by itself", held.name, exc_info=True)


async def _ended(*tasks: "asyncio.Future[None]") -> None:
    """Waits without taking up what they raise, so that being cancelled meanwhile is not taken for their end."""
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks)
