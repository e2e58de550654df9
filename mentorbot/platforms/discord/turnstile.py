"""How many requests may go to Discord, and how many of them it may refuse."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import Final

REQUESTS: Final = 49
"""In any second. Discord takes 50 of one bot, everything but answers to gestures counted; one is left to discord.py."""
_SECOND: Final = 1.0
INVALID: Final = 3_000
"""In ten minutes. After 10,000 Discord bans the address, and other replicas may share ours."""
_TEN_MINUTES: Final = 600.0
_INVALID: Final = {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS}


class Turnstile:
    """At most so many requests in any second, wherever in it Discord counts them.

    A request keeps its place until a second after its answer, so that Discord, who counted it before that, can never
    see more than there are places; and they leave evenly, so that whoever takes over from another process adds none.
    """

    def __init__(self, most: int = REQUESTS) -> None:
        self._gap = _SECOND / most
        self._places = asyncio.Semaphore(most)
        self._next = float("-inf")

    @asynccontextmanager
    async def passing(self) -> AsyncIterator[None]:
        """Wait for a place, and hold it for what the block asks of Discord."""
        await self._places.acquire()
        loop = asyncio.get_running_loop()
        try:
            mine = self._turn(loop.time())
            self._next = mine + self._gap
            await asyncio.sleep(mine - loop.time())
            yield
        finally:
            loop.call_later(_SECOND, self._places.release)

    def _turn(self, now: float) -> float:
        """After a rest a gap comes first: the one before may have been another process's."""
        rested = now > self._next + _SECOND
        return now + self._gap if rested else max(now, self._next)


class Refusals:
    """Counts what Discord calls invalid requests."""

    def __init__(self, most: int = INVALID) -> None:
        self._at: deque[float] = deque(maxlen=most)
        self._most = most

    def count(self, status: int, headers: Mapping[str, str], now: float) -> None:
        """An answer at `now`, in seconds of a clock that never jumps; a limit that bots share is nobody's fault."""
        if status in _INVALID and headers.get("X-RateLimit-Scope") != "shared":
            self._at.append(now)

    def wait(self, now: float) -> float:
        """Seconds until the next request may be risked; 0 for now."""
        return max(0.0, self._at[0] + _TEN_MINUTES - now) if len(self._at) == self._most else 0.0
