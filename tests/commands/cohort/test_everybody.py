"""`/cohort pause`, `unpause` and `archive`: everybody at once."""

from mentorbot.domain.deliveries import DeliveryState
from mentorbot.platforms.local.somebody import Somebody
from tests.commands.cohort.conftest import Workspace

CAREER = ("ada", "kim", "lee")


async def test_a_pause_stops_everybody_and_says_how_many(robin: Somebody, workspace: Workspace, spring: str) -> None:
    await robin.says("/cohort import #career")
    shown = await robin.says(f"/cohort pause {spring}")
    assert "Spring 26 is resting. Its 3 people get nothing until you start it again." in shown.text
    await workspace.wait(days=15)
    assert [workspace.somebody(each).direct_messages for each in CAREER] == [[], [], []]
    assert "is resting already, so nothing changed" in (await robin.says(f"/cohort pause {spring}")).text


async def test_after_it_one_nudge_comes_and_nothing_has_piled_up(
    robin: Somebody, kim: Somebody, workspace: Workspace, spring: str
) -> None:
    await robin.says("/cohort import channel=#career")
    paused = await robin.says(f"/cohort pause {spring}")
    await workspace.wait(days=23)
    shown = await paused.press("Start again")
    assert "3 people get nudges again, the first one Monday 21 December, 04:15. Nothing piled up." in shown.text
    assert "running already, so nothing changed" in (await robin.says(f"/cohort unpause {spring}")).text
    await workspace.wait(days=7)
    assert len(kim.direct_messages) == 1


async def test_a_rest_of_ones_own_outlasts_the_cohorts(robin: Somebody, workspace: Workspace, spring: str) -> None:
    await robin.says("/cohort import channel=#career")
    await workspace.somebody("lee").says("/mentor pause 4")
    await workspace.somebody("ada").says("/mentor pause")
    await robin.says(f"/cohort pause {spring}")
    await workspace.wait(days=8)
    shown = await robin.says(f"/cohort unpause {spring}")
    assert "1 person gets nudges again" in shown.text
    assert "2 people stay as they were" in shown.text
    assert "- Lee: paused until 21 December" in (await robin.says("/cohort show")).text
    await workspace.wait(days=22)
    assert [len(workspace.somebody(each).direct_messages) for each in CAREER] == [0, 4, 1]


async def test_a_rest_that_ended_meanwhile_ends_at_the_next_usual_hour(
    robin: Somebody, workspace: Workspace, spring: str
) -> None:
    await robin.says(f"/cohort add lee {spring}")
    lee = workspace.somebody("lee")
    await lee.says("/mentor pause 1")
    await robin.says(f"/cohort pause {spring}")
    await workspace.wait(days=18)
    await robin.says(f"/cohort unpause {spring}")
    assert "paused until 14 December" in (await robin.says("/cohort show")).text
    await workspace.wait(days=5)
    (message,) = lee.direct_messages
    assert "Welcome back" in message.text


async def test_who_fell_silent_stays_silent(robin: Somebody, workspace: Workspace, spring: str) -> None:
    await robin.says(f"/cohort add kim {spring}")
    await workspace.wait(weeks=5)
    sent = len(workspace.somebody("kim").direct_messages)
    assert "silent since 14 December after 4 nudges" in (await robin.says("/cohort explain kim")).text
    await robin.says(f"/cohort pause {spring}")
    assert "Nobody in it gets nudges" in (await robin.says(f"/cohort unpause {spring}")).text
    await workspace.wait(weeks=2)
    assert len(workspace.somebody("kim").direct_messages) == sent


async def test_who_joined_meanwhile_starts_with_the_rest(
    robin: Somebody, kim: Somebody, workspace: Workspace, spring: str
) -> None:
    await robin.says(f"/cohort pause {spring}")
    await kim.says(f"/mentor join {spring}")
    await workspace.wait(days=3)
    assert "1 person gets nudges again" in (await robin.says(f"/cohort unpause {spring}")).text
    await workspace.wait(days=7)
    assert len(kim.direct_messages) == 1


async def test_archiving_asks_first(robin: Somebody, spring: str) -> None:
    await robin.says("/cohort import channel=#career")
    asked = await robin.says(f"/cohort archive {spring}")
    assert "Archive Spring 26? 3 people would get no more nudges" in asked.text
    assert "Spring 26 goes on. Nothing changed." in (await asked.press("Keep it")).text
    done = await asked.press("Archive")
    assert "Spring 26 is archived. 3 people were in it; no more nudges come." in done.text
    assert "archived already, so nothing changed" in (await asked.press("Archive")).text


async def test_people_of_an_archived_cohort_can_join_another(
    robin: Somebody, kim: Somebody, workspace: Workspace, spring: str
) -> None:
    await robin.says(f"/cohort add kim {spring}")
    await kim.says("/mentor done")
    await robin.says(f"/cohort archive {spring} sure=yes")
    await workspace.wait(days=8)
    assert kim.direct_messages == []
    await robin.says("/cohort create Autumn")
    assert "You're in Autumn" in (await kim.says("/mentor join Autumn")).text
    assert "All tasks: 1 of" in (await kim.says("/mentor progress")).text


async def test_an_old_button_of_an_archived_cohort_gets_a_sentence(
    robin: Somebody, kim: Somebody, workspace: Workspace, spring: str
) -> None:
    await robin.says(f"/cohort add kim {spring}")
    await workspace.wait(days=2)
    (nudge,) = kim.direct_messages
    shown = await robin.says(f"/cohort show {spring}")
    await robin.says(f"/cohort archive {spring} sure=yes")
    assert "Spring 26 is over, so nothing was changed. What you did is kept." in (await nudge.press("Done")).text
    for label in ("Pause", "Preview"):
        assert "Spring 26 is archived, so it can't be changed any more" in (await shown.press(label)).text
    assert "Were in it: 1 person" in (await robin.says(f"/cohort show {spring}")).text
    assert "over" in (await kim.says(f"/mentor join {spring}")).text


async def test_what_waits_to_go_out_is_cancelled_with_the_reason(
    robin: Somebody, kim: Somebody, workspace: Workspace, spring: str
) -> None:
    await robin.says(f"/cohort add kim {spring}")
    for command, reason in (("pause", "the cohort was paused"), ("archive", "the cohort was archived")):
        await workspace.owe_now("kim")
        await robin.says(f"/cohort {command} {spring} " + ("sure=yes" if command == "archive" else ""))
        (latest, *_) = await workspace.history("kim")
        assert (latest.state, latest.reason) == (DeliveryState.CANCELLED, reason)
        await robin.says(f"/cohort unpause {spring}")
    assert kim.direct_messages == []
    assert "cancelled Monday 30 November" in (await robin.says("/cohort explain kim")).text
