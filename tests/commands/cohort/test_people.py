"""`/cohort add`, `remove` and `explain` for one person."""

from mentorbot.platforms.local.somebody import Somebody
from tests.commands.cohort.conftest import Workspace


async def test_add_says_when_the_first_nudge_comes_on_both_clocks(
    robin: Somebody, kim: Somebody, workspace: Workspace, spring: str
) -> None:
    shown = await robin.says(f"/cohort add @kim {spring}")
    assert "Kim is in Spring 26 now." in shown.text
    assert "Monday 23 November, 15:00, which is 09:00 in America/New_York" in shown.text
    assert kim.direct_messages == []
    await workspace.wait(days=1, hours=3)
    assert len(kim.direct_messages) == 1


async def test_adding_twice_says_so(robin: Somebody, spring: str) -> None:
    await robin.says(f"/cohort add kim {spring}")
    assert "Kim is in Spring 26 already, so nothing changed." in (await robin.says("/cohort add kim")).text


async def test_somebody_in_another_cohort_stays_there(robin: Somebody, spring: str) -> None:
    await robin.says(f"/cohort add kim {spring}")
    await robin.says("/cohort create Autumn")
    assert "Kim is in Spring 26, and one cohort at a time" in (await robin.says("/cohort add kim Autumn")).text
    assert "0 people" in (await robin.says("/cohort show Autumn")).text


async def test_a_plain_name_is_found_among_those_who_are_known(robin: Somebody, kim: Somebody, spring: str) -> None:
    await kim.says("/mentor")
    assert "Kim is in Spring 26 now." in (await robin.says(f"/cohort add KIM {spring}")).text


async def test_nobody_of_that_name_gets_the_nearest(robin: Somebody, kim: Somebody, spring: str) -> None:
    await kim.says("/mentor")
    shown = await robin.says(f"/cohort add Kmi {spring}")
    assert "There's no person called “Kmi”" in shown.text
    assert "Kim is in Spring 26 now." in (await shown.press("Kim")).text


async def test_the_form_asks_who(robin: Somebody, spring: str) -> None:
    form = (await robin.says(f"/cohort add cohort={spring}")).form
    assert form is not None
    assert form.fields == ("member",)
    added = await form.submit({"member": "ada"})
    assert "Ada is in Spring 26 now." in added.text
    another = (await added.press("Add another")).form
    assert another is not None
    assert "Lee is in Spring 26 now." in (await another.submit({"member": "lee"})).text


async def test_remove_keeps_what_was_done_and_can_be_taken_back(robin: Somebody, kim: Somebody, spring: str) -> None:
    await robin.says(f"/cohort add kim {spring}")
    await kim.says("/mentor done")
    gone = await robin.says("/cohort remove @kim")
    assert "Kim is no longer in Spring 26, and no more nudges come." in gone.text
    assert "Kim isn't in a cohort, so nothing changed." in (await robin.says("/cohort remove kim")).text
    back = await gone.press("Put them back")
    assert "Kim is back in Spring 26" in back.text
    assert "All tasks: 1 of" in (await kim.says("/mentor progress")).text


async def test_remove_names_where_somebody_is_instead(robin: Somebody, spring: str) -> None:
    await robin.says("/cohort create Autumn")
    await robin.says(f"/cohort add kim {spring}")
    shown = await robin.says("/cohort remove kim Autumn")
    assert "Kim isn't in Autumn, so nothing changed. They are in Spring 26." in shown.text


async def test_somebody_who_finished_is_not_added_again(robin: Somebody, kim: Somebody, spring: str) -> None:
    await robin.says(f"/cohort add kim {spring}")
    for _ in range(60):
        await kim.says("/mentor done")
    assert "Kim has finished Spring 26 already" in (await robin.says("/cohort add kim")).text
    assert "Finished: 1 (Kim)" in (await robin.says("/cohort show")).text


async def test_a_resting_cohort_plans_nothing_for_newcomers(robin: Somebody, spring: str) -> None:
    await robin.says(f"/cohort pause {spring}")
    shown = await robin.says(f"/cohort add kim {spring}")
    assert "The cohort is resting, so no nudge is planned" in shown.text


async def test_an_archived_cohort_takes_nobody(robin: Somebody, spring: str) -> None:
    await robin.says(f"/cohort archive {spring} sure=yes")
    shown = await robin.says(f"/cohort add kim {spring}")
    assert "Spring 26 is archived, so it can't be changed any more." in shown.text


async def test_who_has_done_the_whole_guide_is_not_promised_nudges(
    workspace: Workspace, robin: Somebody, kim: Somebody, spring: str
) -> None:
    await kim.says(f"/mentor join {spring}")
    for task in workspace.app.library.default.tasks:
        await kim.says(f"/mentor done {task}")
    await robin.says("/cohort create Autumn")
    assert (
        "Kim has done every task of Technical Product Manager already"
        in (await robin.says("/cohort add kim autumn")).text
    )
