"""The crash test at full length: `make crash`, or `.venv/bin/python -m tests.crash --help`."""

import argparse
import asyncio
import secrets
import signal
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.crash import measures
from tests.crash.longrun import Run, storm
from tests.crash.nursery import nursery
from tests.postgres import running

ROUNDS = 3
"""How often each measure is taken; the worst counts."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="tests.crash", description=__doc__)
    parser.add_argument("--database", choices=["sqlite", "postgresql", "both"], default="both")
    parser.add_argument("--sqlite-kills", type=int, default=200)
    parser.add_argument("--postgresql-kills", type=int, default=500)
    parser.add_argument("--replicas", type=int, default=3, help="on PostgreSQL")
    parser.add_argument("--scale", type=float, default=0.1, help="of the outbox's real waits")
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**6), help="of every random choice")
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that everything is put away
    right = True
    if asked.database != "postgresql":
        right = _on_sqlite(asked)
    if asked.database != "sqlite":
        right = _on_postgresql(asked) and right
    sys.exit(0 if right else 1)


def _on_sqlite(asked: argparse.Namespace) -> bool:
    print(f"\nSQLite, one process, waits times {asked.scale}", flush=True)
    run = Run(kills=asked.sqlite_kills, seed=asked.seed, scale=asked.scale)
    with nursery() as births, TemporaryDirectory() as folder:
        home = Path(folder)
        report = asyncio.run(storm(f"sqlite:///{home / 'storm.db'}", home, births, run))
        print(report, flush=True)
        waits = asyncio.run(measures.restart(f"sqlite:///{home / 'restart.db'}", home, rounds=ROUNDS))
        loading = asyncio.run(measures.imports())
    print(
        f"restart to first post after kill -9, real waits: {_told(waits)}, of which imports {loading:.1f} s", flush=True
    )
    return report.verdict.right


def _on_postgresql(asked: argparse.Namespace) -> bool:
    print(f"\nPostgreSQL, {asked.replicas} replicas, waits times {asked.scale}", flush=True)
    run = Run(
        kills=asked.postgresql_kills,
        seed=asked.seed,
        scale=asked.scale,
        replicas=asked.replicas,
        restarts=max(1, asked.postgresql_kills // 50),
        life=6.0,  # a lane that its holder left is free after two seconds; somebody should live to use it
    )
    # What was committed must outlive an immediate stop, as it does by default.
    with running("synchronous_commit = on") as cluster, nursery() as births, TemporaryDirectory() as folder:
        home = Path(folder)
        report = asyncio.run(storm(cluster.create("storm"), home, births, run, cluster))
        print(report, flush=True)
        waits = asyncio.run(measures.take_over(cluster.create("measured"), home, rounds=ROUNDS))
    print(f"take-over after kill -9, real waits: {_told(waits)}", flush=True)
    return report.verdict.right


def _told(waits: list[float]) -> str:
    return f"{max(waits):.1f} s at most ({', '.join(f'{each:.1f}' for each in waits)})"


if __name__ == "__main__":
    main()
