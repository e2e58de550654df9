"""`/cohort match`: shown first, looked at again when it is published, told once to each."""

import csv
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date, time

import pytest

from mentorbot.chat.blocks import File
from mentorbot.chat.platform import Person
from mentorbot.platforms.local.somebody import Somebody
from tests.commands.cohort.conftest import Workspace
from tests.commands.cohort.crowd import crowd
from tests.commands.cohort.pairs import (
    away,
    ended_why,
    goes_with,
    latest_entry,
    letters_to,
    mentoring,
    met,
    stops,
    told,
    unreachable,
    wishing,
)
from tests.commands.cohort.test_import import gathered

CAREER = ("ada", "kim", "lee")


@pytest.fixture
async def career(robin: Somebody, spring: str) -> str:
    """Ada, Kim and Lee in Spring 26."""
    await robin.says("/cohort import #career")
    return spring


async def test_pairs_are_shown_with_the_reason_of_each_and_nothing_is_changed(
    robin: Somebody, workspace: Workspace, career: str
) -> None:
    await mentoring(workspace, "grace", topics=frozenset({"apis", "writing"}), capacity=4)
    await wishing(workspace, "ada", topics="APIs")
    shown = await robin.says(f"/cohort match {career}")
    assert "3 pairs for Spring 26. Nothing is changed and nobody is told until you publish." in shown.text
    assert "- Ada with Grace: 35 working hours a week in common; both wrote “apis”" in shown.text
    assert "- Kim with Grace: 15 working hours a week in common" in shown.text
    assert "1 place is free after that: Grace 1." in shown.text
    assert shown.buttons[:2] == ("Publish 3 pairs", "Discard")
    assert [await goes_with(workspace, each) for each in CAREER] == [None] * 3
    assert [await letters_to(workspace, each) for each in (*CAREER, "grace")] == [[]] * 4


async def test_publishing_tells_each_learner_once_and_the_mentor_of_all_three_in_one_letter(
    robin: Somebody, workspace: Workspace, career: str
) -> None:
    await mentoring(workspace, "grace")
    done = await (await robin.says(f"/cohort match {career}")).press("Publish 3 pairs")
    assert "3 pairs in Spring 26 go together from now on." in done.text
    assert [await goes_with(workspace, each) for each in CAREER] == ["Grace"] * 3
    await workspace.wait(minutes=1)
    (to_grace,) = workspace.somebody("grace").direct_messages
    assert "You have 3 new mentees:" in to_grace.text
    assert "Kim: 15 working hours a week in common (Monday to Friday from 14:00 to 17:00 your time)" in to_grace.text
    (to_kim,) = workspace.somebody("kim").direct_messages
    assert "Grace is your mentor from now on." in to_kim.text
    assert "Why you two: 15 working hours a week in common." in to_kim.text
    assert "You both work Monday to Friday from 09:00 to 12:00, your time." in to_kim.text
    assert to_kim.buttons == ("Write to Grace", "Who is my mentor")


async def test_a_second_click_publishes_nothing_twice(robin: Somebody, workspace: Workspace, career: str) -> None:
    await mentoring(workspace, "grace")
    shown = await robin.says(f"/cohort match {career}")
    await shown.press("Publish 3 pairs")
    again = await shown.press("Publish 3 pairs")
    assert "That was decided already, so nothing changed." in again.text
    assert [len(await letters_to(workspace, each)) for each in (*CAREER, "grace")] == [1, 1, 1, 1]


async def test_what_was_discarded_cannot_be_published(robin: Somebody, workspace: Workspace, career: str) -> None:
    await mentoring(workspace, "grace")
    shown = await robin.says(f"/cohort match {career}")
    assert "Nobody in Spring 26 was matched." in (await shown.press("Discard")).text
    assert "That was decided already" in (await shown.press("Publish 3 pairs")).text
    assert await goes_with(workspace, "ada") is None


async def test_after_a_day_it_has_to_be_shown_again(robin: Somebody, workspace: Workspace, career: str) -> None:
    await mentoring(workspace, "grace")
    shown = await robin.says(f"/cohort match {career}")
    await workspace.wait(days=1, minutes=1)
    assert "I keep what I've shown you for a day" in (await shown.press("Publish 3 pairs")).text
    assert await goes_with(workspace, "ada") is None


Meanwhile = Callable[[Workspace], Awaitable[object]]


async def _takes_only_two(workspace: Workspace) -> None:
    await mentoring(workspace, "grace", capacity=2)


