"""`/cohort explain`."""

import pytest

from mentorbot.chat.platform import Blocked, Later, Outcome, Undeliverable, Unknown
from mentorbot.platforms.local.somebody import Somebody
from mentorbot.store.people import close_members
from tests.commands.cohort.conftest import Workspace
from tests.commands.cohort.crowd import crowd


async def test_the_rule_the_clock_and_the_next_one(robin: Somebody, spring: str) -> None:
    await robin.says(f"/cohort add kim {spring}")
    shown = await robin.says("/cohort explain @kim")
    assert "The next nudge comes Monday 23 November, 15:00." in shown.text
    assert "Rhythm: Mondays at 09:00, the cohort's rule" in shown.text
    assert "Clock: America/New_York" in shown.text
    assert "Nothing has gone out to them yet." in shown.text


async def test_a_rhythm_that_gave_way_to_their_working_days(robin: Somebody, kim: Somebody, spring: str) -> None:
    await robin.says(f"/cohort add kim {spring}")
    await kim.says("/mentor schedule days=tue-fri")
    shown = await robin.says("/cohort explain @kim")
    assert "Rhythm: Tuesdays at 09:00, the cohort's rule, on days that they work" in shown.text


async def test_what_went_out_and_when(robin: Somebody, workspace: Workspace, spring: str) -> None:
    await robin.says(f"/cohort add kim {spring}")
    await workspace.wait(days=9)
    shown = await robin.says("/cohort explain kim")
    assert "- Monday 30 November, 09:00 their time, “Call a public API" in shown.text
    assert "sent Monday 23 November, 15:00" in shown.text


async def test_their_own_choices_are_named(robin: Somebody, kim: Somebody, spring: str) -> None:
    await robin.says(f"/cohort add kim {spring}")
    await kim.says("/mentor schedule day=friday tz=tokyo")
    shown = await robin.says("/cohort explain kim")
    assert "Fridays at 09:00, the day is their own choice, the rest the cohort's" in shown.text
    assert "Asia/Tokyo, which they chose" in shown.text


async def test_a_pause_a_rest_and_the_end_are_reasons(robin: Somebody, kim: Somebody, spring: str) -> None:
    await robin.says(f"/cohort add kim {spring}")
    await kim.says("/mentor pause")
    assert "No nudge is coming: paused since 22 November" in (await robin.says("/cohort explain kim")).text
    await robin.says(f"/cohort pause {spring}")
    assert "No nudge is coming: the cohort is resting" in (await robin.says("/cohort explain kim")).text
    await robin.says(f"/cohort archive {spring} sure=yes")
    assert "No nudge is coming: the cohort is archived" in (await robin.says("/cohort explain kim")).text


async def test_closed_direct_messages_are_a_reason(robin: Somebody, workspace: Workspace, spring: str) -> None:
    await robin.says(f"/cohort add kim {spring}")
    await close(workspace, "kim", "they take no messages from this server")
    shown = await robin.says("/cohort explain kim")
    assert "No nudge is coming: can't be written to: they take no messages from this server" in shown.text
    assert "Any command or button of theirs starts it again" in shown.text


@pytest.mark.parametrize(
    ("outcome", "fate"),
    [
        (
            Unknown("the connection broke"),
            "may have arrived (the connection broke); I look for it before I send anything again",
        ),
        (Undeliverable("their door is closed"), "refused Monday 23 November, 09:00: their door is closed"),
        (Later(60, "too many at once"), "waiting to go out again (too many at once)"),
    ],
)
async def test_what_did_not_arrive_is_explained(
    robin: Somebody, workspace: Workspace, spring: str, outcome: Outcome, fate: str
) -> None:
    there = crowd(1)
    workspace.app.platforms["local"] = there
    await robin.says(f"/cohort add U0000 {spring}")
    there.outcome = outcome
    await workspace.owe_now("U0000")
    await workspace.app.tick()
    assert fate in (await robin.says("/cohort explain U0000")).text


async def test_somebody_who_never_joined(robin: Somebody, spring: str) -> None:
    shown = await robin.says("/cohort explain robin")
    assert "Robin has never been in a cohort" in shown.text
    assert "Robin is in Spring 26 now." in (await shown.press("Add them")).text
    assert spring


async def test_somebody_nobody_knows(robin: Somebody) -> None:
    assert "There's no person called “nobody”" in (await robin.says("/cohort explain nobody")).text


async def close(workspace: Workspace, user: str, reason: str) -> None:
    """As if the platform had refused a message to them."""
    member = await workspace.member(user)
    async with workspace.app.store.begin() as tx:
        await close_members(tx, {member.key: reason}, workspace.now)


async def test_somebody_the_bot_has_not_met_is_named_and_can_be_added(robin: Somebody, spring: str) -> None:
    explained = await robin.says("/cohort explain @lee")
    assert "Lee has never been in a cohort" in explained.text
    assert f"Lee is in {spring.replace('-', ' ').title()} now" in (await explained.press("Add them")).text


async def test_every_rule_that_has_a_part_in_the_next_one(robin: Somebody, kim: Somebody) -> None:
    await robin.says("/cohort create Thanks day=thursday holidays=US ends=2027-06-30")
    await robin.says("/cohort add kim Thanks")
    await kim.says("/mentor schedule days=monday-friday quiet=20:00-07:00")
    shown = await robin.says("/cohort explain kim")
    assert "The next nudge comes Friday 27 November, 15:00." in shown.text
    assert "Why then: Thursday 26 November is Thanksgiving" in shown.text
    assert "Last day: nothing after Wednesday 30 June 2027" in shown.text
    assert "Days off: the cohort's: US" in shown.text
    assert "Working days: Monday to Friday, their own choice" in shown.text
    assert "Quiet hours: 20:00-07:00 on their clock" in shown.text
    assert "If it is late: it goes out until 21:00; after that, at the next opening" in shown.text


async def test_a_workspace_that_takes_nothing_is_a_reason(robin: Somebody, workspace: Workspace, spring: str) -> None:
    there = crowd(1)
    workspace.app.platforms["local"] = there
    await robin.says(f"/cohort add U0000 {spring}")
    there.outcome = Blocked("Slack refuses the bot's token")
    await workspace.owe_now("U0000")
    await workspace.app.tick()
    shown = await robin.says("/cohort explain U0000")
    assert "waiting to go out again (Slack refuses the bot's token)" in shown.text
    assert "Sending: nothing goes out to anybody here: Slack refuses the bot's token; tried again now" in shown.text


async def test_one_that_was_too_late_gives_its_reason_once(robin: Somebody, workspace: Workspace, spring: str) -> None:
    there = crowd(1)
    workspace.app.platforms["local"] = there
    await robin.says(f"/cohort add U0000 {spring}")
    await workspace.owe_now("U0000")
    workspace.jump(hours=12)
    await workspace.app.tick()
    shown = await robin.says("/cohort explain U0000")
    assert shown.text.count("its day was over first") == 1
    assert "not sent in time: its day was over first" in shown.text
