"""A small complete guide on the stage, to look at."""

import shutil
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
import pytest_asyncio

from mentorbot.domain.guide import Guide
from mentorbot.guides import load_library
from mentorbot.previews.stage import Stage, staged

SAMPLE = Path(__file__).parents[1] / "guides" / "sample"
Edit = Callable[[str, str, str], None]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the beekeeper's guide, as a content folder."""
    return Path(shutil.copytree(SAMPLE, tmp_path / "content"))


@pytest.fixture
def edit(content: Path) -> Edit:
    """Replace a text in one of its files."""

    def replace(file: str, old: str, new: str) -> None:
        path = content / "beekeeper" / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return replace


@pytest.fixture
def beekeeper() -> Guide:
    return load_library(SAMPLE).default


@pytest_asyncio.fixture
async def stage() -> AsyncIterator[Stage]:
    async with staged(load_library(SAMPLE)) as opened:
        yield opened
