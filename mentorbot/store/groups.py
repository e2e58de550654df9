"""One commit for many: what several tasks want to write at the same moment goes into one transaction."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from mentorbot.store.engine import Store, Tx

MOST = 32
"""Writes in one transaction: few enough that nobody waits long for the slowest of them."""
AT_ONCE = 4
"""Transactions at the same time on PostgreSQL; SQLite has one writer."""

ResultT = TypeVar("ResultT")
Write = Callable[[Tx], Awaitable[ResultT]]

log = logging.getLogger(__name__)


@dataclass(slots=True, eq=False)
class _Wanted:
    write: Write[Any]
    done: asyncio.Future[Any]
    taken: bool = False


class GroupCommit:
    """`write` runs a function in a transaction that it may share with others, and returns after the commit.

    A function must be safe to run twice: one that raises takes the shared transaction with it, and each is then run in
    one of its own, so that only its own caller hears of the error.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._wanted: list[_Wanted] = []
        self._turns = asyncio.Semaphore(1 if store.alone else AT_ONCE)
        self._rescues: set[asyncio.Task[None]] = set()

    async def write(self, write: Write[ResultT]) -> ResultT:
        wanted = _Wanted(write, asyncio.get_running_loop().create_future())
        self._wanted.append(wanted)
        while not wanted.taken:
            async with self._turns:  # whoever has the turn writes for those that wait
                group, self._wanted = self._wanted[:MOST], self._wanted[MOST:]
                for each in group:
                    each.taken = True
                if group:
                    await self._commit(group)
        found: ResultT = await wanted.done
        return found

    async def _commit(self, group: list[_Wanted]) -> None:
        try:
            await self._together(group)
        except asyncio.CancelledError:
            self._rescue([each for each in group if not each.done.done()])
            raise

    async def _together(self, group: list[_Wanted]) -> None:
        try:
            async with self._store.begin() as tx:
                results = [await each.write(tx) for each in group]
        except Exception as error:
            if len(group) == 1:
                _fail(group[0], error)
                return
            log.debug("a shared transaction failed; each goes alone", exc_info=True)
            for each in group:
                await self._together([each])
        else:
            for each, result in zip(group, results, strict=True):
                if not each.done.done():
                    each.done.set_result(result)

    def _rescue(self, group: list[_Wanted]) -> None:
        """Whoever wrote for the others was cancelled: the others are written for all the same."""
        task = asyncio.create_task(self._commit(group))
        self._rescues.add(task)
        task.add_done_callback(self._rescues.discard)


def _fail(wanted: _Wanted, error: Exception) -> None:
    if not wanted.done.done():
        wanted.done.set_exception(error)
