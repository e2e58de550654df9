from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.crash.nursery import Nursery, nursery
from tests.crash.worlds import Worlds
from tests.postgres import Cluster

_numbers = count(1)


@pytest.fixture(scope="session", name="nursery")
def _nursery() -> Iterator[Nursery]:
    """Where this process's bots come from."""
    with nursery() as opened:
        yield opened


@pytest.fixture
def postgres_url(postgres: Cluster) -> Iterator[str]:
    """An empty database for replicas."""
    name = f"replicas_{next(_numbers)}"
    yield postgres.create(name)
    postgres.drop(name)


@pytest.fixture
def worlds(postgres_url: str, tmp_path: Path, nursery: Nursery) -> Worlds:
    """Both kinds of database."""
    return Worlds({"sqlite": f"sqlite:///{tmp_path / 'mentorbot.db'}", "postgresql": postgres_url}, tmp_path, nursery)
