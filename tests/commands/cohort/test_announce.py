"""`/cohort announce`: shown first, a minute to undo it, nobody at night, nothing twice."""

from datetime import timedelta

import pytest

from mentorbot.domain.announcements import LONGEST
from mentorbot.domain.deliveries import Delivery, DeliveryKind, DeliveryState
from mentorbot.platforms.local.somebody import Shown, Somebody
from mentorbot.store.deliveries import claim
from mentorbot.store.people import close_members
from mentorbot.store.people import workspace as workspace_of
from tests.commands.cohort.conftest import Workspace
from tests.holding import hold

TEXT = "We meet on Thursday at *four*: https://example.org/room"


@pytest.fixture
async def career(robin: Somebody, spring: str) -> str:
    """Ada in Berlin, Kim in New York and Lee in Asia are in the cohort; it is Sunday, 13:00 with Robin."""
    await robin.says("/cohort import #career")
    return spring


async def announced(robin: Somebody, cohort: str) -> Shown:
    return await robin.says(f"/cohort announce {cohort} message={_quoted(TEXT)}")


def _quoted(text: str) -> str:
    return f'"{text}"'


async def letters(workspace: Workspace, user: str) -> list[Delivery]:
    return [each for each in await workspace.history(user) if each.kind is DeliveryKind.ANNOUNCEMENT]


async def test_the_preview_is_the_real_message_and_nothing_goes_out_by_it(
    workspace: Workspace, robin: Somebody, kim: Somebody, career: str
) -> None:
    await kim.says("/mentor pause")
    shown = await announced(robin, career)
    assert "Robin to everybody in Spring 26:" in shown.text
    assert TEXT in shown.text
    assert "3 people get it a minute after you confirm." in shown.text
    assert shown.buttons == ("Confirm", "Discard")
    assert "Discarded: nobody in Spring 26 gets it." in (await shown.press("Discard")).text
    assert "decided already" in (await shown.press("Confirm")).text
    await workspace.wait(hours=2)
    assert kim.direct_messages == []


async def test_it_goes_out_after_a_minute_to_everybody_once_paused_people_too(
    workspace: Workspace, robin: Somebody, kim: Somebody, career: str
) -> None:
    await kim.says("/mentor pause")
    shown = await announced(robin, career)
    done = await shown.press("Confirm")
    assert "It goes out in one minute, to 3 people." in done.text
    assert "decided already, so nothing changed" in (await shown.press("Confirm")).text
    await workspace.wait(seconds=59)
    assert kim.direct_messages == []
    await workspace.wait(seconds=2)
    for user in ("ada", "kim", "lee"):
        (message,) = workspace.somebody(user).direct_messages
        assert "Robin to everybody in Spring 26:" in message.text
        assert TEXT in message.text
    assert "It is out: it reached 3 of 3 people in Spring 26" in (await done.press("Undo")).text


async def test_within_the_minute_undo_calls_it_back_from_everybody(
    workspace: Workspace, robin: Somebody, kim: Somebody, career: str
) -> None:
    done = await (await announced(robin, career)).press("Confirm")
    workspace.jump(seconds=50)
    assert "Called back: nobody in Spring 26 got it." in (await done.press("Undo")).text
    assert "was called back already. Nothing changed." in (await done.press("Undo")).text
    await workspace.wait(hours=20)
    assert all(TEXT not in each.text for each in kim.direct_messages)


async def test_after_it_undo_says_how_many_it_has_reached(workspace: Workspace, robin: Somebody, career: str) -> None:
    await workspace.wait(hours=9)  # 22:00 with Ada, 16:00 with Kim
    shown = await announced(robin, career)
    assert "1 person gets it a minute after you confirm." in shown.text
    assert "2 people get it when their night or quiet hours end: from Monday 23 November," in shown.text
    done = await shown.press("Confirm")
    await workspace.wait(minutes=2)
    called = await done.press("Undo")
    assert "Called back from 2 people. It had reached 1 of 3 people in Spring 26 already." in called.text


async def test_whoever_sleeps_gets_it_in_their_morning(workspace: Workspace, robin: Somebody, career: str) -> None:
    await workspace.wait(hours=9)
    await (await announced(robin, career)).press("Confirm")
    (ada,) = await letters(workspace, "ada")
    assert f"{ada.due_at:%d %H:%M}" == "23 06:00"
    await workspace.wait(hours=9)
    assert [(await letters(workspace, each))[0].state for each in ("ada", "kim", "lee")] == [DeliveryState.SENT] * 3


