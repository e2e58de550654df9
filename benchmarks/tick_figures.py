"""What `tick.py` measures, beside its goals: on SQLite, and the writing of everybody on PostgreSQL too."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parent.parent))  # started as a file, Python sees this folder only

from benchmarks.figures import Figure, arguments, show
from benchmarks.owed import DURABLE
from benchmarks.planning import Figures
from benchmarks.tick import SIZE, tick
from tests.postgres import running

GOALS = {"SQLite": 60.0, "PostgreSQL": 50.0}
"""Microseconds a row."""


def main() -> None:
    asked = arguments(__doc__).parse_args()
    show(measured(asked), asked)


def measured(asked: argparse.Namespace) -> Iterator[Figure]:
    size = 3_000 if asked.quick else SIZE
    with TemporaryDirectory() as folder:
        yield from _figures(tick(lambda name: f"sqlite:///{folder}/{name}.db", size), "SQLite")
    if not asked.quick:
        with running(*DURABLE) as cluster:
            yield from _figures(tick(cluster.create, size), "PostgreSQL")


def _figures(found: dict[str, Figures], on: str) -> Iterator[Figure]:
    few, many, early = (int(found["sizes"][name]) for name in ("few", "many", "early"))
    turns, small, large, jobs = (found[name] for name in ("compared", "small", "large", "jobs"))
    yield Figure(
        what=f"a tick with nothing due at {many:,} enrolments, {on}, to the same at {few:,}",
        value=turns["idle_large"] / turns["idle_small"],
        goal=1.5,
        detail=f"{turns['idle_large'] * 1e3:.2f} ms",
    )
    yield Figure(
        what=f"claiming and writing {early:,} due of {many:,}, {on}, to as many of {few:,}",
        value=turns["busy_large"] / turns["busy_small"],
        goal=2.0,
        detail=f"{turns['busy_large'] * 1e3:.0f} ms",
    )
    yield Figure(
        what=f"writing {many:,} due, {on}",
        value=large["seconds"] * 1e6,
        goal=GOALS[on],
        unit=" µs a row",
        detail=f"{large['processor'] * 1e6:.0f} µs of them this processor's",
    )
    yield Figure(
        what=f"one APScheduler job per member doing the same ({few:,} members), {on}, to a row",
        value=jobs["run"] / large["seconds"],
        goal=50.0,
        at_least=True,
        detail=f"{jobs['run'] * 1e6:,.0f} µs a job",
    )
    yield Figure(
        what=f"longest stall of the event loop while {many:,} are due, {on}",
        value=large["stall"] * 1e3,
        goal=50.0,
        unit=" ms",
        detail=f"{large['work'] * 1e3:.0f} ms of it our work",
    )
    yield Figure(
        what=f"memory at {many:,} enrolments, all due, {on}, to that at {few:,}",
        value=large["megabytes"] / small["megabytes"],
        goal=1.5,
    )
    yield Figure(what=f"memory at {many:,} enrolments, all due, {on}", value=large["megabytes"], goal=150.0, unit=" MB")


if __name__ == "__main__":
    main()
