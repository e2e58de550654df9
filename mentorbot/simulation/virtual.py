"""Virtual time: an event loop that goes on to its next timer where another would sleep."""

import asyncio
import selectors
from collections.abc import Callable
from datetime import datetime, timedelta


class VirtualLoop(asyncio.SelectorEventLoop):
    """`time()` is a number of seconds since it was made, and nobody waits for it.

    What runs on it must not wait for threads or sockets: it would jump past them.
    """

    def __init__(self) -> None:
        self._seconds = 0.0
        super().__init__(_Jumping(self._jump))

    def time(self) -> float:
        return self._seconds

    def _jump(self, seconds: float) -> None:
        self._seconds += seconds


class _Jumping(selectors.DefaultSelector):
    """asyncio's way to wait for its next timer, taken at its word without waiting."""

    def __init__(self, jump: Callable[[float], None]) -> None:
        super().__init__()
        self._jump = jump

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout == 0:
            return []  # something is ready to run; signals are seen when that is done
        if timeout is None:
            raise RuntimeError("everything waits for something that will never happen")
        found = super().select(0)
        if not found:
            self._jump(timeout)
        return found


class VirtualClock:
    """The clock that goes with the loop: what it says is the start and the loop's seconds."""

    def __init__(self, loop: asyncio.AbstractEventLoop, start: datetime) -> None:
        self._loop = loop
        self._start = start

    def now(self) -> datetime:
        return self._start + timedelta(seconds=self._loop.time())
