"""What every test may lean on."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings

from mentorbot.store import Store, open_store
from tests.postgres import Cluster, NoPostgres, running

settings.register_profile("mentorbot", deadline=None)  # a busy machine is no failure
settings.load_profile("mentorbot")

_numbers = count(1)
_UP_TO_DATE = "up_to_date"


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """One PostgreSQL for this process's tests, with a migrated database to copy; started by the first that asks."""
    try:
        with running() as cluster:
            asyncio.run(_migrated(cluster.create(_UP_TO_DATE)))
            yield cluster
    except NoPostgres as reason:
        pytest.skip(str(reason))


@pytest.fixture(scope="session")
def sqlite_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy."""
    path = tmp_path_factory.mktemp("sqlite") / "up-to-date.db"
    asyncio.run(_migrated(f"sqlite:///{path}"))
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    """Which of the two databases the test runs on."""
    return str(request.param)


@pytest.fixture
def empty_database_url(database: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database of the test's own, without any table."""
    if database == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    yield from _copied(request.getfixturevalue("postgres"), "template0")


@pytest.fixture
def database_url(database: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database of the test's own, up to date and empty."""
    if database == "sqlite":
        path = shutil.copy(request.getfixturevalue("sqlite_file"), tmp_path / "mentorbot.db")
        yield f"sqlite:///{path}"
        return
    yield from _copied(request.getfixturevalue("postgres"), _UP_TO_DATE)


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[Store]:
    """A real store, once on SQLite and once on PostgreSQL."""
    opened = await open_store(database_url)
    yield opened
    await opened.close()


def _copied(cluster: Cluster, like: str) -> Iterator[str]:
    name = f"test_{next(_numbers)}"
    yield cluster.create(name, like=like)
    cluster.drop(name)


async def _migrated(url: str) -> None:
    await (await open_store(url)).close()
