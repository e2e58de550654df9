"""The measurements of `tick.py`, each a function that returns figures; each runs in a process that does nothing else.

`.venv/bin/python benchmarks/planning.py everybody sqlite:///crowd.db` prints what `everybody` returns, as JSON.
"""

import asyncio
import gc
import json
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from statistics import median
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parent.parent))  # started as a file, Python sees this folder only

from benchmarks.crowd import BEFORE, SECOND, early_at, gather
from benchmarks.measures import peak_megabytes, watched
from benchmarks.one_job_each import nothing, one_job_each, planning
from mentorbot.guides import Library, load_library
from mentorbot.jobs.plan_nudges import plan_nudges
from mentorbot.store import Store, open_store

ROOT = Path(__file__).parent.parent
IDLE_ROUNDS = 51
"""A tick with nobody due is short, so it is taken often."""
ROUNDS = 5
Figures = dict[str, float]


async def crowd(address: str, size: str, early: str, alike: str) -> Figures:
    """Makes one. Seconds."""
    started = perf_counter()
    async with _ready(address) as (store, library):
        await gather(store, library.default, size=int(size), early=int(early), rounds=ROUNDS, alike=alike == "alike")
    return {"seconds": perf_counter() - started}


async def compared(small: str, large: str, early: str) -> Figures:
    """A tick with nobody due and one with a few, at a small crowd and at a large one in turn: median seconds."""
    async with _ready(small) as (few, library), _ready(large) as (many, _):
        idle = [(await _tick(few, library, 0), await _tick(many, library, 0)) for _ in range(IDLE_ROUNDS)]
        busy = [
            (await _tick(few, library, int(early), turn), await _tick(many, library, int(early), turn))
            for turn in range(ROUNDS)
        ]
    return {
        "idle_small": median(one for one, _ in idle),
        "idle_large": median(one for _, one in idle),
        "busy_small": median(one for one, _ in busy),
        "busy_large": median(one for _, one in busy),
    }


async def everybody(address: str) -> Figures:
    """All are due at once: seconds and processor seconds for each, the loop's longest stall, this process's memory.

    The `work` of a stall is our own; the rest of it is what a busy machine adds.
    """
    async with _ready(address) as (store, library), watched() as watch:
        owed = await plan_nudges(store, library, SECOND)
    return {
        "people": owed,
        "seconds": watch.seconds / owed,
        "processor": watch.processor / owed,
        "stall": watch.stalled,
        "work": watch.worked,
        "megabytes": peak_megabytes(),
    }


async def scheduled(number: str, address: str = "") -> Figures:
    """One job of APScheduler for each of so many: seconds for each to add, and to run when all are due.

    With the address of a crowd each job does for its member what the tick does; without one it does nothing.
    """
    if not address:
        added, ran = await one_job_each(int(number), nothing)
    else:
        async with _ready(address) as (store, library):
            added, ran = await one_job_each(int(number), planning(store, library))
    return {"add": added, "run": ran}


def measured(measurement: Callable[..., Coroutine[None, None, Figures]], *words: object) -> Figures:
    """What a measurement returns in a process of its own, of which nothing else makes memory or rubbish."""
    command = [sys.executable, __file__, measurement.__name__, *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: Figures = json.loads(done.stdout)
    return found


async def _tick(store: Store, library: Library, expected: int, turn: int | None = None) -> float:
    started = perf_counter()
    owed = await plan_nudges(store, library, BEFORE if turn is None else early_at(turn))
    assert owed == expected, f"{owed} messages for {expected} people"
    return perf_counter() - started


@asynccontextmanager
async def _ready(address: str) -> AsyncIterator[tuple[Store, Library]]:
    library = load_library(ROOT / "content")
    store = await open_store(address)
    gc.freeze()  # as the bot does when it has started
    try:
        yield store, library
    finally:
        await store.close()


if __name__ == "__main__":
    name, *told = sys.argv[1:]
    print(
        json.dumps(asyncio.run({each.__name__: each for each in (crowd, compared, everybody, scheduled)}[name](*told)))
    )
