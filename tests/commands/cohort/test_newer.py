"""`/cohort edit guide_version=newest`: what changes for whom, a question, and the move."""

import re
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from mentorbot.domain.enrolments import Enrolment
from mentorbot.platforms.local.somebody import Somebody
from mentorbot.store.enrolments import live_of
from tests.commands.cohort.conftest import Workspace
from tests.commands.cohort.crowd import crowd
from tests.commands.cohort.test_import import gathered
from tests.commands.garden import FIRST, Garden
from tests.guides.made import write_guide

SECOND = (("wear-a-veil", "read-a-hive", "find-the-queen"), ("taste-honey", "sell-a-jar"), ("teach-a-friend",))
"""The smoker is gone; a veil and a third step are new."""
TITLES = ("Beekeeper, part 1", "Beekeeper, part 2", "Pass it on")


@pytest.fixture
async def garden(tmp_path: Path) -> Garden:
    """Kim is on the smoker, Ada on the queen after it, Lee on honey; then the content changed."""
    made = Garden(tmp_path)
    write_guide(made.content, "beekeeper", *FIRST, first=True)
    async with made.open() as workspace:
        await workspace.somebody("robin").says('/cohort create "Spring 26"')
        for user in ("kim", "ada", "lee"):
            await workspace.somebody(user).says("/mentor join spring-26")
        for user, task in (("kim", "read-a-hive"), ("ada", "read-a-hive"), ("ada", "light-a-smoker")):
            await workspace.somebody(user).says(f"/mentor done {task}")
        await workspace.somebody("lee").says("/mentor focus taste-honey")
        await workspace.wait(days=10)
    write_guide(made.content, "beekeeper", *SECOND, first=True, titles=TITLES, overview="It is done in a garden.")
    return made


@pytest.fixture
async def workspace(garden: Garden) -> AsyncIterator[Workspace]:
    async with garden.open() as opened:
        yield opened


@pytest.mark.usefixtures("workspace")
async def test_show_says_which_version_it_has_and_that_a_newer_one_is_there(robin: Somebody) -> None:
    shown = await robin.says("/cohort show")
    assert "Guide: Beekeeper, as of 22 November" in shown.text
    assert "The guide has a newer version, as of 2 December." in shown.text
    assert re.search(r"\(Version [0-9a-f]{7}\)", shown.text)
    assert "Step 3 is new: “Pass it on”" in (await shown.press("What would change?")).text


async def test_it_says_what_changes_for_how_many_before_anything_does(robin: Somebody, workspace: Workspace) -> None:
    before = [await _enrolment(workspace, each) for each in ("kim", "ada", "lee")]
    shown = await robin.says("/cohort edit guide_version=newest")
    assert _without_versions(shown.text) == (
        "The guide of Spring 26 has a newer version, as of 2 December. 3 people will see what has changed:\n\n"
        "- Step 3 is new: “Pass it on”\n"
        "- 2 tasks are new: “Wear a veil”, “Teach a friend”\n"
        "- 1 task is gone: “Light a smoker”\n"
        "- 2 pages to read have changed\n"
        "- 1 person is on a task that is gone, and gets the next one: Kim\n\n"
        "(What they did is kept, and nobody's next nudge moves. I don't tell them.)\n\n"
        "(Version ABC → ABC)\n\n"
        "[Move 3 people] [Stay]"
    )
    assert [await _enrolment(workspace, each) for each in ("kim", "ada", "lee")] == before
    assert "as of 22 November" in (await shown.press("Stay")).text


async def test_everybody_keeps_what_they_did_and_when_the_next_one_comes(
    robin: Somebody, kim: Somebody, workspace: Workspace
) -> None:
    before = {each: await _enrolment(workspace, each) for each in ("kim", "ada", "lee")}
    moved = await (await robin.says("/cohort edit guide_version=newest")).press("Move 3 people")
    assert "Spring 26 walks through the newest version now, as of 2 December: 3 people." in moved.text
    after = {each: await _enrolment(workspace, each) for each in before}
    assert {each: (one.next_at, one.next_on, one.unanswered) for each, one in after.items()} == {
        each: (one.next_at, one.next_on, one.unanswered) for each, one in before.items()
    }
    assert [after[each].week for each in before] == [0, before["ada"].week, before["lee"].week]
    assert "Next: Wear a veil" in (await kim.says("/mentor")).text
    assert "Next: Find the queen" in (await workspace.somebody("ada").says("/mentor")).text
    assert "Next: Taste honey" in (await workspace.somebody("lee").says("/mentor")).text
    assert "Read a hive" in (await kim.says("/mentor undo")).text


async def test_the_next_nudges_are_of_the_new_version_and_nobody_gets_more_or_fewer(
    robin: Somebody, kim: Somebody, workspace: Workspace
) -> None:
    await (await robin.says("/cohort edit guide_version=newest")).press("Move 3 people")
    ada = workspace.somebody("ada")
    before = [len(kim.direct_messages), len(ada.direct_messages)]
    await workspace.wait(days=6)
    assert [len(kim.direct_messages), len(ada.direct_messages)] == [each + 1 for each in before]
    assert "This week: Wear a veil" in kim.direct_messages[-1].text
    assert "Still on: Find the queen" in ada.direct_messages[-1].text


