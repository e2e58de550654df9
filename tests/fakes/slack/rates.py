"""Slack's rate limits: a sliding minute per method, and one post a second per channel."""

from collections import defaultdict, deque
from dataclasses import dataclass, field

from tests.fakes.slack import limits
from tests.fakes.slack.workspace import Clock


@dataclass(slots=True)
class Rates:
    """Off until a test switches them on."""

    clock: Clock
    on: bool = False
    _calls: "defaultdict[str, deque[float]]" = field(default_factory=lambda: defaultdict(deque))

    def wait(self, method: str, *, tier: int, channel: str | None) -> int | None:
        """The seconds of Retry-After when the call comes too early; otherwise it is counted."""
        if not self.on:
            return None
        if method == "chat.postMessage":
            return self._count(f"{method} {channel}", most=limits.POSTS_IN_A_BURST, seconds=limits.POSTS_IN_A_BURST)
        return self._count(method, most=limits.TIER_PER_MINUTE[tier], seconds=60)

    def _count(self, key: str, *, most: int, seconds: float) -> int | None:
        calls, now = self._calls[key], self.clock.now()
        while calls and calls[0] <= now - seconds:
            calls.popleft()
        if len(calls) >= most:
            return max(1, round(calls[0] + seconds - now))
        calls.append(now)
        return None