@pytest.mark.parametrize(
    ("meanwhile", "left_out", "published"),
    [
        pytest.param(
            lambda workspace: workspace.somebody("ada").says("/mentor leave sure=yes"),
            "Ada with Grace: the learner is no longer in Spring 26",
            2,
            id="a learner leaves",
        ),
        pytest.param(
            lambda workspace: workspace.somebody("robin").says("/cohort mentor mentor=robin learner=ada sure=yes"),
            "Ada with Grace: the learner has got a mentor meanwhile",
            2,
            id="a learner is paired by hand",
        ),
        pytest.param(
            _takes_only_two,
            "with Grace: the mentor has no free place any more",
            2,
            id="a mentor is full",
        ),
        pytest.param(
            lambda workspace: stops(workspace, "grace"),
            "Ada with Grace: the mentor mentors no more",
            0,
            id="a mentor stops",
        ),
        pytest.param(
            lambda workspace: away(workspace, "grace", date(2026, 12, 24)),
            "Ada with Grace: the mentor is away now",
            0,
            id="a mentor is away",
        ),
        pytest.param(
            lambda workspace: unreachable(workspace, "grace"),
            "Ada with Grace: the mentor can't be written to any more",
            0,
            id="a mentor cannot be written to",
        ),
    ],
)
async def test_what_changed_meanwhile_is_left_out_and_named_and_the_rest_is_published(
    workspace: Workspace, career: str, meanwhile: Meanwhile, left_out: str, published: int
) -> None:
    robin = workspace.somebody("robin")
    await mentoring(workspace, "grace")
    shown = await robin.says(f"/cohort match {career}")
    await mentoring(workspace, "robin")
    await meanwhile(workspace)
    done = await shown.press("Publish 3 pairs")
    assert f"Left out, since things changed meanwhile ({3 - published}):" in done.text
    assert left_out in done.text
    assert [await goes_with(workspace, each) for each in CAREER].count("Grace") == published
    assert len(await letters_to(workspace, "grace")) == (1 if published else 0)
    opening = f"{published} pairs in Spring 26 go together" if published else "No pair was made in Spring 26"
    assert opening in done.text


async def test_a_cohort_that_was_archived_meanwhile_gets_no_pair(
    robin: Somebody, workspace: Workspace, career: str
) -> None:
    await mentoring(workspace, "grace")
    shown = await robin.says(f"/cohort match {career}")
    await robin.says(f"/cohort archive {career} sure=yes")
    assert "No pair was made in Spring 26" in (await shown.press("Publish 3 pairs")).text
    assert "is archived, so it can't be changed any more" in (await robin.says(f"/cohort match {career}")).text


async def test_without_any_mentor_it_says_how_to_get_one(robin: Somebody, career: str) -> None:
    shown = await robin.says(f"/cohort match {career}")
    assert "There is no mentor yet, so nobody in Spring 26 can be matched." in shown.text
    assert "Ada, Kim, Lee: there is no mentor yet" in shown.text
    assert "Name a mentor or pair by hand" in shown.buttons


@pytest.mark.parametrize("who", ["without", "everybody"])
async def test_without_anybody_in_it_there_is_nobody_to_match(
    robin: Somebody, workspace: Workspace, spring: str, who: str
) -> None:
    await mentoring(workspace, "grace")
    assert "Nobody is in Spring 26 yet" in (await robin.says(f"/cohort match {spring} who={who}")).text


async def test_once_everybody_is_matched_there_is_nothing_to_do_and_the_pairs_can_be_seen(
    robin: Somebody, workspace: Workspace, career: str
) -> None:
    await mentoring(workspace, "grace")
    await (await robin.says(f"/cohort match {career}")).press("Publish 3 pairs")
    shown = await robin.says(f"/cohort match {career}")
    assert "Everybody in Spring 26 has a mentor (3 pairs), so there is nothing to match." in shown.text
    pairs = await shown.press("See the pairs")
    assert "3 pairs stay as they are:" in pairs.text
    assert "Ada with Grace: together already; 35 working hours a week in common" in pairs.text


async def test_who_joins_later_is_matched_and_the_pairs_that_there_are_stay(
    robin: Somebody, workspace: Workspace, career: str
) -> None:
    await mentoring(workspace, "grace", capacity=1)
    await (await robin.says(f"/cohort match {career}")).press("Publish 1 pair")
    await mentoring(workspace, "robin", capacity=2)
    shown = await robin.says(f"/cohort match {career}")
    assert "2 pairs for Spring 26" in shown.text
    assert "1 pair stays as it is." in shown.text
    assert "Grace" not in shown.text


async def test_two_who_are_never_at_work_together_are_left_to_people(
    robin: Somebody, workspace: Workspace, career: str
) -> None:
    await mentoring(workspace, "grace", hours_from=time(23), hours_until=time(0))
    shown = await robin.says(f"/cohort match {career}")
    assert "No pair comes of it for Spring 26, so there is nothing to publish." in shown.text
    assert "Ada, Kim, Lee: of the mentors they could get, none shares a working hour a week" in shown.text
    assert not any(each.startswith("Publish") for each in shown.buttons)