async def test_who_cannot_be_written_to_is_named_and_who_asked_is_not_told(
    workspace: Workspace, robin: Somebody, kim: Somebody, career: str
) -> None:
    member = await workspace.member("kim")
    async with workspace.app.store.begin() as tx:
        await close_members(tx, {member.key: "direct messages are closed"}, workspace.now)
    await robin.says("/cohort edit spring-26 approval=yes")
    shown = await announced(robin, career)
    assert "2 people get it a minute after you confirm." in shown.text
    assert "1 person can't be written to, so they won't get it: Kim." in shown.text
    del kim


async def test_who_has_only_asked_to_join_does_not_get_it(workspace: Workspace, robin: Somebody, kim: Somebody) -> None:
    await robin.says("/cohort create Autumn approval=yes")
    await kim.says("/mentor join Autumn")
    shown = await announced(robin, "Autumn")
    assert "Autumn has no readers: nobody is in it yet. Nothing was sent." in shown.text
    assert await letters(workspace, "kim") == []


async def test_the_longest_fits_and_one_more_does_not(robin: Somebody, career: str) -> None:
    fits = await robin.says(f"/cohort announce {career} message={'x' * LONGEST}")
    assert "x" * LONGEST in fits.text
    assert "Confirm" in fits.buttons
    refused = await robin.says(f"/cohort announce {career} message={'x' * (LONGEST + 1)}")
    assert "That's 2,001 characters, and 2,000 fit into an announcement. Nothing was sent." in refused.text


async def test_a_resting_cohort_and_an_archived_one_say_so(robin: Somebody, career: str) -> None:
    shown = await announced(robin, career)
    await robin.says(f"/cohort pause {career}")
    assert "Spring 26 is resting, so nothing goes out to its people." in (await shown.press("Confirm")).text
    assert "is resting" in (await announced(robin, career)).text
    await robin.says(f"/cohort archive {career} sure=yes")
    assert "is archived, so it can't be changed any more" in (await announced(robin, career)).text


async def test_a_rest_calls_back_what_waits(workspace: Workspace, robin: Somebody, career: str) -> None:
    await (await announced(robin, career)).press("Confirm")
    assert "An announcement that waited to go out is called back." in (await robin.says(f"/cohort pause {career}")).text
    assert (await letters(workspace, "kim"))[0].reason == "the cohort was paused"


async def test_whoever_leaves_within_the_minute_does_not_get_it(
    workspace: Workspace, robin: Somebody, kim: Somebody, career: str
) -> None:
    await (await announced(robin, career)).press("Confirm")
    await kim.says("/mentor leave sure=yes")
    await robin.says("/cohort remove ada")
    await workspace.wait(minutes=2)
    assert [len(workspace.somebody(each).direct_messages) for each in ("ada", "kim", "lee")] == [0, 0, 1]


async def test_archiving_settles_what_is_pending_sending_and_held(
    workspace: Workspace, robin: Somebody, career: str
) -> None:
    store = workspace.app.store
    await workspace.wait(days=1)  # the others have had their nudges
    await workspace.hold("kim")
    await (await announced(robin, career)).press("Confirm")
    workspace.jump(minutes=1)
    async with store.begin() as tx:
        there = await workspace_of(tx, "local", "local")
        assert there is not None
        (on_its_way,) = await claim(tx, there, workspace.now, lease=timedelta(minutes=1), limit=1)
    assert await hold(store, "local", "local", workspace.now) >= 1
    await (await announced(robin, career)).press("Confirm")
    await robin.says(f"/cohort archive {career} sure=yes")
    everything = [each for user in ("ada", "kim", "lee") for each in await workspace.history(user)]
    states = {each.key: each for each in everything}
    assert states.pop(on_its_way[0].key).until == workspace.now
    assert {(each.state, each.reason) for each in states.values() if each.state is not DeliveryState.SENT} == {
        (DeliveryState.CANCELLED, "the cohort was archived")
    }
    assert "Nothing is held." in (await robin.says("/cohort held")).text
