"""A cohort walks through the version of its guide that it was made with, whatever becomes of the content."""

import shutil
from pathlib import Path

import pytest

from mentorbot.explaining import as_text, asked
from mentorbot.guides import load_library
from mentorbot.store import open_store
from mentorbot.store.guide_versions import versions_of
from tests.commands.cohort.conftest import Workspace
from tests.commands.garden import FIRST, Garden
from tests.guides.made import write_guide

CHANGED = (("read-a-hive", "wear-a-veil", "find-the-queen"), ("taste-honey", "sell-a-jar"))


@pytest.fixture
async def garden(tmp_path: Path) -> Garden:
    """Kim has done the first task of a beekeeper, and the content has changed since."""
    made = Garden(tmp_path)
    write_guide(made.content, "beekeeper", *FIRST, first=True, overview="Bees live in wooden boxes.")
    async with made.open() as workspace:
        await workspace.somebody("robin").says('/cohort create "Spring 26"')
        await workspace.somebody("kim").says("/mentor join spring-26")
        await workspace.somebody("kim").says("/mentor done")
    made.clock.at = made.clock.at.replace(hour=13)
    write_guide(made.content, "beekeeper", *CHANGED, first=True, overview="Bees live in straw baskets.")
    return made


@pytest.fixture
async def gone(garden: Garden) -> Garden:
    """The beekeeper's folder has been deleted."""
    shutil.rmtree(garden.content / "beekeeper")
    write_guide(garden.content, "gardener", ["dig-a-bed"], first=True)
    return garden


async def test_everything_for_its_people_stays_as_it_was(garden: Garden) -> None:
    async with garden.open() as workspace:
        await _all_is_as_it_was(workspace)


async def test_also_when_the_folder_of_the_guide_was_deleted(gone: Garden) -> None:
    async with gone.open() as workspace:
        await _all_is_as_it_was(workspace)
        assert "Dig a bed" in (await workspace.somebody("ada").says("/mentor step")).text


async def test_whoever_reads_outside_a_cohort_reads_the_newest(garden: Garden) -> None:
    async with garden.open() as workspace:
        ada = workspace.somebody("ada")
        assert "Wear a veil" in (await ada.says("/mentor step 1")).text
        assert "straw baskets" in (await ada.says("/mentor guide overview")).text
        assert "straw baskets" in (await ada.says("/mentor ask what does a beekeeper do")).text


async def test_a_new_cohort_is_made_with_the_newest(garden: Garden) -> None:
    async with garden.open() as workspace:
        await workspace.somebody("robin").says("/cohort create Autumn")
        ada = workspace.somebody("ada")
        await ada.says("/mentor join autumn")
        assert "Wear a veil" in (await ada.says("/mentor step")).text


async def test_a_nudge_that_was_planned_before_the_content_changed_says_what_it_would_have_said(
    garden: Garden,
) -> None:
    write_guide(garden.content, "beekeeper", *FIRST, first=True, overview="Bees live in wooden boxes.")
    async with garden.open() as workspace:
        await workspace.owe_now("kim")
    shutil.rmtree(garden.content / "beekeeper")
    write_guide(garden.content, "gardener", ["dig-a-bed"])
    async with garden.open() as workspace:
        await workspace.app.tick()
        (nudge,) = workspace.somebody("kim").direct_messages
        assert "This week: Light a smoker" in nudge.text


async def test_the_operators_explain_reads_the_version_from_the_database(gone: Garden) -> None:
    async with gone.open() as workspace:
        found = (await asked(workspace.app.store, "kim", "")).found
        assert found is not None
        library = load_library(gone.content)
        assert "“Light a smoker”" in as_text(found, library, workspace.app.settings, workspace.now)


async def test_every_version_that_was_run_with_is_kept(garden: Garden, tmp_path: Path) -> None:
    for _ in range(2):
        async with garden.open():
            pass
    store = await open_store(f"sqlite:///{tmp_path}/bot.db")
    async with store.read() as tx:
        assert len(await versions_of(tx, "beekeeper")) == 2
    await store.close()


async def _all_is_as_it_was(workspace: Workspace) -> None:
    kim, robin = workspace.somebody("kim"), workspace.somebody("robin")
    assert "Next: Light a smoker" in (await kim.says("/mentor")).text
    assert "Wear a veil" not in (await kim.says("/mentor step")).text
    assert "wooden boxes" in (await kim.says("/mentor guide overview")).text
    assert "wooden boxes" in (await kim.says("/mentor guide overview guide=beekeeper")).text
    assert "Light a smoker" in (await robin.says("/cohort preview days=9")).text
    assert "Light a smoker" in (await robin.says("/cohort explain @kim")).text
    assert "Step 1 · Beekeeper, part 1" in (await robin.says("/cohort show")).text
    await workspace.wait(days=2)
    (nudge,) = kim.direct_messages
    assert "This week: Light a smoker" in nudge.text
    assert "Light a smoker is done" in (await nudge.press("Done")).text
    assert "Find the queen" in (await kim.says("/mentor when")).text