@pytest.mark.usefixtures("workspace")
async def test_moving_twice_and_having_nothing_newer_change_nothing(robin: Somebody) -> None:
    asked = await robin.says("/cohort edit guide_version=newest")
    await asked.press("Move 3 people")
    assert "newest version of its guide already, so nothing changed" in (await asked.press("Move 3 people")).text
    assert "already, so nothing changed" in (await robin.says("/cohort edit guide_version=newest")).text
    shown = await robin.says("/cohort show")
    assert "has a newer version" not in shown.text
    assert "as of 2 December" in shown.text


@pytest.mark.usefixtures("workspace")
async def test_any_other_version_is_refused_with_the_way_to_the_newest(robin: Somebody) -> None:
    refused = await robin.says("/cohort edit guide_version=2")
    assert "“2” isn't the newest version of the guide, so nothing changed." in refused.text
    assert "3 people will see" in (await refused.press("newest")).text
    both = await robin.says("/cohort edit day=friday guide_version=newest")
    assert "goes alone, since it asks before it changes anything" in both.text


async def test_what_was_confirmed_is_what_is_done_and_not_what_has_come_since(garden: Garden) -> None:
    async with garden.open() as workspace:
        shown = workspace.app.library.default.version
    workspace.jump(hours=1)
    write_guide(garden.content, "beekeeper", ["sweep-the-yard"], first=True)
    async with garden.open() as workspace:
        pressed = await workspace.somebody("robin").says(f"/cohort edit spring-26 guide_version={shown}")
        assert "isn't the newest version of the guide, so nothing changed" in pressed.text


async def test_content_that_goes_back_can_be_gone_back_to(garden: Garden) -> None:
    async with garden.open() as workspace:
        robin = workspace.somebody("robin")
        await (await robin.says("/cohort edit guide_version=newest")).press("Move 3 people")
    workspace.jump(hours=1)
    write_guide(garden.content, "beekeeper", *FIRST, first=True)
    async with garden.open() as workspace:
        asked = await workspace.somebody("robin").says("/cohort edit guide_version=newest")
        assert "has a newer version, as of 22 November" in asked.text
        assert "1 task is new: “Light a smoker”" in asked.text
        await asked.press("Move 3 people")
        assert "Light a smoker" in (await workspace.somebody("kim").says("/mentor step")).text


async def test_who_has_done_all_that_is_left_is_named_and_finishes_at_their_next_hour(garden: Garden) -> None:
    write_guide(garden.content, "beekeeper", ["read-a-hive"], first=True)
    async with garden.open() as workspace:
        robin, kim = workspace.somebody("robin"), workspace.somebody("kim")
        asked = await robin.says("/cohort edit guide_version=newest")
        assert "2 people will have done everything: Ada, Kim" in asked.text
        assert "1 person is on a task that is gone, and gets the next one: Lee" in asked.text
        await asked.press("Move 3 people")
        before = len(kim.direct_messages)
        await workspace.wait(days=8)
        assert len(kim.direct_messages) == before
        assert "all done" in (await kim.says("/mentor")).text


async def test_a_guide_whose_folder_is_gone_stays_in_the_version_that_was_there_last(garden: Garden) -> None:
    async with garden.open():
        pass
    shutil.rmtree(garden.content / "beekeeper")
    write_guide(garden.content, "gardener", ["dig-a-bed"], first=True)
    async with garden.open() as workspace:
        robin = workspace.somebody("robin")
        await (await robin.says("/cohort edit guide_version=newest")).press("Move 3 people")
        assert "Next: Wear a veil" in (await workspace.somebody("kim").says("/mentor")).text


async def test_only_words_that_nobody_sees_may_be_different(garden: Garden) -> None:
    write_guide(garden.content, "beekeeper", *FIRST, first=True, related=["gardener"])
    async with garden.open() as workspace:
        shown = await workspace.somebody("robin").says("/cohort edit guide_version=newest")
        assert "- Nothing that is read or done, only how questions are understood\n" in shown.text


async def test_a_cohort_with_nobody_in_it_is_moved_too(garden: Garden) -> None:
    async with garden.open() as workspace:
        robin = workspace.somebody("robin")
        for user in ("kim", "ada", "lee"):
            await workspace.somebody(user).says("/mentor leave sure=yes")
        asked = await robin.says("/cohort edit guide_version=newest")
        assert "Whoever joins will see what has changed" in asked.text
        await asked.press("Move the cohort")
        assert "as of 2 December" in (await robin.says("/cohort show")).text


async def test_a_crowd_is_moved_at_once(garden: Garden) -> None:
    write_guide(garden.content, "beekeeper", *FIRST, first=True)
    async with garden.open() as workspace:
        gathered(workspace, crowd(300).people)
        await workspace.somebody("robin").says("/cohort create Autumn")
        await workspace.somebody("robin").says("/cohort import role=learners cohort=autumn")
    workspace.jump(hours=1)
    write_guide(garden.content, "beekeeper", *SECOND[1:], first=True)
    async with garden.open() as workspace:
        asked = await workspace.somebody("robin").says("/cohort edit autumn guide_version=newest")
        assert "300 people are on a task that is gone, and get the next one: " in asked.text
        await asked.press("Move 300 people")
        assert "Step 1 · Beekeeper, part 1: 300" in (await workspace.somebody("robin").says("/cohort show autumn")).text


async def _enrolment(workspace: Workspace, user: str) -> Enrolment:
    member = await workspace.member(user)
    async with workspace.app.store.read() as tx:
        found = await live_of(tx, member.key)
    assert found is not None
    return found[0]


def _without_versions(text: str) -> str:
    return re.sub(r"\b[0-9a-f]{7}\b", "ABC", text)
