"""What a benchmark measures: time, the event loop's longest silence, memory."""

import asyncio
import resource
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, process_time, thread_time

_BEAT = 0.001
_STATUS = Path("/proc/self/status")
"""Linux counts what the process that started this one had, too, where everybody else asks."""


@dataclass(slots=True)
class Watch:
    """Seconds that a block took, and those of the processor."""

    seconds: float = 0.0
    processor: float = 0.0
    stalled: float = 0.0
    """The longest for which nothing else had its turn."""
    worked: float = 0.0
    """The most that this thread worked on end."""


@asynccontextmanager
async def watched() -> AsyncIterator[Watch]:
    """Measure the block while a task beside it asks for its turn a thousand times a second."""
    watch = Watch()
    heart = asyncio.create_task(_beat(watch))
    await asyncio.sleep(0)
    started, used = perf_counter(), process_time()
    try:
        yield watch
    finally:
        watch.seconds, watch.processor = perf_counter() - started, process_time() - used
        heart.cancel()
        with suppress(asyncio.CancelledError):
            await heart


async def _beat(watch: Watch) -> None:
    while True:
        asked, used = perf_counter(), thread_time()
        await asyncio.sleep(_BEAT)
        watch.stalled = max(watch.stalled, perf_counter() - asked - _BEAT)
        watch.worked = max(watch.worked, thread_time() - used)


def percentile(values: Sequence[float], percent: int) -> float:
    """The value that `percent` of them do not exceed (nearest rank)."""
    ranked = sorted(values)
    return ranked[max(0, -(-len(ranked) * percent // 100) - 1)]


def peak_megabytes() -> float:
    """The most memory that this process has had at once."""
    if _STATUS.exists():
        return (
            int(next(line for line in _STATUS.read_text().splitlines() if line.startswith("VmHWM")).split()[1]) / 1024
        )
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 2**20
