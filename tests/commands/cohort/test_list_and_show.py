"""`/cohort list` and `/cohort show`."""

import pytest

from mentorbot.platforms.local.somebody import Somebody
from tests.commands.cohort.conftest import Workspace


async def test_bare_is_the_list(robin: Somebody, spring: str) -> None:
    shown = await robin.says("/cohort")
    assert "Spring 26 · Mondays at 09:00, each member's own time · 0 people" in shown.text
    assert "Nobody is in it yet." in (await shown.press("Spring 26")).text
    assert spring


async def test_the_list_says_who_rests_and_what_is_archived(robin: Somebody, spring: str) -> None:
    await robin.says("/cohort create Autumn")
    await robin.says("/cohort create Winter")
    await robin.says(f"/cohort pause {spring}")
    await robin.says("/cohort archive Winter sure=yes")
    shown = await robin.says("/cohort list")
    assert "0 people · resting" in shown.text
    assert "(Archived: Winter.)" in shown.text
    assert "Winter" not in shown.buttons


async def test_many_cohorts_are_counted(robin: Somebody) -> None:
    for number in range(60):
        await robin.says(f'/cohort create "Cohort with quite a long name, number {number}"')
    shown = await robin.says("/cohort list")
    assert "number 59" in shown.text
    assert " more\n" in shown.text


async def test_show_says_where_people_are(robin: Somebody, kim: Somebody, workspace: Workspace, spring: str) -> None:
    await robin.says("/cohort import channel=#career")
    await workspace.somebody("lee").says("/mentor pause 2")
    await kim.says("/mentor leave sure=yes")
    shown = await robin.says(f"/cohort show {spring}")
    assert "In it: 2 people, 1 left" in shown.text
    assert "Step 1 · Build technical foundations: 2 (Ada, Lee)" in shown.text
    assert "- Lee: paused until 7 December" in shown.text
    assert "The next nudge goes out Monday 23 November, 09:00." in shown.text


async def test_a_name_that_does_not_exist_gets_the_nearest(robin: Somebody, spring: str) -> None:
    shown = await robin.says("/cohort show Srping 26")
    assert "There's no cohort called “Srping 26”" in shown.text
    assert "State: Running" in (await shown.press("Spring 26")).text
    assert spring


@pytest.mark.usefixtures("spring")
async def test_of_several_cohorts_one_must_be_named(robin: Somebody) -> None:
    await robin.says("/cohort create Autumn")
    shown = await robin.says("/cohort show")
    assert "Which cohort? There are Autumn, Spring 26." in shown.text
    assert "# Spring 26" in (await shown.press("Spring 26")).text


async def test_a_typo_in_the_word_gets_the_nearest_word(robin: Somebody, spring: str) -> None:
    shown = await robin.says(f"/cohort sohw {spring}")
    assert "# Spring 26" in (await shown.press("/cohort show")).text


async def test_with_none_running_the_archived_ones_are_not_denied(robin: Somebody, spring: str) -> None:
    await robin.says(f"/cohort archive {spring} sure=yes")
    shown = await robin.says("/cohort show")
    assert "No cohort is running." in shown.text
    assert shown.buttons == ("Create one", "All cohorts")
