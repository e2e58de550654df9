"""What goes out to somebody who is due, and what becomes of their enrolment."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorbot.domain.cadence import DAY, WEEK, Cadence, instant, local_date
from mentorbot.domain.cohorts import CohortState
from mentorbot.domain.enrolments import Enrolment, EnrolmentKey, EnrolmentState, NudgeKind, focused, paused, snoozed
from mentorbot.domain.members import MemberKey, Reach
from mentorbot.domain.nudges import Plan, cadence_of, missed, plan
from mentorbot.domain.openings import GRACE, LEAST, last_call, next_opening
from mentorbot.domain.weekdays import Weekday
from tests.domain.scenes import COHORT, ENROLMENT, GUIDE, HOUR, KIM, MONDAY, NINE, due

CADENCE = cadence_of(ENROLMENT, COHORT, KIM)
SOON = NINE + timedelta(seconds=30)


def test_the_first_nudge_is_the_first_tasks_first_and_says_when_the_next_comes() -> None:
    made = plan(due(), GUIDE, SOON)
    assert made.nudge is not None
    assert (made.nudge.task, made.nudge.week, made.nudge.done, made.nudge.back) == ("a", 1, 0, False)
    assert (made.on, made.nudge.next_at) == (MONDAY, NINE + WEEK)
    assert (made.enrolment.next_on, made.enrolment.last_on, made.enrolment.week) == (MONDAY + WEEK, MONDAY, 1)
    assert made.enrolment.state is EnrolmentState.ACTIVE


def test_the_nudge_is_about_the_task_in_focus_and_counts_its_steps_tasks() -> None:
    made = plan(due(replace(ENROLMENT, focus="e"), done="abcd"), GUIDE, SOON)
    assert made.nudge is not None
    assert (made.nudge.task, made.nudge.done) == ("e", 1)


def test_somebody_who_expects_nothing_is_left_alone() -> None:
    nothing = replace(ENROLMENT, next_at=None, next_on=None)
    assert plan(due(nothing), GUIDE, SOON) == Plan(nothing)


def test_four_unanswered_nudges_on_a_task_are_the_last() -> None:
    enrolment, weeks = ENROLMENT, []
    while enrolment.next_at is not None:
        made = plan(due(enrolment), GUIDE, enrolment.next_at)
        assert made.nudge is not None
        weeks.append((made.nudge.week, made.nudge.next_at is None, made.enrolment.state))
        enrolment = made.enrolment
    active, quiet = EnrolmentState.ACTIVE, EnrolmentState.QUIET
    assert weeks == [(1, False, active), (2, False, active), (3, False, active), (4, True, quiet)]
    assert enrolment.last_on == MONDAY + 3 * WEEK


def test_another_task_begins_with_its_own_first_nudge() -> None:
    made = plan(due(focused(replace(ENROLMENT, week=3), "c")), GUIDE, SOON)
    assert made.nudge is not None
    assert (made.nudge.task, made.nudge.week) == ("c", 1)


def test_a_task_with_fewer_nudges_than_it_was_nudged_about_shows_its_last() -> None:
    """A new version of the guide may have fewer."""
    made = plan(due(replace(ENROLMENT, week=9, unanswered=9)), GUIDE, SOON)
    assert made.nudge is not None
    assert (made.nudge.week, made.enrolment.state) == (4, EnrolmentState.QUIET)


def test_a_task_that_left_the_guide_gives_way_to_the_first_open_one() -> None:
    made = plan(due(replace(ENROLMENT, focus="deleted"), done="ax"), GUIDE, SOON)
    assert made.nudge is not None
    assert (made.nudge.task, made.nudge.done) == ("b", 1)


def test_somebody_who_has_done_everything_has_finished() -> None:
    made = plan(due(done="abcde"), GUIDE, SOON)
    assert made.nudge is None
    assert made.enrolment == replace(
        ENROLMENT, state=EnrolmentState.FINISHED, ended_at=SOON, next_at=None, next_on=None
    )


def test_somebody_who_cannot_be_reached_gets_nothing_until_they_come_back() -> None:
    made = plan(due(member=replace(KIM, reach=Reach.CLOSED)), GUIDE, SOON)
    assert made == Plan(replace(ENROLMENT, next_at=None, next_on=None))


def test_a_reminder_is_the_same_nudge_again_and_changes_no_count() -> None:
    had = plan(due(), GUIDE, SOON).enrolment
    asked = snoozed(had, CADENCE, SOON, days=3)
    assert asked.next_at is not None
    made = plan(due(asked), GUIDE, asked.next_at)
    assert made.nudge is not None
    assert (made.nudge.kind, made.nudge.week, made.on) == (NudgeKind.REMINDER, 1, MONDAY + 3 * DAY)
    after = made.enrolment
    assert (after.week, after.last_on, after.next_on) == (1, MONDAY, MONDAY + WEEK)
    assert after.next_kind is NudgeKind.NUDGE


def test_a_reminder_before_any_nudge_is_the_first_one() -> None:
    made = plan(due(replace(ENROLMENT, next_kind=NudgeKind.REMINDER)), GUIDE, SOON)
    assert made.nudge is not None
    assert (made.nudge.week, made.enrolment.week) == (1, 1)


def test_the_first_one_after_a_pause_says_so() -> None:
    resting = paused(ENROLMENT, CADENCE, NINE - HOUR, weeks=2)
    assert resting.next_at is not None
    made = plan(due(resting), GUIDE, resting.next_at)
    assert made.nudge is not None
    assert made.nudge.back
    after = made.enrolment
    assert (after.state, after.resumes_on, after.paused_at) == (EnrolmentState.ACTIVE, None, None)


@pytest.mark.parametrize("late", [timedelta(0), HOUR, GRACE])
def test_a_little_late_is_still_that_days_nudge(late: timedelta) -> None:
    made = plan(due(), GUIDE, NINE + late)
    assert (made.nudge is not None, made.on) == (True, MONDAY)


def test_too_late_moves_to_the_next_morning_and_counts_nothing() -> None:
    made = plan(due(), GUIDE, NINE + GRACE + timedelta(microseconds=1))
    why = "it was too late for Monday 23 November"
    assert made == Plan(replace(ENROLMENT, next_at=NINE + DAY, next_on=MONDAY + DAY, next_why=why))


def test_the_moved_one_goes_out_once_and_the_next_is_on_its_usual_day() -> None:
    moved = plan(due(), GUIDE, NINE + 2 * GRACE).enrolment
    made = plan(due(moved), GUIDE, NINE + DAY)
    assert made.on == MONDAY + DAY
    assert made.enrolment.next_on == MONDAY + WEEK


def test_after_a_long_outage_the_weekly_one_comes_instead_of_a_pile() -> None:
    sunday_evening = NINE + 6 * DAY + 8 * HOUR
    made = plan(due(), GUIDE, sunday_evening)
    why = "the one of Monday 23 November fell out (it was too late)"
    assert made == Plan(replace(ENROLMENT, next_at=NINE + WEEK, next_on=MONDAY + WEEK, next_why=why))


def test_a_late_reminder_stays_one_and_gives_way_to_the_weekly_one() -> None:
    reminder = replace(ENROLMENT, next_kind=NudgeKind.REMINDER)
    assert plan(due(reminder), GUIDE, NINE + 2 * GRACE).enrolment.next_kind is NudgeKind.REMINDER
    assert plan(due(reminder), GUIDE, NINE + 6 * DAY + 8 * HOUR).enrolment.next_kind is NudgeKind.NUDGE


def test_a_nudge_whose_day_is_over_waits_though_it_is_only_an_hour_late() -> None:
    """At half past midnight nobody wants yesterday's, and the outbox would not send it."""
    ten_at_night = replace(ENROLMENT, at=time(22), next_at=instant(MONDAY, time(22), "Europe/Berlin"))
    after_midnight = instant(MONDAY + DAY, time(0, 30), "Europe/Berlin")
    made = plan(due(ten_at_night), GUIDE, after_midnight)
    assert made.nudge is None
    assert (made.enrolment.next_on, made.enrolment.week) == (MONDAY + DAY, 0)


