"""`/mentor schedule`: whatever is planned moves with it, and what was asked for stays."""

from datetime import UTC, date, datetime

from mentorbot.platforms.local.somebody import Somebody
from tests.commands.mentor.conftest import Workspace


async def test_a_timed_rest_ends_on_the_new_day_and_hour(learner: Somebody) -> None:
    paused = await learner.says("/mentor pause 2")
    assert "Paused. Your next nudge: Monday 7 December, 09:00." in paused.text
    moved = await learner.says("/mentor schedule fri 18:00")
    assert "Paused. Your next nudge: Friday 11 December, 18:00." in moved.text
    assert "Paused. Your next nudge: Friday 11 December, 18:00." in (await learner.says("/mentor when")).text


async def test_a_reminder_keeps_its_date(learner: Somebody) -> None:
    await learner.says("/mentor snooze 3")
    moved = await learner.says("/mentor schedule time=18:00")
    assert "Your reminder: Wednesday 25 November, 18:00." in moved.text


async def test_another_day_never_makes_two_nudges_within_days(workspace: Workspace, learner: Somebody) -> None:
    await workspace.wait(days=2)
    moved = await learner.says("/mentor schedule tue")
    assert "Your next nudge: Tuesday 1 December, 09:00." in moved.text
    assert "Your next nudge: Friday 27 November, 09:00." in (await learner.says("/mentor schedule fri")).text


async def test_whoever_fell_silent_is_back_by_it(workspace: Workspace, learner: Somebody) -> None:
    await workspace.wait(weeks=5)
    assert "I stopped writing" in (await learner.says("/mentor when")).text
    moved = await learner.says("/mentor schedule fri")
    assert "Your next nudge: Friday 1 January, 09:00." in moved.text


async def test_joining_again_with_another_zone_moves_what_comes(learner: Somebody, spring: str) -> None:
    again = await learner.says(f"/mentor join {spring} tz=berlin")
    assert "Your next nudge: Monday 23 November, 09:00." in again.text
    assert "on the clock of Europe/Berlin" in (await learner.says("/mentor when")).text


async def test_a_nudge_that_moved_to_sunday_would_be_two_in_two_days(workspace: Workspace, learner: Somebody) -> None:
    await learner.says("/mentor schedule time=18:00")
    workspace.jump(days=6)  # asleep from Sunday until Saturday
    await workspace.app.tick()
    await workspace.wait(days=8)
    assert [each.on for each in await workspace.history("kim")] == [date(2026, 11, 30)]
    assert workspace.now == datetime(2026, 12, 6, 12, tzinfo=UTC)