async def test_a_mentor_who_learns_in_the_cohort_gets_another_mentor_and_not_themselves(
    robin: Somebody, workspace: Workspace, career: str
) -> None:
    await robin.says(f"/cohort add grace {career}")
    await mentoring(workspace, "grace", "robin")
    shown = await robin.says(f"/cohort match {career}")
    assert "Grace with Robin: 35 working hours" in shown.text
    await mentoring(workspace, "grace")
    await stops(workspace, "robin")
    alone = await robin.says(f"/cohort match {career}")
    assert "Grace: nobody but themselves is a mentor" in alone.text


async def test_who_is_left_over_is_named_with_the_reason(robin: Somebody, workspace: Workspace, career: str) -> None:
    await mentoring(workspace, "grace", capacity=1)
    shown = await robin.says(f"/cohort match {career}")
    assert "1 pair for Spring 26" in shown.text
    assert "Without a mentor (2)" in shown.text
    assert "Kim, Lee: those who would suit are full, with people who have waited longer" in shown.text
    assert "No place is free after that." in shown.text


async def test_mentees_of_a_mentor_who_stopped_get_somebody_else_and_all_three_are_told(
    robin: Somebody, workspace: Workspace, career: str
) -> None:
    await mentoring(workspace, "grace")
    await (await robin.says(f"/cohort match {career}")).press("Publish 3 pairs")
    await stops(workspace, "grace")
    await mentoring(workspace, "robin", capacity=2)
    shown = await robin.says(f"/cohort match {career}")
    assert "Ada with Robin (no longer Grace): 40 working hours a week in common" in shown.text
    done = await shown.press("Publish 2 pairs")
    assert "2 pairs in Spring 26 go together from now on." in done.text
    rematched = [each for each in CAREER if await goes_with(workspace, each) == "Robin"]
    assert len(rematched) == 2
    assert [await ended_why(workspace, each) for each in rematched] == [["their mentor mentors no more"]] * 2
    parted = [workspace.somebody(each).persona.name for each in rematched]
    assert {"what": "parted", "people": parted} in await told(workspace, "grace")
    await workspace.wait(minutes=1)
    newest = workspace.somebody(rematched[0]).direct_messages[-1]
    assert "Robin is your mentor from now on. Until now it was Grace." in newest.text


async def test_a_mentor_who_came_back_meanwhile_keeps_the_mentees(
    robin: Somebody, workspace: Workspace, career: str
) -> None:
    await mentoring(workspace, "grace")
    await (await robin.says(f"/cohort match {career}")).press("Publish 3 pairs")
    await stops(workspace, "grace")
    await mentoring(workspace, "robin")
    shown = await robin.says(f"/cohort match {career}")
    await mentoring(workspace, "grace")
    done = await shown.press("Publish 3 pairs")
    assert "the learner's mentor mentors again" in done.text
    assert await goes_with(workspace, "ada") == "Grace"


async def test_a_mentor_who_is_gone_from_the_workspace_is_nobodys_mentor_any_more(
    robin: Somebody, workspace: Workspace, career: str
) -> None:
    await mentoring(workspace, "grace")
    await (await robin.says(f"/cohort match {career}")).press("Publish 3 pairs")
    await mentoring(workspace, "robin")
    await unreachable(workspace, "grace")
    assert "Everybody in Spring 26 has a mentor" in (await robin.says(f"/cohort match {career}")).text
    here = [each.persona.person for each in map(workspace.somebody, (*CAREER, "grace", "robin"))]
    gathered(workspace, [replace(each, gone=each.user == "grace") for each in here])
    shown = await robin.says(f"/cohort match {career}")
    assert "No longer here, so nobody's mentor any more: Grace." in shown.text
    await shown.press("Publish 3 pairs")
    assert await goes_with(workspace, "ada") == "Robin"
    assert len(await letters_to(workspace, "grace")) == 1


async def test_a_mentor_who_cannot_be_written_to_gets_nobody_new(
    robin: Somebody, workspace: Workspace, career: str
) -> None:
    await mentoring(workspace, "grace", "robin")
    await unreachable(workspace, "grace")
    shown = await robin.says(f"/cohort match {career}")
    assert "3 pairs for Spring 26" in shown.text
    assert "with Grace" not in shown.text
    assert "Grace can't be written to at the moment, so nobody new is proposed." in shown.text


