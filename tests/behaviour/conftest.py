import asyncio
import shutil
from collections.abc import AsyncIterator, Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

from mentorbot import app
from mentorbot.domain.guide import Edition, Guide
from mentorbot.guides import Library, Model, Search, load_library
from tests.behaviour.shown import Person
from tests.behaviour.venues import opened
from tests.behaviour.world import CONTENT, World, living


@pytest.fixture(scope="session", autouse=True)
def guide_is_read_once() -> Iterator[None]:
    """Reading and indexing the guide is most of what an app's start takes; both give values that never change.

    A test's own content may change, so that it is read each time.
    """
    indexed: dict[Edition, Search] = {}
    ours = cache(load_library)

    def read(content: Path) -> Library:
        return ours(content) if content == CONTENT else load_library(content)

    def search(guide: Guide, others: Iterable[Guide] = (), model: Model | None = None) -> Search:
        return indexed.setdefault(guide.edition, indexed.get(guide.edition) or Search(guide, others, model))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(app, "load_library", read)
        patch.setattr(app, "Search", search)
        yield


@pytest.fixture(params=["local", "slack", "discord"])
def venue(request: pytest.FixtureRequest) -> str:
    """The platform that a test is played on; all three unless it says otherwise."""
    return str(request.param)


@pytest.fixture
async def world(venue: str, sqlite_file: Path, tmp_path: Path) -> AsyncIterator[World]:
    database = Path(shutil.copy(sqlite_file, tmp_path / "mentorbot.db"))
    async with opened(venue) as place, living(place, database) as everything:
        yield everything
    left = asyncio.all_tasks() - {asyncio.current_task()}
    assert not left, f"still running: {left}"


@pytest.fixture
def ada(world: World) -> Person:
    """A learner in Europe/Berlin."""
    return world.ada


@pytest.fixture
def kim(world: World) -> Person:
    """A learner in America/New_York."""
    return world.kim


@pytest.fixture
def robin(world: World) -> Person:
    """An admin in Europe/Amsterdam."""
    return world.robin
