"""`make crash` in short: a few kills at random moments, and nothing is lost or doubled."""

import secrets
from pathlib import Path

import pytest

from tests.crash.longrun import Run, storm
from tests.crash.nursery import Nursery
from tests.postgres import NoPostgres, running


async def test_a_few_kills_on_sqlite(tmp_path: Path, nursery: Nursery) -> None:
    run = Run(kills=4, seed=secrets.randbelow(10**6), scale=0.05, life=2.0)
    report = await storm(f"sqlite:///{tmp_path / 'storm.db'}", tmp_path, nursery, run)
    assert report.verdict.right, report


async def test_a_few_kills_of_replicas_on_postgresql_and_a_restart_of_it(tmp_path: Path, nursery: Nursery) -> None:
    run = Run(kills=6, seed=secrets.randbelow(10**6), scale=0.05, life=3.0, replicas=2, restarts=1)
    try:
        with running("synchronous_commit = on") as cluster:
            report = await storm(cluster.create("storm"), tmp_path, nursery, run, cluster)
    except NoPostgres as reason:
        pytest.skip(str(reason))
    assert report.verdict.right, report
