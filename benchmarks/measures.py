"""What a benchmark measures: time, the event loop's longest silence, memory."""

import asyncio
import resource
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from time import perf_counter

_BEAT = 0.001


@dataclass(slots=True)
class Watch:
    """Seconds that a block took, and the longest for which nothing else had its turn."""

    seconds: float = 0.0
    stalled: float = 0.0


@asynccontextmanager
async def watched() -> AsyncIterator[Watch]:
    """Measure the block while a task beside it asks for its turn a thousand times a second."""
    watch = Watch()
    heart = asyncio.create_task(_beat(watch))
    await asyncio.sleep(0)
    started = perf_counter()
    try:
        yield watch
    finally:
        watch.seconds = perf_counter() - started
        heart.cancel()
        with suppress(asyncio.CancelledError):
            await heart


async def _beat(watch: Watch) -> None:
    while True:
        asked = perf_counter()
        await asyncio.sleep(_BEAT)
        watch.stalled = max(watch.stalled, perf_counter() - asked - _BEAT)


def percentile(values: Sequence[float], percent: int) -> float:
    """The value that `percent` of them do not exceed (nearest rank)."""
    ranked = sorted(values)
    return ranked[max(0, -(-len(ranked) * percent // 100) - 1)]


def peak_megabytes() -> float:
    """The most memory that this process has had at once."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 2**20
