"""A small complete guide about another career, to break in a copy."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from mentorbot.guides import Problem, check

TODAY = date(2026, 11, 30)
SAMPLE = Path(__file__).parent / "sample"
Edit = Callable[[str, str, str], None]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the sample, as a content folder."""
    return Path(shutil.copytree(SAMPLE, tmp_path / "content"))


@pytest.fixture
def edit(content: Path) -> Edit:
    """Replace a text that is in a file of the beekeeper's guide."""

    def replace(file: str, old: str, new: str) -> None:
        path = content / "beekeeper" / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return replace


@pytest.fixture
def problems(content: Path) -> Callable[[], list[str]]:
    """What `check` says, without the folders that every line starts with."""
    return lambda: [_short(problem) for problem in check(content, today=TODAY)]


def _short(problem: Problem) -> str:
    return str(problem).removeprefix("content/beekeeper/")
