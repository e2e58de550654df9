"""Failures that a test orders for the next calls of a method."""

from collections import defaultdict, deque
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """What goes wrong with one call; with `done` the method does its work first, and only the answer is lost."""

    error: str | None = None
    text: str | None = None
    status: int = 200
    retry_after: int | None = None
    reset: bool = False
    delay: float = 0.0
    done: bool = False

    @property
    def only_slow(self) -> bool:
        """Whether the call succeeds in the end."""
        return self.error is None and self.text is None and self.status == 200 and not self.reset


@dataclass(slots=True)
class Failures:
    """A queue per method; `*` fails any."""

    _queued: "defaultdict[str, deque[Failure]]" = field(default_factory=lambda: defaultdict(deque))

    def add(self, method: str, failure: Failure, *, times: int) -> None:
        """Order a failure for the next calls."""
        self._queued[method].extend([failure] * times)

    def take(self, method: str) -> Failure | None:
        """The failure of this call, if one was ordered."""
        for name in (method, "*"):
            if self._queued[name]:
                return self._queued[name].popleft()
        return None
