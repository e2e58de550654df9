"""What a member's own gestures, and their cohort's, make of what comes next."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorbot.domain.cadence import DAY, WEEK, Cadence, Occasion
from mentorbot.domain.cohorts import CohortState
from mentorbot.domain.enrolments import (
    LIVE,
    Enrolment,
    EnrolmentState,
    NudgeKind,
    ended,
    expecting,
    focused,
    paused,
    regular,
    resumed,
    scheduled,
    skipped,
    snoozed,
)
from mentorbot.domain.nudges import cadence_of
from mentorbot.domain.weekdays import Weekday
from tests.domain.scenes import COHORT, ENROLMENT, HOUR, KIM, MONDAY, NINE

CADENCE = cadence_of(ENROLMENT, COHORT, KIM)


def following(enrolment: Enrolment, cadence: Cadence, now: datetime) -> Occasion:
    """The next regular one, where there is one."""
    found = regular(enrolment, cadence, now)
    assert found is not None
    return found


def test_the_live_states_are_those_of_somebody_in_a_cohort() -> None:
    assert {state for state in EnrolmentState if replace(ENROLMENT, state=state).live} == LIVE


def test_a_schedule_begins_with_the_next_weekly_one() -> None:
    resting = replace(ENROLMENT, state=EnrolmentState.PAUSED, resumes_on=MONDAY, paused_at=NINE, next_at=None)
    made = scheduled(resting, COHORT, CADENCE, NINE)
    assert made == replace(ENROLMENT, next_at=NINE + WEEK, next_on=MONDAY + WEEK)


def test_nothing_comes_before_the_cohort_starts() -> None:
    for starts, first in ((MONDAY, MONDAY), (MONDAY + DAY, MONDAY + WEEK), (MONDAY + 9 * WEEK, MONDAY + 9 * WEEK)):
        later = cadence_of(ENROLMENT, replace(COHORT, starts_on=starts), KIM)
        assert following(ENROLMENT, later, NINE - 20 * DAY).on == first


def test_a_cohort_may_start_at_midnight_of_its_first_day() -> None:
    midnight = cadence_of(ENROLMENT, replace(COHORT, starts_on=MONDAY, at=time(0)), KIM)
    assert following(ENROLMENT, midnight, NINE - 20 * DAY).on == MONDAY


def test_a_start_in_the_past_changes_nothing() -> None:
    early = cadence_of(ENROLMENT, replace(COHORT, starts_on=date(2020, 1, 1)), KIM)
    assert following(ENROLMENT, early, NINE - HOUR).on == MONDAY


def test_a_rest_without_an_end_lasts_until_they_come_back() -> None:
    made = paused(ENROLMENT, CADENCE, NINE, weeks=None)
    assert (made.state, made.paused_at, made.resumes_on) == (EnrolmentState.PAUSED, NINE, None)
    assert (made.next_at, made.next_on) == (None, None)


@pytest.mark.parametrize("weeks", [1, 2, 52])
def test_a_rest_of_some_weeks_ends_with_one_nudge_on_the_usual_day(weeks: int) -> None:
    wednesday = NINE + 2 * DAY
    made = paused(replace(ENROLMENT, last_on=MONDAY), CADENCE, wednesday, weeks=weeks)
    back = MONDAY + WEEK * (weeks + 1)
    assert (made.state, made.next_on, made.resumes_on) == (EnrolmentState.PAUSED, back, back)


def test_a_rest_never_ends_before_the_cohort_starts() -> None:
    later = cadence_of(ENROLMENT, replace(COHORT, starts_on=MONDAY + 9 * WEEK), KIM)
    assert paused(ENROLMENT, later, NINE, weeks=1).next_on == MONDAY + 9 * WEEK


@pytest.mark.parametrize("weeks", [1, 2, 52])
@pytest.mark.parametrize("now", [NINE - HOUR, NINE + HOUR, NINE + 3 * DAY, NINE + 6 * DAY])
def test_a_rest_leaves_out_as_many_nudges_as_it_has_weeks(weeks: int, now: datetime) -> None:
    usual = following(ENROLMENT, CADENCE, now).on
    assert paused(ENROLMENT, CADENCE, now, weeks=weeks).next_on == usual + WEEK * weeks


@given(st.integers(1, 52), st.timedeltas(timedelta(0), timedelta(days=7)))
def test_a_rest_lasts_about_as_long_as_was_asked_for(weeks: int, since: timedelta) -> None:
    now = NINE + since
    made = paused(replace(ENROLMENT, last_on=MONDAY), CADENCE, now, weeks=weeks)
    assert made.next_at is not None
    assert weeks * WEEK - DAY < made.next_at - now <= (weeks + 1) * WEEK
    assert made.next_on is not None
    assert made.next_on > MONDAY


@pytest.mark.parametrize("days", [1, 3, 7, 21])
def test_a_snooze_is_a_reminder_at_the_usual_hour(days: int) -> None:
    made = snoozed(ENROLMENT, CADENCE, NINE + 5 * HOUR, days=days)
    assert (made.next_at, made.next_on) == (NINE + days * DAY, MONDAY + days * DAY)
    assert (made.next_kind, made.week, made.state) == (NudgeKind.REMINDER, ENROLMENT.week, EnrolmentState.ACTIVE)


def test_a_snooze_counts_days_on_the_members_clock() -> None:
    """23:30 on Monday in Berlin is still Monday there, and Tuesday in Kathmandu."""
    late = NINE + 14 * HOUR + HOUR / 2
    assert snoozed(ENROLMENT, CADENCE, late, days=1).next_on == MONDAY + DAY
    there = replace(CADENCE, zone="Asia/Kathmandu")
    assert snoozed(ENROLMENT, there, late, days=1).next_on == MONDAY + 2 * DAY


def test_a_skipped_week_is_followed_by_the_next() -> None:
    made = skipped(ENROLMENT, CADENCE, MONDAY)
    assert (made.next_on, made.last_on, made.week) == (MONDAY + WEEK, MONDAY, 0)


def test_a_week_skipped_ahead_does_not_come_back_with_another_day() -> None:
    made = skipped(ENROLMENT, CADENCE, MONDAY)
    sooner = Cadence((Weekday.SUNDAY,), time(9), "Europe/Berlin")
    assert following(made, sooner, NINE - 3 * DAY).on > MONDAY


def test_another_task_starts_with_its_first_nudge() -> None:
    made = focused(replace(ENROLMENT, week=3), "c")
    assert (made.focus, made.week, made.next_at) == ("c", 0, NINE)


@pytest.mark.parametrize("state", [EnrolmentState.LEFT, EnrolmentState.FINISHED])
def test_an_end_keeps_the_history_and_expects_nothing(state: EnrolmentState) -> None:
    made = ended(replace(ENROLMENT, last_on=MONDAY, resumes_on=MONDAY, week=2), state, NINE)
    assert (made.state, made.ended_at, made.last_on, made.week) == (state, NINE, MONDAY, 2)
    assert (made.next_at, made.next_on, made.resumes_on) == (None, None, None)


def test_expecting_nothing_forgets_the_reminder() -> None:
    assert expecting(replace(ENROLMENT, next_kind=NudgeKind.REMINDER), None).next_kind is NudgeKind.NUDGE


def test_a_cohort_that_starts_again_plans_for_those_who_walk() -> None:
    stopped = expecting(ENROLMENT, None)
    assert resumed(stopped, COHORT, CADENCE, NINE).next_on == MONDAY + WEEK


def test_a_cohort_that_starts_again_wakes_nobody_who_rests() -> None:
    resting = expecting(paused(ENROLMENT, CADENCE, NINE, weeks=None), None)
    silent = expecting(replace(ENROLMENT, state=EnrolmentState.QUIET), None)
    for each in (resting, silent):
        assert resumed(each, COHORT, CADENCE, NINE) == each


@pytest.mark.parametrize(("now", "back"), [(NINE, MONDAY + 3 * WEEK), (NINE + 5 * WEEK, MONDAY + 6 * WEEK)])
def test_a_rest_of_some_weeks_ends_when_it_would_have_or_with_the_next_one(now: datetime, back: date) -> None:
    resting = paused(ENROLMENT, CADENCE, NINE + HOUR, weeks=2)
    made = resumed(expecting(resting, None), COHORT, CADENCE, now)
    assert (made.state, made.next_on, made.resumes_on) == (EnrolmentState.PAUSED, back, back)


@pytest.mark.parametrize("state", [CohortState.PAUSED, CohortState.ARCHIVED])
def test_a_cohort_that_rests_or_is_over_plans_nothing(state: CohortState) -> None:
    made = scheduled(ENROLMENT, replace(COHORT, state=state), CADENCE, NINE)
    assert (made.state, made.next_at, made.next_on) == (EnrolmentState.ACTIVE, None, None)
