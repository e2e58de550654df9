"""`/mentor guides`: all, one with its neighbours, two side by side."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from mentorbot.chat.call import parse_call
from mentorbot.chat.ids import UserId, WorkspaceId
from mentorbot.chat.invocation import Caller, Invocation
from mentorbot.platforms.local.somebody import Somebody
from tests.commands.cohort.conftest import Workspace
from tests.commands.garden import Garden
from tests.guides.made import write_guide

BEES = (("keep-a-diary", "read-a-hive"), ("ask-a-neighbour",))
TREES = (("dig-a-hole", "keep-a-diary"),)
DAYS = "Much of it is done outdoors.\n\n- **Mornings.** {what}.\n- **Evenings.** Writing it down."


@pytest.fixture
def garden(tmp_path: Path) -> Garden:
    """Three guides, two of which name each other and one that is not there."""
    made = Garden(tmp_path)
    write_guide(
        made.content,
        "beekeeper",
        *BEES,
        body=DAYS.format(what="Opening hives"),
        related=["tree-nurse", "unicorn-keeper"],
        first=True,
    )
    write_guide(
        made.content, "tree-nurse", *TREES, body=DAYS.format(what="Watering"), related=["beekeeper", "tree-nurse"]
    )
    write_guide(made.content, "lighthouse-keeper", ["light-a-lamp"])
    return made


@pytest.fixture
async def workspace(garden: Garden) -> AsyncIterator[Workspace]:
    async with garden.open() as opened:
        robin = opened.somebody("robin")
        await robin.says("/cohort create Bees guide=beekeeper")
        await robin.says("/cohort create Trees guide=tree-nurse")
        yield opened


async def test_all_of_them_with_those_that_are_related_and_there(kim: Somebody) -> None:
    shown = await kim.says("/mentor guides")
    assert shown.text == (
        "# Career guides\n\n"
        "Beekeeper: Become a beekeeper in small steps. 2 steps, 3 tasks. Related: Tree nurse.\n\n"
        "Lighthouse keeper: Become a lighthouse keeper in small steps. 1 step, 1 task.\n\n"
        "Tree nurse: Become a tree nurse in small steps. 1 step, 2 tasks. Related: Beekeeper.\n\n"
        "(/mentor guides beekeeper lighthouse-keeper compares two.)\n\n"
        "[Read Beekeeper] [Read Lighthouse keeper] [Read Tree nurse]"
    )


async def test_one_of_them_with_a_button_to_compare_it_with_each_neighbour(kim: Somebody) -> None:
    shown = await kim.says("/mentor guides beekeeper")
    assert shown.buttons == ("Read Beekeeper", "All guides", "Compare with Tree nurse", "Read Tree nurse")
    assert "# Beekeeper and Tree nurse" in (await shown.press("Compare with Tree nurse")).text
    alone = await kim.says("/mentor guides lighthouse-keeper")
    assert "Related" not in alone.text
    assert alone.buttons == ("Read Lighthouse keeper", "All guides")


async def test_two_side_by_side(kim: Somebody) -> None:
    await kim.says("/mentor join bees")
    await kim.says("/mentor done keep-a-diary")
    shown = await kim.says("/mentor guides beekeeper tree-nurse")
    assert shown.text == (
        "# Beekeeper and Tree nurse\n\n"
        "Beekeeper: Become a beekeeper in small steps.\n\n"
        "- Mornings. Opening hives.\n- Evenings. Writing it down.\n\n"
        "Tree nurse: Become a tree nurse in small steps.\n\n"
        "- Mornings. Watering.\n- Evenings. Writing it down.\n\n"
        "How long · Beekeeper: 4 to 8 weeks\nHow long · Tree nurse: 2 to 4 weeks\n"
        "To do · Beekeeper: 3 tasks in 2 steps\nTo do · Tree nurse: 2 tasks in 1 step\n\n"
        "Beekeeper · 1: Beekeeper, part 1\nTree nurse · 1: Tree nurse, part 1\n"
        "Beekeeper · 2: Beekeeper, part 2\nTree nurse · 2: –\n\n"
        "1 task is in both, and you have done it. What is done under one guide counts under the other.\n\n"
        "[x] Keep a diary\n\n"
        "[Read Beekeeper] [Read Tree nurse] [All guides]\n\n"
        "[Join Trees · Tree nurse]"
    )
    assert "one cohort at a time" in (await shown.press("Join Trees · Tree nurse")).text


async def test_what_was_done_of_a_shared_task_counts_whichever_guide_it_was_done_under(kim: Somebody) -> None:
    await kim.says("/mentor join trees")
    await kim.says("/mentor done keep-a-diary")
    await kim.says("/mentor leave sure=yes")
    shown = await kim.says("/mentor guides tree-nurse beekeeper")
    assert "[x] Keep a diary" in shown.text
    assert shown.buttons[-2:] == ("Join Trees · Tree nurse", "Join Bees · Beekeeper")
    assert "1 task you did before counts here too" in (await shown.press("Join Bees · Beekeeper")).text


async def test_two_that_share_nothing_and_have_no_cohort_say_so(kim: Somebody) -> None:
    await kim.says("/mentor join bees")
    shown = await kim.says("/mentor guides lighthouse-keeper beekeeper")
    assert "No task is in both." in shown.text
    assert "(No other cohort with one of them is open at the moment.)" in shown.text


async def test_a_title_of_two_words_is_one_guide_and_a_typo_gets_the_nearest(kim: Somebody) -> None:
    assert "# Tree nurse\n" in (await kim.says("/mentor guides Tree nurse")).text
    assert "# Beekeeper and Tree nurse" in (await kim.says('/mentor guides beekeeper "tree nurse"')).text
    assert "# Beekeeper and Tree nurse" in (await kim.says("/mentor guides other=tree-nurse")).text
    wrong = await kim.says("/mentor guides beekeeper tree-nures")
    assert "There's no guide called “tree-nures”." in wrong.text
    assert "# Beekeeper and Tree nurse" in (await wrong.press("tree-nurse")).text
    twice = await kim.says("/mentor guides beekeeper Beekeeper")
    assert "That is Beekeeper twice." in twice.text


@pytest.mark.parametrize("option", ["guide", "other"])
async def test_both_options_suggest_guides(workspace: Workspace, option: str) -> None:
    kim = Caller(platform="local", workspace=WorkspaceId("local"), user=UserId("kim"), name="Kim", zone=None)
    asked = Invocation(caller=kim, call=parse_call("mentor guides"))
    found = await workspace.app.router.complete(asked, option, "tree")
    assert [each.value for each in found] == ["tree-nurse"]


async def test_the_contents_of_a_guide_end_with_those_that_are_related(kim: Somebody) -> None:
    shown = await kim.says("/mentor guide guide=beekeeper")
    assert shown.text.endswith("Related guides: Tree nurse.\n\n[Compare with Tree nurse]")
    assert "Related guides" not in (await kim.says("/mentor guide guide=lighthouse-keeper")).text


async def test_whoever_walks_through_an_older_version_compares_that_one(garden: Garden) -> None:
    async with garden.open() as opened:
        await opened.somebody("robin").says("/cohort create Bees guide=beekeeper")
        await opened.somebody("kim").says("/mentor join bees")
    shutil.rmtree(garden.content / "beekeeper")
    async with garden.open() as opened:
        assert "1 task is in both." in (await opened.somebody("kim").says("/mentor guides beekeeper tree-nurse")).text
        assert "There's no guide called" in (await opened.somebody("ada").says("/mentor guides beekeeper")).text


async def test_a_single_guide_is_no_choice_and_no_comparison(tmp_path: Path) -> None:
    alone = Garden(tmp_path / "alone")
    write_guide(alone.content, "beekeeper", ["read-a-hive"])
    async with alone.open() as opened:
        shown = await opened.somebody("kim").says("/mentor guides")
        assert "compares two" not in shown.text
        assert shown.buttons == ("Read Beekeeper",)


async def test_of_very_many_guides_the_first_are_described_and_the_others_named(garden: Garden) -> None:
    for number in range(40):
        write_guide(garden.content, f"keeper-{number:02}", ["read-a-log"])
    async with garden.open() as opened:
        shown = await opened.somebody("kim").says("/mentor guides")
        assert "(and Keeper 09, Keeper 10, " in shown.text
        assert "and 13 more" in shown.text
        assert len(shown.buttons) == 5
