"""`python bot.py explain`, as an operator runs it: beside the bot or without it, and never changing anything."""

import asyncio
import json
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mentorbot.app import open_app
from mentorbot.settings import Settings
from mentorbot.store import open_store, reading_store
from mentorbot.store.people import add_member, add_workspace
from tests.commands.cohort.conftest import CONTENT, StillClock
from tests.commands.cohort.conftest import Workspace as LocalWorkspace
from tests.test_cli import Operator, said_that_it_runs

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def operator(tmp_path: Path) -> Operator:
    return Operator(tmp_path)


@pytest.fixture
def used(operator: Operator) -> Operator:
    """Kim has had a nudge, and a second Kim is elsewhere."""
    asyncio.run(_lived(operator.folder / "data" / "mentorbot.db"))
    return operator


def test_it_tells_the_past_and_the_future(used: Operator) -> None:
    done = used.runs("explain", "kim")
    assert (done.returncode, done.stderr) == (0, "")
    assert "# Kim in Spring 26" in done.stdout
    assert "The next nudge comes Monday 30 November, 09:00." in done.stdout
    assert "Rhythm: Mondays at 09:00, the cohort's rule" in done.stdout
    assert "what became of it is on their own clock, America/New_York" in done.stdout
    assert "“Call a public API from your terminal”: sent Monday 23 November, 09:00" in done.stdout


def test_it_tells_programs_too(used: Operator) -> None:
    told = json.loads(used.runs("explain", "kim", "--json").stdout)
    assert told["member"] == {"user": "kim", "name": "Kim", "zone": "America/New_York"}
    assert told["next_at"] == "2026-11-30T14:00:00+00:00"
    assert told["rules"]["Clock"] == "America/New_York, theirs, as their profile says"
    (sent,) = told["deliveries"]
    assert (sent["state"], sent["scheduled_at"], sent["attempts"]) == ("sent", "2026-11-23T14:00:00+00:00", 1)


def test_several_of_one_name_are_named(used: Operator) -> None:
    done = used.runs("explain", "ki")
    assert done.returncode == 1
    assert "There are several called ki; name one by the id, or the --workspace:" in done.stderr
    assert "Kim · kim · local workspace local" in done.stderr
    assert "Kimberley · U7 · slack workspace T1 (The garden)" in done.stderr
    told = json.loads(used.runs("explain", "ki", "--json").stdout)
    assert len(told["candidates"]) == 2
    elsewhere = used.runs("explain", "ki", "--workspace", "the garden")
    assert elsewhere.returncode == 0
    assert "Kimberley has never been in a cohort" in elsewhere.stdout
    assert "Slack is switched off here, so nothing goes out to them." in elsewhere.stdout


def test_nobody_of_that_name(used: Operator) -> None:
    done = used.runs("explain", "nobody")
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "The bot knows nobody called nobody.\n")


def test_without_a_database_it_makes_none(operator: Operator) -> None:
    done = operator.runs("explain", "kim")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "There is no database data/mentorbot.db yet: run the bot once.\n"
    assert not (operator.folder / "data" / "mentorbot.db").exists()


def test_it_runs_beside_the_bot(operator: Operator) -> None:
    with operator.starts() as process:
        said_that_it_runs(process)
        done = operator.runs("explain", "robin")
        assert (done.returncode, done.stderr) == (0, "")
        assert "Robin has never been in a cohort" in done.stdout
        assert process.poll() is None


async def test_a_database_of_another_version_is_said_and_left_alone(database_url: str) -> None:
    async with reading_store(database_url) as store, store.read() as tx:
        await tx.exec_driver_sql("SELECT 1 FROM members")
    old = await open_store(database_url)
    async with old.begin() as tx:
        await tx.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
    await old.close()
    with pytest.raises(OSError, match="run python bot"):
        async with reading_store(database_url):
            pass


async def test_nothing_can_be_written_through_it(sqlite_file: Path) -> None:
    before = sqlite3.connect(sqlite_file).execute("SELECT count(*) FROM workspaces").fetchall()
    with pytest.raises(OSError, match="readonly"):
        async with reading_store(f"sqlite:///{sqlite_file}") as store, store.begin() as tx:
            await add_workspace(tx, "slack", "T9", "Nowhere")
    assert sqlite3.connect(sqlite_file).execute("SELECT count(*) FROM workspaces").fetchall() == before


async def _lived(file: Path) -> None:
    settings = Settings(_env_file=None, database_url=f"sqlite:///{file}", content_dir=CONTENT, local=True)
    clock = StillClock()
    async with open_app(settings, clock=clock) as app:
        assert app.local is not None
        there = LocalWorkspace(app, app.local, clock)
        await there.somebody("robin").says('/cohort create "Spring 26"')
        await there.somebody("kim").says('/mentor join "Spring 26"')
        await there.wait(days=2)
        async with app.store.begin() as tx:
            garden = await add_workspace(tx, "slack", "T1", "The garden")
            await add_member(tx, garden.key, "U7", name="Kimberley", zone=None, now=NOW)