@given(
    st.sampled_from(sorted(available_timezones() - {"localtime"})),
    st.sampled_from(Weekday),
    st.builds(time, st.integers(0, 23), st.integers(0, 59)),
    st.datetimes(datetime(1995, 1, 1), datetime(2045, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - UTC is said beside it
)
def test_the_last_call_is_on_the_same_local_day_or_within_an_hour(
    zone: str, weekday: Weekday, hour: time, after: datetime
) -> None:
    cadence = Cadence((weekday,), hour, zone)
    found = next_opening(cadence, after)
    assert found is not None
    at, until = found.at, last_call(cadence, found.at)
    assert at + LEAST <= until <= at + GRACE
    assert local_date(until, zone) == local_date(at, zone) or until == at + LEAST


def test_a_nudge_says_until_when_it_may_go_out() -> None:
    made = plan(due(), GUIDE, SOON)
    assert made.until == NINE + GRACE
    midnight = instant(MONDAY + DAY, time(0), "Europe/Berlin")
    assert last_call(CADENCE, midnight - 2 * HOUR) == midnight - timedelta(microseconds=1)
    assert last_call(CADENCE, midnight - timedelta(minutes=1)) == midnight + timedelta(minutes=59)


def test_a_member_has_their_own_day_and_hour_and_a_chosen_zone_before_the_cohorts() -> None:
    in_tokyo = replace(COHORT, zone="Asia/Tokyo")
    assert cadence_of(ENROLMENT, in_tokyo, KIM).zone == "Asia/Tokyo"
    assert cadence_of(ENROLMENT, in_tokyo, replace(KIM, zone_chosen=True)).zone == "Europe/Berlin"
    assert cadence_of(ENROLMENT, COHORT, replace(KIM, zone=None)).zone == "UTC"
    own = cadence_of(replace(ENROLMENT, days=(Weekday.MONDAY,), at=time(0)), replace(COHORT, at=time(9)), KIM)
    assert (own.days, own.at) == ((Weekday.MONDAY,), time(0))


enrolments = st.builds(
    lambda state, kind, week, days, hour: replace(
        ENROLMENT,
        state=state,
        next_kind=kind,
        week=week,
        at=time(hour),
        next_at=instant(MONDAY, time(hour), "Europe/Berlin"),
        last_on=MONDAY - DAY * days if days else None,
    ),
    st.sampled_from([EnrolmentState.ACTIVE, EnrolmentState.PAUSED]),
    st.sampled_from(NudgeKind),
    st.integers(0, 5),
    st.integers(0, 10),
    st.integers(0, 23),
)


@given(enrolments, st.timedeltas(timedelta(0), timedelta(days=40)), st.sets(st.sampled_from("abcde")))
def test_whoever_was_planned_is_not_due_again_and_gets_at_most_one(
    enrolment: Enrolment, late: timedelta, done: set[str]
) -> None:
    assert enrolment.next_at is not None
    now = enrolment.next_at + late
    made = plan(due(enrolment, done="".join(done)), GUIDE, now)
    assert made.enrolment.next_at is None or made.enrolment.next_at > now
    assert (made.enrolment.next_at is None) == (made.enrolment.next_on is None)
    if made.nudge is not None:
        assert made.on == enrolment.next_on
        assert late <= GRACE
        assert made.nudge.task not in done
        assert made.nudge.next_at == made.enrolment.next_at


@given(enrolments, st.timedeltas(timedelta(0), timedelta(days=40)))
def test_who_somebody_is_decides_nothing(enrolment: Enrolment, late: timedelta) -> None:
    """`store/due.py` leans on it: people who differ in nothing else are planned once."""
    assert enrolment.next_at is not None
    now = enrolment.next_at + late
    one = plan(due(enrolment), GUIDE, now)
    another = replace(enrolment, key=EnrolmentKey(99), member=MemberKey(99), joined_at=enrolment.joined_at - late)
    whoever = replace(KIM, key=MemberKey(99), user="U99", name="Ada")
    other = plan(replace(due(another), member=whoever), GUIDE, now)
    same = replace(other.enrolment, key=enrolment.key, member=enrolment.member, joined_at=enrolment.joined_at)
    assert replace(other, enrolment=same) == one


@given(st.lists(st.timedeltas(timedelta(minutes=1), timedelta(days=20)), min_size=1, max_size=60))
def test_however_long_the_bot_was_away_no_two_nudges_share_a_date(gaps: list[timedelta]) -> None:
    enrolment, now, sent = ENROLMENT, datetime(2026, 11, 20, tzinfo=UTC), []
    for gap in gaps:
        now += gap
        if enrolment.next_at is not None and enrolment.next_at <= now:
            made = plan(due(enrolment), GUIDE, now)
            sent += [made.on] if made.nudge else []
            enrolment = focused(made.enrolment, None)
    assert len(set(sent)) == len(sent)
    assert sent == sorted(each for each in sent if each)


@pytest.mark.parametrize("week", [1, 4])
def test_a_nudge_that_could_not_go_out_comes_the_next_day_and_is_not_counted(week: int) -> None:
    sent = plan(due(replace(ENROLMENT, week=week - 1, unanswered=week - 1)), GUIDE, SOON).enrolment
    again = missed(due(sent), NudgeKind.NUDGE, MONDAY, NINE + GRACE)
    assert (again.state, again.week, again.unanswered) == (EnrolmentState.ACTIVE, week - 1, week - 1)
    assert (again.next_on, again.quiet_at) == (MONDAY + DAY, None)
    made = plan(due(again), GUIDE, NINE + DAY)
    assert made.nudge is not None
    assert (made.nudge.week, made.on) == (week, MONDAY + DAY)


def test_a_reminder_that_could_not_go_out_is_a_reminder_the_next_day() -> None:
    again = missed(due(replace(ENROLMENT, week=2)), NudgeKind.REMINDER, MONDAY, NINE + GRACE)
    assert (again.week, again.next_kind, again.next_on) == (2, NudgeKind.REMINDER, MONDAY + DAY)


@pytest.mark.parametrize("state", [EnrolmentState.PAUSED, EnrolmentState.LEFT, EnrolmentState.FINISHED])
def test_who_rests_or_is_gone_misses_nothing(state: EnrolmentState) -> None:
    gone = replace(ENROLMENT, state=state, next_at=None, next_on=None)
    assert missed(due(gone), NudgeKind.NUDGE, MONDAY, NINE + GRACE) == gone


def test_who_has_had_a_later_one_is_not_written_to_the_day_after_it() -> None:
    """The bot was away for a week less an hour: the old one expires while that of today goes out."""
    first = plan(due(), GUIDE, SOON).enrolment
    today = plan(due(first), GUIDE, SOON + WEEK).enrolment
    assert missed(due(today), NudgeKind.NUDGE, MONDAY, SOON + WEEK) == today


def test_a_cohort_that_rests_misses_nothing() -> None:
    one = replace(due(ENROLMENT), cohort=replace(COHORT, state=CohortState.PAUSED))
    assert missed(one, NudgeKind.NUDGE, MONDAY, NINE + GRACE) == ENROLMENT


def test_a_reminder_that_came_meanwhile_is_enough() -> None:
    reminded = replace(ENROLMENT, week=1, last_on=MONDAY, reminded_on=MONDAY + 2 * DAY, next_on=MONDAY + WEEK)
    assert missed(due(reminded), NudgeKind.NUDGE, MONDAY, NINE + 3 * DAY) == reminded
