"""The planning part of a tick, with nobody, some and everybody due: `.venv/bin/python benchmarks/tick.py`.

Crowds are made inside the database, and each figure is taken in a process of its own.
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parent.parent))  # started as a file, Python sees this folder only

from benchmarks.planning import Figures, compared, crowd, everybody, measured, scheduled
from tests.postgres import running

SIZE = 1_000_000


def main() -> None:
    asked = _arguments()
    with _databases(postgres=asked.postgres) as create:
        print("\n".join(lines(tick(create, asked.size))))


def tick(create: Callable[[str], str], size: int) -> dict[str, Figures]:
    """Every figure by the name of its measurement; `create` makes an empty database and gives its address."""
    few, early = size // 100, size // 1_000
    small, large, unlike, single = (create(name) for name in ("small", "large", "unlike", "single"))
    measured(crowd, small, few, early, "alike")
    measured(crowd, large, size, early, "alike")
    measured(crowd, single, few, 0, "alike")
    measured(crowd, unlike, size // 10, 0, "unlike")
    return {
        "sizes": {"few": few, "many": size, "early": early},
        "compared": measured(compared, small, large, early),
        "small": measured(everybody, small),
        "large": measured(everybody, large),
        "unlike": measured(everybody, unlike),
        "jobs": measured(scheduled, few, single),
        "bare_jobs": measured(scheduled, few),
    }


def lines(found: dict[str, Figures]) -> Iterator[str]:
    """The same for people."""
    few, many, early = (int(found["sizes"][name]) for name in ("few", "many", "early"))
    turns, small, large, unlike = (found[name] for name in ("compared", "small", "large", "unlike"))
    for name, due in (("idle", "none"), ("busy", f"{early:,}")):
        one, other = turns[f"{name}_small"], turns[f"{name}_large"]
        yield f"{due} due of {many:,}: {other * 1e3:.2f} ms, {other / one:.2f} times that of {few:,}"
    yield f"{many:,} due: {_each(large)}"
    yield f"the loop stood still for at most {large['stall'] * 1e3:.0f} ms, {large['work'] * 1e3:.0f} ms of it our work"
    yield f"memory: {large['megabytes']:.0f} MB, {large['megabytes'] / small['megabytes']:.2f} times that at {few:,}"
    yield f"{int(unlike['people']):,} due of whom no two are alike: {_each(unlike)}"
    for name, doing in (("jobs", "the same"), ("bare_jobs", "nothing")):
        cost, times = found[name]["run"] * 1e6, found[name]["run"] / large["seconds"]
        yield f"one APScheduler job for each of {few:,}, doing {doing}: {cost:,.0f} us a job, {times:.0f} times a row"
    yield f"and before that {found['jobs']['add'] * 1e6:,.0f} us to add it"


def _each(found: Figures) -> str:
    return f"{found['seconds'] * 1e6:.0f} us a row, of which {found['processor'] * 1e6:.0f} us of this processor's time"


@contextmanager
def _databases(*, postgres: bool) -> Iterator[Callable[[str], str]]:
    """What makes empty databases."""
    with TemporaryDirectory() as folder, running() if postgres else nullcontext() as cluster:
        yield cluster.create if cluster else lambda name: f"sqlite:///{folder}/{name}.db"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=SIZE, help="how many are enrolled in the large crowd")
    parser.add_argument("--quick", action="store_const", dest="size", const=20_000, help="twenty thousand")
    parser.add_argument("--postgres", action="store_true", help="on an embedded PostgreSQL instead of SQLite")
    return parser.parse_args()


if __name__ == "__main__":
    main()
