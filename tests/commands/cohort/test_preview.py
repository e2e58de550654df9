"""`/cohort preview` says what is then sent."""

from mentorbot.chat.limits import REPLY_TEXT
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
