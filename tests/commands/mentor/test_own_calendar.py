"""Working days, quiet hours, a rest until a date, and how many nudges may stay unanswered."""

from mentorbot.platforms.local.somebody import Somebody
from tests.commands.cohort.edits import edits
from tests.commands.mentor.conftest import Workspace


async def test_a_nudge_in_quiet_hours_comes_at_their_end_and_says_why(learner: Somebody) -> None:
    moved = await learner.says("/mentor schedule time=22:00 quiet=21-8")
    assert "Quiet hours: 21:00-08:00." in moved.text
    assert "Your next nudge: Tuesday 24 November, 08:00." in moved.text
    assert "Why then: 22:00 is in the quiet hours 21:00-08:00." in moved.text
    assert "Monday 23 November, 22:00." in (await learner.says("/mentor schedule quiet=none")).text


async def test_a_day_off_gives_way_to_the_next_working_day(learner: Somebody) -> None:
    moved = await learner.says('/mentor schedule days="tue to fri"')
    assert "From now on: Tuesdays at 09:00" in moved.text
    assert "Your working days: Tuesday to Friday, and not Monday." in moved.text
    assert "Your next nudge: Tuesday 24 November, 09:00." in moved.text
    assert "Mondays at 09:00" in (await learner.says("/mentor schedule days=usual")).text


async def test_a_weekend_on_friday_and_saturday(workspace: Workspace, learner: Somebody, robin: Somebody) -> None:
    await learner.says("/mentor schedule day=thu days=sun-thu")
    await edits(robin, "holidays=2026-11-26")
    assert "Your next nudge: Sunday 29 November, 09:00." in (await learner.says("/mentor when")).text
    await workspace.wait(days=8)
    assert len(learner.direct_messages) == 1


async def test_what_cannot_be_read_changes_nothing(learner: Somebody) -> None:
    for wrote, says in (
        ("days=someday", "isn't a day I know"),
        ("quiet=late", "aren't quiet hours I know"),
        ("quiet=8-7", "up to 20 hours of a day"),
        ("day=mon,thu", "has nudges once a week, so choose one day, not Monday and Thursday"),
        ("quiet=21-8 tz=atlantis", "isn't a time zone I know"),
    ):
        assert says in (await learner.says(f"/mentor schedule {wrote}")).text
    shown = await learner.says("/mentor schedule")
    assert "Mondays at 09:00" in shown.text
    assert "Quiet" not in shown.text


async def test_a_rest_until_a_date_ends_with_the_first_nudge_from_then_on(
    workspace: Workspace, learner: Somebody
) -> None:
    paused = await learner.says("/mentor pause until=2026-12-07")
    assert "Paused until Monday 7 December 2026." in paused.text
    assert "Your next nudge: Monday 7 December, 09:00." in paused.text
    await workspace.wait(days=16)
    (message,) = learner.direct_messages
    assert "Welcome back" in message.text


async def test_a_rest_until_no_date_or_one_that_is_over_is_refused(learner: Somebody) -> None:
    assert "isn't ahead: today is" in (await learner.says("/mentor pause until=2026-11-22")).text
    assert "isn't a date I know" in (await learner.says("/mentor pause until=soon")).text
    assert "more than a year away" in (await learner.says("/mentor pause until=2029-01-01")).text
    assert "Monday 23 November" in (await learner.says("/mentor when")).text


async def test_a_rest_that_outlasts_the_cohort_says_so(learner: Somebody, robin: Somebody) -> None:
    await edits(robin, "ends=2026-12-20")
    paused = await learner.says("/mentor pause until=2027-01-15")
    assert "No more nudges come: the last day of Spring 26 is Sunday 20 December 2026." in paused.text


async def test_any_gesture_starts_the_count_of_unanswered_ones_again(workspace: Workspace, learner: Somebody) -> None:
    for _ in range(6):
        await workspace.wait(weeks=2)
        await learner.says("/mentor help")
    assert len(learner.direct_messages) == 12
    await workspace.wait(weeks=9)
    assert len(learner.direct_messages) == 16
    assert "last one until you press something" in learner.direct_messages[-1].text
    assert not any("last one" in each.text for each in learner.direct_messages[:-1])


async def test_a_cohort_may_ask_after_one(workspace: Workspace, learner: Somebody, robin: Somebody) -> None:
    await edits(robin, "budget=1")
    await workspace.wait(weeks=5)
    first, last = learner.direct_messages
    assert "This week" in first.text
    assert "last one until you press something" in last.text
    assert "I stopped writing after 2 nudges" in (await learner.says("/mentor when")).text


async def test_not_this_week_leaves_out_the_second_of_two(
    workspace: Workspace, learner: Somebody, robin: Somebody
) -> None:
    await edits(robin, "every=twice")
    await workspace.wait(days=2)
    skipped = await learner.says("/mentor skip")
    assert "Your next nudge: Monday 30 November, 09:00." in skipped.text
