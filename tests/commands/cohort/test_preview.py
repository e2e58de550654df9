"""`/cohort preview` says what is then sent."""

from dataclasses import replace

from mentorbot.chat.ids import UserId
from mentorbot.chat.limits import REPLY_TEXT
from mentorbot.chat.platform import Blocked
from mentorbot.platforms.local.somebody import Somebody
from tests.commands.cohort.conftest import Workspace
from tests.commands.cohort.crowd import crowd
from tests.commands.cohort.test_explain import close


async def test_few_people_are_named_with_their_task_and_clock(robin: Somebody, spring: str) -> None:
    await robin.says("/cohort import channel=#career")
    shown = await robin.says(f"/cohort preview {spring}")
    assert "Next 7 days: 3 nudges to 3 people" in shown.text
    assert "- Monday 23 November, 04:15: Lee (09:00 there), “Call a public API from your terminal”" in shown.text
    assert "- Monday 23 November, 09:00: Ada, “Call" in shown.text
    assert "Next 14 days: 6 nudges to 3 people" in (await shown.press("Next 14 days")).text


async def test_a_crowd_is_counted_by_day(robin: Somebody, workspace: Workspace, spring: str) -> None:
    workspace.app.platforms["local"] = crowd(300)
    await robin.says("/cohort import role=learners")
    shown = await robin.says(f"/cohort preview {spring} days=28")
    assert "Next 28 days: 1,200 nudges to 300 people" in shown.text
    assert "- Monday 23 November, 04:15 to 15:00: 225 people, 3 time zones" in shown.text
    assert "- Sunday 29 November, 21:00: 75 people, 1 time zone" in shown.text
    assert len(shown.text) < REPLY_TEXT


async def test_whoever_gets_none_is_named_with_the_reason(
    robin: Somebody, kim: Somebody, workspace: Workspace, spring: str
) -> None:
    await robin.says("/cohort import channel=#general")
    await workspace.somebody("lee").says("/mentor pause 3")
    await workspace.somebody("grace").says("/mentor pause")
    await close(workspace, "ada", "they take no messages")
    for _ in range(60):
        await kim.says("/mentor done")
    shown = await robin.says(f"/cohort preview {spring}")
    assert "1 nudge to 1 of 5 people" in shown.text
    assert "Not getting one (4)" in shown.text
    assert "- Lee: paused until 14 December" in shown.text
    assert "- Grace: paused since 22 November, until they come back" in shown.text
    assert "- Ada: can't be written to: they take no messages" in shown.text
    assert "- Kim: finished on 22 November" in shown.text


async def test_it_never_disagrees_with_what_is_sent(robin: Somebody, workspace: Workspace, spring: str) -> None:
    there = crowd(60)
    workspace.app.platforms["local"] = there
    await robin.says("/cohort import role=learners")
    shown = await robin.says(f"/cohort preview {spring} days=28")
    await workspace.wait(days=28)
    to_people = [each for each in there.sent if each.user != "robin"]
    assert f"{len(to_people)} nudges to 60 people" in shown.text


async def test_it_knows_when_somebody_falls_silent(robin: Somebody, workspace: Workspace, spring: str) -> None:
    await robin.says(f"/cohort add kim {spring}")
    await workspace.wait(weeks=2)
    shown = await robin.says(f"/cohort preview {spring} days=28")
    before = len(workspace.somebody("kim").direct_messages)
    await workspace.wait(weeks=4)
    sent = len(workspace.somebody("kim").direct_messages) - before
    assert f"{sent} nudges to 1 person" in shown.text
    assert sent < 4


async def test_a_reminder_and_a_change_of_clocks(robin: Somebody, kim: Somebody, workspace: Workspace) -> None:
    workspace.jump(weeks=15, days=6)
    await robin.says("/cohort create Summer time")
    await robin.says("/cohort add kim Summer time")
    await workspace.wait(days=3)
    await kim.direct_messages[0].press("Remind me in 3 days")
    shown = await robin.says("/cohort preview days=14")
    assert "a reminder" in shown.text
    assert "Monday 22 March, 14:00: Kim (09:00 there)" in shown.text
    assert "Monday 29 March, 15:00: Kim (09:00 there)" in shown.text


