"""`/cohort import`: hundreds at once."""

from collections.abc import Sequence

from mentorbot.chat.platform import Person
from mentorbot.platforms.local.somebody import Somebody
from tests.commands.cohort.conftest import Workspace
from tests.commands.cohort.crowd import Crowd, crowd, somebody


async def test_three_hundred_people_come_in_at_once(robin: Somebody, workspace: Workspace, spring: str) -> None:
    there = gathered(workspace, crowd(300).people)
    shown = await robin.says("/cohort import role=learners")
    assert "300 people are in Spring 26 now." in shown.text
    assert "the earliest Sunday 22 November, 21:00; nothing before that." in shown.text
    assert there.sent == []
    await workspace.wait(days=2)
    assert len({each.user for each in there.sent}) == len(there.sent) == 300
    assert "300 (Person 0, Person 1" in (await robin.says(f"/cohort show {spring}")).text


async def test_a_second_import_adds_only_who_is_new(robin: Somebody, workspace: Workspace, spring: str) -> None:
    there = gathered(workspace, crowd(30).people)
    await robin.says(f"/cohort import channel=crowd cohort={spring}")
    there.people.append(somebody(99, zone="Europe/Paris"))
    shown = await robin.says(f"/cohort import channel=crowd cohort={spring}")
    assert "1 person is in Spring 26 now." in shown.text
    assert "In it already (30): Person 0, Person 1" in shown.text
    assert "and 22 more" in shown.text
    again = await robin.says(f"/cohort import channel=crowd cohort={spring}")
    assert "Nobody new came into Spring 26." in again.text


async def test_everybody_who_is_left_out_is_named(robin: Somebody, workspace: Workspace, spring: str) -> None:
    here = crowd(4).people
    gathered(
        workspace,
        [*here, here[0], somebody(10, bot=True, zone="UTC"), somebody(11, gone=True, zone="UTC")],
    )
    await robin.says("/cohort create Autumn")
    await robin.says(f"/cohort add U0001 {spring}")
    await robin.says("/cohort add U0002 Autumn")
    await robin.says("/cohort remove U0002")
    await robin.says("/cohort add U0003 Autumn")
    shown = await robin.says("/cohort import channel=crowd cohort=Autumn")
    assert "1 person is in Autumn now." in shown.text
    assert "In another cohort, so left there (1): Person 1" in shown.text
    assert "Left it before, so not brought back (1): Person 2" in shown.text
    assert "In it already (1): Person 3" in shown.text
    assert "Deactivated (1): Person 11" in shown.text
    assert "Bots (1): Person 10" in shown.text


async def test_a_zone_is_asked_for_where_nobody_knows_one(robin: Somebody, workspace: Workspace, spring: str) -> None:
    gathered(workspace, [somebody(1), somebody(2), somebody(3, zone="Asia/Tokyo")])
    refused = await robin.says("/cohort import role=learners")
    assert "I don't know the time zone of 2 people, so nobody was added." in refused.text
    assert "In it: 0 people" in (await robin.says(f"/cohort show {spring}")).text
    assert "isn't a time zone I know" in (await robin.says("/cohort import role=learners tz=Mars")).text
    assert "3 people are in" in (await robin.says("/cohort import role=learners tz=berlin")).text
    one, three = await workspace.member("U0001"), await workspace.member("U0003")
    assert (one.zone, one.zone_chosen) == ("Europe/Berlin", False)
    assert three.zone == "Asia/Tokyo"


async def test_one_clock_for_all_needs_no_zones(robin: Somebody, workspace: Workspace) -> None:
    gathered(workspace, [somebody(1), somebody(2)])
    await robin.says("/cohort create Autumn tz=berlin")
    assert "2 people are in Autumn now." in (await robin.says("/cohort import role=learners")).text
    assert (await workspace.member("U0001")).zone is None


async def test_one_person_without_a_zone(robin: Somebody, workspace: Workspace, spring: str) -> None:
    gathered(workspace, [somebody(1), somebody(2, bot=True), somebody(3, gone=True)])
    assert "the time zone of 1 person, so nobody was added" in (await robin.says(f"/cohort add U0001 {spring}")).text
    shown = await robin.says(f"/cohort add U0001 {spring} tz=tokyo")
    assert "Monday 23 November, 01:00, which is 09:00 in Asia/Tokyo" in shown.text
    assert "Person 2 is a bot" in (await robin.says(f"/cohort add U0002 {spring}")).text
    assert "Person 3 is deactivated" in (await robin.says(f"/cohort add U0003 {spring}")).text


async def test_a_place_must_be_named_and_only_one(robin: Somebody, workspace: Workspace, spring: str) -> None:
    gathered(workspace, crowd(2).people)
    assert "Name one place" in (await robin.says("/cohort import channel=crowd role=learners")).text
    shown = await robin.says("/cohort import")
    assert "Name one place" in shown.text
    form = (await shown.press("Choose")).form
    assert form is not None
    assert form.fields == ("channel", "role", "file", "people", "tz")
    assert "2 people are in Spring 26 now." in (await form.submit({"role": "learners"})).text
    assert spring


async def test_a_place_that_cannot_be_seen(robin: Somebody, spring: str) -> None:
    shown = await robin.says(f"/cohort import channel=#nowhere cohort={spring}")
    assert "I can't see that channel. The local workspace has no roles and no groups, only #general and" in shown.text


async def test_a_resting_cohort_takes_people_in_and_plans_nothing(
    robin: Somebody, workspace: Workspace, spring: str
) -> None:
    there = gathered(workspace, crowd(10).people)
    await robin.says(f"/cohort pause {spring}")
    assert "The cohort is resting" in (await robin.says("/cohort import channel=crowd")).text
    await workspace.wait(days=8)
    assert there.sent == []
    assert "10 people get nudges again" in (await robin.says(f"/cohort unpause {spring}")).text


async def test_an_archived_cohort_takes_nobody(robin: Somebody, spring: str) -> None:
    await robin.says(f"/cohort archive {spring} sure=yes")
    shown = await robin.says(f"/cohort import channel=#career cohort={spring}")
    assert "Spring 26 is archived, so it can't be changed any more." in shown.text


def gathered(workspace: Workspace, people: Sequence[Person]) -> Crowd:
    """The same workspace, with these people in it."""
    there = Crowd(people)
    workspace.app.platforms["local"] = there
    return there