async def test_two_who_were_parted_are_not_matched_again(robin: Somebody, workspace: Workspace, career: str) -> None:
    await mentoring(workspace, "grace")
    await robin.says("/cohort mentor mentor=grace learner=ada")
    await robin.says('/cohort mentor mentor=none learner=ada reason="They asked for it"')
    shown = await robin.says(f"/cohort match {career}")
    assert "2 pairs for Spring 26" in shown.text
    assert "Ada: they were to get somebody else, and nobody else is a mentor" in shown.text


async def test_a_cohorts_zone_counts_where_nobody_knows_a_learners_own(robin: Somebody, workspace: Workspace) -> None:
    await robin.says('/cohort create "Night shift" tz=Pacific/Auckland')
    gathered(workspace, [Person(user=each.user, name=each.name, zone=None) for each in crowd(1).people])
    await robin.says("/cohort add U0000 night-shift")
    await mentoring(workspace, "grace")
    shown = await robin.says("/cohort match night-shift")
    assert "none shares a working hour a week" in shown.text


async def test_a_mentor_without_a_zone_is_named_with_what_is_done_about_it(
    robin: Somebody, workspace: Workspace, career: str
) -> None:
    there = crowd(1).people[0]
    gathered(workspace, [replace(there, zone=None)])
    await robin.says("/cohort mentor mentor=U0000")
    shown = await robin.says(f"/cohort match {career}")
    assert "Nobody knows the time zone of Person 0, so I reckon with UTC." in shown.text


async def test_only_whoever_was_shown_it_can_publish_it(robin: Somebody, workspace: Workspace, career: str) -> None:
    await mentoring(workspace, "grace")
    await robin.says(f"/cohort match {career}")
    await met(workspace, "ada")
    assert "for admins" in (await workspace.somebody("ada").says("/cohort confirm change=1")).text
    assert await goes_with(workspace, "ada") is None


async def test_publishing_is_in_the_audit_log(robin: Somebody, workspace: Workspace, career: str) -> None:
    await mentoring(workspace, "grace")
    shown = await robin.says(f"/cohort match {career}")
    await workspace.somebody("ada").says("/mentor leave sure=yes")
    await shown.press("Publish 3 pairs")
    entry, _ = await latest_entry(workspace)
    assert (entry.command, entry.subject, entry.after) == (
        "cohort match",
        "Spring 26",
        {"Pairs": "2", "Left out": "1"},
    )


async def test_three_hundred_learners_and_forty_mentors_are_matched_and_folded(
    robin: Somebody, workspace: Workspace, spring: str
) -> None:
    people = crowd(340).people
    there = gathered(workspace, people[:300])
    await robin.says("/cohort import role=learners")
    there.people = people
    for number in range(300, 340):
        await robin.says(f"/cohort mentor mentor=U{number:04}")
    shown = await robin.says(f"/cohort match {spring}")
    assert "120 pairs for Spring 26" in shown.text
    assert "and 108 more" in shown.text
    assert "Without a mentor (180)" in shown.text
    done = await shown.press("Publish 120 pairs")
    assert "120 pairs in Spring 26 go together from now on." in done.text
    again = await robin.says(f"/cohort match {spring}")
    assert "No pair comes of it" in again.text
    assert "120 pairs stay as they are." in again.text


async def test_a_thousand_learners_fit_into_one_message(robin: Somebody, workspace: Workspace, spring: str) -> None:
    gathered(workspace, crowd(1100).people)
    await robin.says("/cohort import role=learners")
    await mentoring(workspace, "grace", capacity=50)
    shown = await robin.says(f"/cohort match {spring}")
    assert "50 pairs for Spring 26" in shown.text
    assert "Without a mentor (1,050)" in shown.text
    assert "and 38 more" in shown.text
    assert len(shown.text) < 3600
    (table,) = [each for each in shown.reply.blocks if isinstance(each, File)] if shown.reply else []
    rows = list(csv.reader(table.content.decode("utf-8-sig").splitlines()))
    assert rows[0] == ["learner", "mentor", "state", "hours a week in common", "why"]
    assert len(rows) == 1101
    assert [row[2] for row in rows].count("new") == 50
    assert [row[2] for row in rows].count("without a mentor") == 1050


async def test_a_name_that_a_spreadsheet_would_reckon_with_stays_a_name(
    robin: Somebody, workspace: Workspace, spring: str
) -> None:
    gathered(workspace, [replace(each, name=f"=A{each.user}") for each in crowd(20).people])
    await robin.says("/cohort import role=learners")
    await mentoring(workspace, "grace", capacity=1)
    shown = await robin.says(f"/cohort match {spring}")
    (table,) = [each for each in shown.reply.blocks if isinstance(each, File)] if shown.reply else []
    names = [line.split(",")[0] for line in table.content.decode("utf-8-sig").splitlines()[1:]]
    assert len(names) == 20
    assert all(name.startswith("'=A") for name in names)
