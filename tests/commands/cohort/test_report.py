"""`/cohort report`: figures with what they rest on, and none that points at somebody."""

import pytest
from sqlalchemy import insert

from mentorbot.chat.blocks import Picture
from mentorbot.domain.checkins import Mood
from mentorbot.domain.enrolments import EnrolmentState
from mentorbot.platforms.local.somebody import Somebody
from mentorbot.store.enrolments import roster
from mentorbot.store.forgetting import forget
from mentorbot.store.tables import checkins, help_requests
from tests.commands.cohort.conftest import Workspace
from tests.commands.cohort.walkers import WEEK, filled, the_cohort, walked


async def test_it_is_a_picture_and_the_same_in_words(robin: Somebody, workspace: Workspace, spring: str) -> None:
    people = await filled(workspace, spring, 12)
    await walked(workspace, people[:6], 1)
    shown = await robin.says(f"/cohort report {spring}")
    assert "# Spring 26: the report" in shown.text
    assert "12 people in all: 12 going on." in shown.text
    assert "Step 1 · Build technical foundations: 6 of 12 who came to it finished it (50%); median 6 weeks, of 6" in (
        shown.text
    )
    assert "of 6 who came to it finished it; " not in shown.text
    assert "Step 3 · " in shown.text
    assert "nobody has come to it yet" in shown.text
    assert "Nudges: none has arrived yet" in shown.text
    assert "Stuck: nobody has asked for help" in shown.text
    assert shown.reply is not None
    (picture,) = shown.reply.attached
    assert isinstance(picture, Picture)
    assert picture.name == "spring-26-report.png"
    assert picture.content.startswith(b"\x89PNG")
    assert "Technical Product Manager: Spring 26, 22 November 2026, 12 people." in picture.alt
    assert "step 1, Build technical foundations: 6 (50%), median 6 weeks" in picture.alt
    assert shown.buttons == ("As a CSV", "Show the cohort")


async def test_groups_under_five_are_hidden_and_cannot_be_worked_out_of_a_base(
    robin: Somebody, workspace: Workspace, spring: str
) -> None:
    people = await filled(workspace, spring, 12)
    await walked(workspace, people[:3], 1)
    cohort = await the_cohort(workspace, spring)
    moods = [Mood.GOOD] * 6 + [Mood.STUCK] * 2
    async with workspace.app.store.begin() as tx:
        for each, mood in zip(people, moods, strict=False):
            values = {"member": each.key, "cohort": cohort.key, "mood": mood, "at": workspace.now - WEEK}
            await tx.execute(insert(checkins).values(values))
        for each in people[:5]:
            asked = {"workspace": 1, "member": each.key, "cohort": cohort.key, "asked_at": workspace.now}
            await tx.execute(insert(help_requests).values(asked))
    shown = await robin.says(f"/cohort report {spring}")
    assert "Step 1 · Build technical foundations: under 5 of 12 who came to it finished it; too few to time" in (
        shown.text
    )
    assert "Step 2 · Get hands-on product experience: under 5 people have come to it\n" in shown.text
    assert "Moods in the last 4 weeks: good 6, slow 0, stuck under 5\n" in shown.text
    assert "Stuck: 5 people asked for help; 0 of them had an answer" in shown.text
    assert "“under 5” stands for one to four people." in shown.text


async def test_with_no_small_group_the_moods_say_their_base(robin: Somebody, workspace: Workspace, spring: str) -> None:
    people = await filled(workspace, spring, 6)
    cohort = await the_cohort(workspace, spring)
    async with workspace.app.store.begin() as tx:
        for each in people:
            values = {"member": each.key, "cohort": cohort.key, "mood": Mood.SLOW, "at": workspace.now - WEEK}
            await tx.execute(insert(checkins).values(values))
    shown = await robin.says(f"/cohort report {spring}")
    assert "good 0, slow 6, stuck 0, of 6 people" in shown.text
    assert "under 5" not in shown.text


async def test_nudges_that_arrived_and_were_answered_are_counted(
    robin: Somebody, workspace: Workspace, spring: str
) -> None:
    await robin.says("/cohort import channel=#career")
    await workspace.wait(days=2)
    await workspace.somebody("lee").says("/mentor done")
    assert "is too small for a report" in (await robin.says(f"/cohort report {spring}")).text
    await filled(workspace, spring, 3)
    shown = await robin.says(f"/cohort report {spring}")
    assert "Nudges: too few to tell: they reached fewer than five people" in shown.text
    assert "Nobody" not in shown.text


@pytest.mark.parametrize("size", [1, 4])
async def test_a_cohort_of_fewer_than_five_is_too_small_and_says_why(
    robin: Somebody, workspace: Workspace, spring: str, size: int
) -> None:
    await filled(workspace, spring, size)
    shown = await robin.says("/cohort report")
    assert "Spring 26 is too small for a report: fewer than five people have been in it" in shown.text
    assert shown.buttons == ("Show the cohort",)
    assert shown.reply is not None
    assert shown.reply.attached == ()


async def test_an_empty_cohort_has_nothing_to_report(robin: Somebody, spring: str) -> None:
    assert "Nobody has been in Spring 26 yet" in (await robin.says(f"/cohort report {spring}")).text


async def test_it_is_kept_when_the_cohort_is_archived_and_people_were_forgotten(
    robin: Somebody, workspace: Workspace, spring: str
) -> None:
    people = await filled(workspace, spring, 6)
    await walked(workspace, people, 2)
    async with workspace.app.store.begin() as tx:
        await forget(tx, people[0], workspace.now)
    await robin.says(f"/cohort archive {spring} sure=yes")
    shown = await robin.says('/cohort report "Spring 26"')
    assert "6 people in all: 6 left." in shown.text
    assert "Whoever was still in it when it was archived counts as having left." in shown.text
    assert (
        "Step 3 · Develop product skills and a portfolio: 0 of 6 who came to it finished it (0%); 6 stopped here"
        in shown.text
    )
    assert "Step 2 · Get hands-on product experience: 6 of 6 who came to it finished it (100%)" in shown.text
    async with workspace.app.store.read() as tx:
        everybody = await roster(tx, await the_cohort(workspace, spring), live_only=False)
    assert {each.enrolment.state for each in everybody} == {EnrolmentState.LEFT}


async def test_a_cohort_that_is_over_is_suggested_too(robin: Somebody, spring: str) -> None:
    await robin.says(f"/cohort archive {spring} sure=yes")
    shown = await robin.says("/cohort report Srping 26")
    assert "Did you mean Spring 26?" in shown.text


async def test_the_whole_name_of_one_that_is_over_counts_before_a_part_of_another(robin: Somebody, spring: str) -> None:
    await robin.says('/cohort create "Spring 26 evening"')
    await robin.says(f"/cohort archive {spring} sure=yes")
    assert "Nobody has been in Spring 26 yet" in (await robin.says('/cohort report "Spring 26"')).text
    assert "Nobody has been in Spring 26 evening yet" in (await robin.says("/cohort report evening")).text


async def test_it_is_for_admins(kim: Somebody, spring: str) -> None:
    assert "/cohort is for admins" in (await kim.says(f"/cohort report {spring}")).text