async def test_a_later_start_is_a_reason(robin: Somebody) -> None:
    await robin.says("/cohort create Autumn starts=2027-01-11")
    await robin.says("/cohort add kim Autumn")
    shown = await robin.says("/cohort preview")
    assert "Next 7 days: nothing goes out" in shown.text
    assert "- Kim: next one Monday 11 January, 15:00" in shown.text


async def test_nobody_and_a_rest(robin: Somebody, spring: str) -> None:
    assert "Nothing goes out: nobody is in Spring 26 yet." in (await robin.says(f"/cohort preview {spring}")).text
    await robin.says(f"/cohort pause {spring}")
    shown = await robin.says(f"/cohort preview {spring}")
    assert "Nothing goes out: Spring 26 is resting" in shown.text
    assert "is running again" in (await shown.press("Start again")).text


async def test_days_that_are_no_days(robin: Somebody, spring: str) -> None:
    for days in ("0", "29", "many"):
        shown = await robin.says(f"/cohort preview {spring} days={days}")
        assert f"days takes a whole number from 1 to 28, not “{days}”." in shown.text


async def test_a_peak_says_how_long_it_takes_with_everything_that_shares_the_lane(
    robin: Somebody, workspace: Workspace, spring: str
) -> None:
    there = crowd(600)
    there.per_second = 2.0
    workspace.app.platforms["local"] = there
    await robin.says(f"/cohort import role=learners cohort={spring}")
    shown = await robin.says("/cohort preview")
    assert "- Sunday 22 November, 21:00: 150 people, 1 time zone; sent over about 2 minutes at the" in shown.text
    there.people = [replace(each, user=UserId(f"V{each.user}")) for each in there.people]
    await robin.says('/cohort create "Autumn 26"')
    await robin.says("/cohort import role=learners cohort=autumn-26")
    shown = await robin.says(f"/cohort preview {spring}")
    assert "300 messages are due together here, and go out in a fixed order over about 3 minutes." in shown.text


async def test_without_a_pace_there_is_no_word_of_it(robin: Somebody, spring: str) -> None:
    await robin.says(f"/cohort add kim {spring}")
    assert "sent over" not in (await robin.says("/cohort preview")).text


async def test_a_holiday_says_whom_it_moved(robin: Somebody) -> None:
    await robin.says("/cohort create Thanks day=thursday holidays=US")
    await robin.says("/cohort add kim Thanks")
    shown = await robin.says("/cohort preview")
    assert "- Friday 27 November, 15:00: Kim (09:00 there)" in shown.text
    assert "moved there: Thursday 26 November is Thanksgiving" in shown.text


async def test_a_closed_lane_and_held_messages_are_said(robin: Somebody, workspace: Workspace, spring: str) -> None:
    await robin.says(f"/cohort add kim {spring}")
    await workspace.hold("kim")
    there = crowd(0)
    there.outcome = Blocked("Slack refuses the bot's token")
    workspace.app.platforms["local"] = there
    await robin.says(f"/cohort preview {spring} test=yes")
    await workspace.app.tick()
    shown = await robin.says(f"/cohort preview {spring}")
    assert "Nothing can be sent at the moment: Slack refuses the bot's token. I'm trying again." in shown.text
    assert "1 message held" in shown.buttons


async def test_one_of_them_comes_as_a_test_and_changes_nothing(
    robin: Somebody, workspace: Workspace, spring: str
) -> None:
    shown = await robin.says(f"/cohort preview {spring}")
    answer = await shown.press("Send one to me")
    assert "on its way to your direct messages: the first one that somebody new gets" in answer.text
    await robin.says(f"/cohort add kim {spring}")
    before = await workspace.history("kim"), await robin.says(f"/cohort preview {spring}")
    for _ in range(2):
        assert "the next one to come in Spring 26" in (await before[1].press("Send one to me")).text
        workspace.jump(seconds=1)
    await workspace.app.tick()
    tests = robin.direct_messages
    assert len(tests) == 3
    assert "A test that you asked for: a nudge of Spring 26" in tests[-1].text
    assert "Call a public API from your terminal" in tests[-1].text
    assert "[Done] [Remind me in 3 days] [Not this week]" in tests[-1].text
    assert tests[-1].buttons == ()
    assert await workspace.history("kim") == before[0]
    assert (await robin.says(f"/cohort preview {spring}")).text == before[1].text
