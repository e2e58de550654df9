"""What went over the wire, and what is to go wrong on it: failures, lost answers, delays, rate limits."""

import time
from collections import deque
from dataclasses import dataclass, field
from enum import StrEnum
from fnmatch import fnmatchcase
from typing import Final

from tests.fakes.discord.errors import Json

GLOBAL: Final = (50, 1.0)
"""Requests and seconds for the whole bot; interaction replies are exempt."""
ROUTES: Final[dict[str, tuple[int, float]]] = {
    "POST /channels/*/messages": (5, 5.0),
    "PATCH /channels/*/messages/*": (5, 5.0),
    "POST /users/@me/channels": (10, 10.0),
    "GET /guilds/*/members": (10, 10.0),
}
"""Discord says its limits in headers only; these are what bots have seen."""


class Trouble(StrEnum):
    STATUS = "status"
    """Answer with an error, and do nothing."""
    RESET = "reset"
    """Break the connection before doing anything."""
    LOST = "lost"
    """Do it, then break the connection: the client cannot tell."""
    DELAY = "delay"
    """Do it later."""


@dataclass(slots=True)
class Failure:
    route: str
    trouble: Trouble
    status: int = 0
    code: int = 0
    message: str = ""
    seconds: float = 0.0
    times: int = 1


@dataclass(frozen=True, slots=True)
class Request:
    """One request, for tests that count or look."""

    route: str
    """`POST /channels/123/messages`."""
    body: Json
    status: int


@dataclass(slots=True)
class _Bucket:
    size: int
    per: float
    taken: deque[float] = field(default_factory=deque)

    def wait(self) -> float:
        """Take a place, or say how many seconds until there is one."""
        now = time.monotonic()
        while self.taken and self.taken[0] <= now - self.per:
            self.taken.popleft()
        if len(self.taken) >= self.size:
            return self.taken[0] + self.per - now
        self.taken.append(now)
        return 0.0

    def headers(self) -> dict[str, str]:
        reset = self.taken[0] + self.per - time.monotonic() if self.taken else 0.0
        return {
            "X-RateLimit-Limit": str(self.size),
            "X-RateLimit-Remaining": str(self.size - len(self.taken)),
            "X-RateLimit-Reset-After": f"{max(0.0, reset):.3f}",
            "X-RateLimit-Bucket": f"{id(self):x}",
        }


class Traffic:
    def __init__(self) -> None:
        self.seen: list[Request] = []
        self.limited = False
        self._failures: list[Failure] = []
        self._buckets: dict[str, _Bucket] = {}

    def queue(self, failure: Failure) -> None:
        self._failures.append(failure)

    def next_failure(self, route: str) -> Failure | None:
        """The next trouble queued for a request; `*` in its route stands for anything."""
        for failure in self._failures:
            if not fnmatchcase(route, failure.route):
                continue
            failure.times -= 1
            if not failure.times:
                self._failures.remove(failure)
            return failure
        return None

    def over_limit(self, route: str) -> tuple[float, bool] | None:
        """Seconds to wait and whether for the whole bot; None when the request may pass."""
        if not self.limited or " /interactions/" in route or " /webhooks/" in route:
            return None
        wait = self._bucket("global", GLOBAL).wait()
        if wait:
            return wait, True
        own = self._own_bucket(route)
        wait = own.wait() if own else 0.0
        return (wait, False) if wait else None

    def headers(self, route: str) -> dict[str, str]:
        """What an answer says about the limit of its route."""
        own = self._own_bucket(route) if self.limited else None
        return own.headers() if own else {}

    def _own_bucket(self, route: str) -> _Bucket | None:
        pattern = next((each for each in ROUTES if fnmatchcase(route, each)), None)
        return self._bucket(route, ROUTES[pattern]) if pattern else None

    def _bucket(self, name: str, limit: tuple[int, float]) -> _Bucket:
        return self._buckets.setdefault(name, _Bucket(*limit))
