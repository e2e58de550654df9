"""One commit for many: what several tasks want to write at the same moment goes into one transaction."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from mentorbot.store.engine import Store, Tx

ResultT = TypeVar("ResultT")
Write = Callable[[Tx], Awaitable[ResultT]]

log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Wanted:
    write: Write[Any]
    done: asyncio.Future[Any]


class GroupCommit:
    """`write` runs a function in a transaction that it may share with others, and returns after the commit.

    A function must be safe to run twice: one that raises takes the shared transaction with it, and each is then run in
    one of its own, so that only its own caller hears of the error.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._wanted: list[_Wanted] = []
        self._busy = asyncio.Lock()

    async def write(self, write: Write[ResultT]) -> ResultT:
        wanted = _Wanted(write, asyncio.get_running_loop().create_future())
        self._wanted.append(wanted)
        async with self._busy:  # whoever gets here first writes for all that wait
            if not wanted.done.done():
                group, self._wanted = self._wanted, []
                await self._commit(group)
        found: ResultT = await wanted.done
        return found

    async def _commit(self, group: list[_Wanted]) -> None:
        try:
            async with self._store.begin() as tx:
                results = [await each.write(tx) for each in group]
        except asyncio.CancelledError:
            self._wanted[:0] = [each for each in group if not each.done.cancelled()]  # the next in line takes them over
            raise
        except Exception as error:
            if len(group) == 1:
                group[0].done.set_exception(error)
                return
            log.debug("a shared transaction failed; each goes alone", exc_info=True)
            for each in group:
                await self._commit([each])
        else:
            for each, result in zip(group, results, strict=True):
                if not each.done.done():
                    each.done.set_result(result)
