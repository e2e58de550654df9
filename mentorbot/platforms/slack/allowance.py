"""How many calls of a method Slack still takes: so many in any span of time, wherever the span begins."""

import time
from collections import deque
from collections.abc import Callable

Monotonic = Callable[[], float]
"""Seconds on a clock that never jumps."""


class Allowance:
    """At most `most` calls within any `seconds`; counts what is taken, and never waits itself."""

    def __init__(self, most: int, seconds: float = 60.0, *, monotonic: Monotonic = time.monotonic) -> None:
        self._most = most
        self._seconds = seconds
        self._monotonic = monotonic
        self._taken: deque[float] = deque(maxlen=most)

    def wait(self) -> float:
        """Seconds until the next call; 0 when it may go now."""
        if len(self._taken) < self._most:
            return 0.0
        return max(0.0, self._taken[0] + self._seconds - self._monotonic())

    def take(self) -> None:
        """One call goes now."""
        self._taken.append(self._monotonic())
