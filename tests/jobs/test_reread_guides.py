"""The running bot follows the content's files, and a broken edit changes nothing but what is said about it."""

import logging
import shutil
from pathlib import Path

import pytest

from mentorbot.guides import Library
from mentorbot.jobs.reread_guides import RereadGuides

SAMPLE = Path(__file__).parents[1] / "guides" / "sample"
GEAR = Path("beekeeper/topics/gear.md")


class Pupil:
    """Whoever is taught."""

    def __init__(self) -> None:
        self.learnt: list[Library] = []

    async def learn(self, library: Library) -> None:
        self.learnt.append(library)

    @property
    def gear(self) -> str:
        return self.learnt[-1].default.pages["gear"].body


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SAMPLE, tmp_path / "content"))


@pytest.fixture
def pupil() -> Pupil:
    return Pupil()


@pytest.fixture
def reread(content: Path, pupil: Pupil) -> RereadGuides:
    return RereadGuides(content, pupil.learn)


def rewrite(content: Path, old: str, new: str) -> None:
    path = content / GEAR
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


async def test_an_edit_is_taught_once(reread: RereadGuides, pupil: Pupil, content: Path) -> None:
    await reread()
    assert pupil.learnt == [], "nothing was changed"
    rewrite(content, "Buy the smoker new.", "Buy the smoker used.")
    await reread()
    await reread()
    assert len(pupil.learnt) == 1
    assert "Buy the smoker used." in pupil.gear


async def test_what_an_editor_leaves_beside_the_files_is_no_edit(
    reread: RereadGuides, pupil: Pupil, content: Path
) -> None:
    (content / "beekeeper" / "topics" / ".gear.md.swp").write_text("x")
    (content / ".git").mkdir()
    (content / ".git" / "index").write_text("x")
    await reread()
    assert pupil.learnt == []


async def test_a_broken_edit_is_told_and_not_taught(
    reread: RereadGuides, pupil: Pupil, content: Path, caplog: pytest.LogCaptureFixture
) -> None:
    rewrite(content, "title:", "titel:")
    with caplog.at_level(logging.WARNING):
        await reread()
        await reread()
    assert pupil.learnt == []
    assert [str(each) for each in reread.problems] == [
        "content/beekeeper/topics/gear.md:2: `titel` is not a key I know here. Did you mean title?",
        "content/beekeeper/topics/gear.md:2: `title` is missing. Add a line `title:`.",
    ]
    (record,) = caplog.records
    assert "the last good ones stay:\ncontent/beekeeper/topics/gear.md:2: `titel`" in record.getMessage()


async def test_a_mended_edit_is_taught_and_nothing_is_told_any_more(
    reread: RereadGuides, pupil: Pupil, content: Path
) -> None:
    rewrite(content, "title:", "titel:")
    await reread()
    rewrite(content, "titel: Gear", "title: More gear")
    await reread()
    assert reread.problems == ()
    assert pupil.learnt[-1].default.pages["gear"].title == "More gear to begin with"


async def test_a_guide_that_is_taken_away_for_a_moment_stays(reread: RereadGuides, pupil: Pupil, content: Path) -> None:
    (content / "beekeeper").rename(content / ".beekeeper")
    await reread()
    assert pupil.learnt == []
    assert [each.message for each in reread.problems] == ["There is no guide here."]
