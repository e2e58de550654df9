"""`/healthz`: whether the process does its work, for whoever restarts it."""

from collections.abc import Callable, Collection
from time import monotonic
from typing import Final

from aiohttp import web

PATIENCE: Final = 120.0
"""Seconds without a sign of work after which something hangs; a tick comes every few seconds."""


class Pulse:
    """When the process last did some of its work, on a clock that nobody moves."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._beat_at = clock()

    def beat(self) -> None:
        """Some work was done just now."""
        self._beat_at = self._clock()

    @property
    def silence(self) -> float:
        """Seconds since the last beat."""
        return self._clock() - self._beat_at


def health(pulse: Pulse, platforms: Collection[str]) -> Callable[[web.Application], None]:
    """A mount for the server: 200 while the pulse beats, 503 when it has not for two minutes."""

    async def healthz(_request: web.Request) -> web.Response:
        silence = pulse.silence
        alive = silence <= PATIENCE
        facts = {"ok": alive, "platforms": sorted(platforms), "seconds_since_work": round(silence, 1)}
        return web.json_response(facts, status=200 if alive else 503)

    def mount(app: web.Application) -> None:
        app.router.add_get("/healthz", healthz)

    return mount
