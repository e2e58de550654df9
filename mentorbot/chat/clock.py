"""What time it is, as a value that can be asked for; and a clock that can be moved, to try things out."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """The one source of `now`."""

    def now(self) -> datetime:
        """This instant: aware, UTC."""
        ...


class MovableClock(Clock, Protocol):
    """A clock that people may move while they try the bot; never beside a real platform."""

    async def advance(self, delta: timedelta) -> None:
        """Move forward; whatever has become due has happened when this returns."""
        ...

    async def reset(self) -> None:
        """Go back to the real time."""
        ...


class Age:
    """Seconds since it was made, by the clock that never jumps and by the one that saw the machine sleep."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._at = now()
        self._ticks = asyncio.get_running_loop().time()

    def seconds(self) -> float:
        passed = asyncio.get_running_loop().time() - self._ticks
        return max(passed, (self._now() - self._at).total_seconds())
