"""Slack's rate limits: a sliding minute per method, one post a second per channel, some hundred a minute in all."""

import math
from bisect import bisect_left
from collections import defaultdict, deque
from dataclasses import dataclass, field

from tests.fakes.slack import limits
from tests.fakes.slack.workspace import Clock


@dataclass(slots=True)
class Rates:
    """Off until a test switches them on; what arrived is written down in any case."""

    clock: Clock
    on: bool = False
    narrow_history: bool = False
    """As for an app that is distributed outside the Marketplace: the history once a minute, 15 messages a page."""
    _calls: "defaultdict[str, deque[float]]" = field(default_factory=lambda: defaultdict(deque))
    _arrived: "defaultdict[str, list[float]]" = field(default_factory=lambda: defaultdict(list))

    def wait(self, method: str, *, tier: int, channel: str | None) -> int | None:
        """The seconds of Retry-After when the call comes too early; otherwise it is counted."""
        self._arrived[method].append(self.clock.now())
        if not self.on:
            return None
        if method == "chat.postMessage":
            burst = limits.POSTS_IN_A_BURST
            in_all = self._left(method, most=limits.POSTS_PER_MINUTE, seconds=60)
            in_one = self._left(f"{method} {channel}", most=burst, seconds=burst)
            return self._count(in_all or in_one, method, f"{method} {channel}")
        most = 1 if self.narrow_history and method == "conversations.history" else limits.TIER_PER_MINUTE[tier]
        return self._count(self._left(method, most=most, seconds=60), method)

    def busiest(self, method: str, *, seconds: float = 60) -> int:
        """The most calls of a method within any span of so many seconds, wherever it begins."""
        at = sorted(self._arrived[method])
        return max((bisect_left(at, start + seconds) - place for place, start in enumerate(at)), default=0)

    def _left(self, key: str, *, most: int, seconds: float) -> int | None:
        calls, now = self._calls[key], self.clock.now()
        while calls and calls[0] <= now - seconds:
            calls.popleft()
        return max(1, math.ceil(calls[0] + seconds - now)) if len(calls) >= most else None

    def _count(self, wait: int | None, *keys: str) -> int | None:
        if wait is None:
            for key in keys:
                self._calls[key].append(self.clock.now())
        return wait
