"""One tick with many enrolments, of which none, some or all are due: `.venv/bin/python benchmarks/tick.py`."""

import argparse
import asyncio
import gc
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parent.parent))  # started as a file, Python sees this folder only

from benchmarks.crowd import BEFORE, FIRST, SECOND, gather
from benchmarks.measures import Watch, peak_megabytes, watched
from mentorbot.guides import Library, load_library
from mentorbot.jobs.plan_nudges import plan_nudges
from mentorbot.store import Store, open_store
from tests.postgres import running

ROOT = Path(__file__).parent.parent
IDLE_ROUNDS = 51
"""A tick with nobody due is short, so it is taken often."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many are enrolled, in the small store and in the large one, and how many of the latter are due early."""

    small: int
    large: int
    some: int


def main() -> None:
    asked = _arguments()
    sizes = Sizes(asked.size // 100, asked.size, asked.size // 100)
    with _addresses(postgres=asked.postgres) as addresses:
        asyncio.run(_measured(addresses, sizes))


async def _measured(addresses: Iterator[str], sizes: Sizes) -> None:
    library = load_library(ROOT / "content")
    gc.freeze()  # as the bot does when it has started
    async with _crowd(next(addresses), library, size=sizes.small, early=0) as store:
        few = await _idle(store, library)
        print(f"none due of {sizes.small:>7,}  {few * 1e3:10.2f} ms")
    async with _crowd(next(addresses), library, size=sizes.large, early=sizes.some) as store:
        many = await _idle(store, library)
        print(f"none due of {sizes.large:>7,}  {many * 1e3:10.2f} ms  {many / few:.2f} times that of {sizes.small:,}")
        some = await _busy(store, library, FIRST, sizes.some, of=sizes.large)
        every = await _busy(store, library, SECOND, sizes.large, of=sizes.large)
        print(f"each of all against each of some: {every / some:.2f}")
        print(f"memory: {peak_megabytes():.0f} MB at most, the making of the crowd included")


async def _idle(store: Store, library: Library) -> float:
    """Seconds (the median) of a tick that finds nobody."""
    rounds = []
    for _ in range(IDLE_ROUNDS):
        started = perf_counter()
        assert await plan_nudges(store, library, BEFORE) == 0
        rounds.append(perf_counter() - started)
    return median(rounds)


async def _busy(store: Store, library: Library, now: datetime, expected: int, *, of: int) -> float:
    """Seconds for each of those who were due."""
    async with watched() as watch:
        owed = await plan_nudges(store, library, now)
    assert owed == expected, f"{owed} messages for {expected} people"
    print(f"{owed:>7,} due of {of:>7,}  {_told(watch, owed)}")
    return watch.seconds / owed


def _told(watch: Watch, owed: int) -> str:
    each = watch.seconds / owed * 1e6
    return f"{watch.seconds * 1e3:7.0f} ms  {each:.0f} us each; the loop stood still for {watch.stalled * 1e3:.0f} ms"


@asynccontextmanager
async def _crowd(address: str, library: Library, *, size: int, early: int) -> AsyncIterator[Store]:
    store = await open_store(address)
    try:
        await gather(store, library.default, size=size, early=early)
        yield store
    finally:
        await store.close()


@contextmanager
def _addresses(*, postgres: bool) -> Iterator[Iterator[str]]:
    """Empty databases, one after the other."""
    names = ("small", "large")
    with TemporaryDirectory() as folder, running() if postgres else nullcontext() as cluster:
        if cluster is None:
            yield iter([f"sqlite:///{folder}/{name}.db" for name in names])
        else:
            yield map(cluster.create, names)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=100_000, help="how many are enrolled")
    parser.add_argument("--quick", action="store_const", dest="size", const=10_000, help="ten thousand")
    parser.add_argument("--postgres", action="store_true", help="on an embedded PostgreSQL instead of SQLite")
    return parser.parse_args()


if __name__ == "__main__":
    main()
