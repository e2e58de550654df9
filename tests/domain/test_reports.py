"""Reports: what is counted, and what is never shown."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorbot.domain.checkins import Mood
from mentorbot.domain.enrolments import EnrolmentState
from mentorbot.domain.reports import SMALLEST, Figure, Sent, Walker, figure, report
from tests.domain.scenes import GUIDE, NINE

WEEK = timedelta(weeks=1)
ALL = tuple(GUIDE.tasks)


def walker(*done: str, state: EnrolmentState = EnrolmentState.ACTIVE, every: timedelta = WEEK) -> Walker:
    """Somebody who joined at nine and did these, one each week."""
    return Walker(state=state, joined_at=NINE, done={task: NINE + every * (n + 1) for n, task in enumerate(done)})


def test_a_group_of_one_to_four_is_not_shown_and_one_of_five_is() -> None:
    assert [figure(number) for number in (0, 1, SMALLEST - 1, SMALLEST)] == [
        Figure(0),
        Figure(None),
        Figure(None),
        Figure(5),
    ]
    assert [str(each) for each in (Figure(0), Figure(None), Figure(1200))] == ["0", "under 5", "1,200"]


def test_the_funnel_counts_who_came_to_a_step_and_who_completed_it() -> None:
    made = report(GUIDE, [*[walker()] * 10, *[walker("a", "b", "c")] * 6, *[walker(*ALL)] * 5], Sent(), [])
    first, second = made.steps
    assert [str(each) for each in (first.reached, first.completed)] == ["21", "11"]
    assert [str(each) for each in (second.reached, second.completed)] == ["11", "5"]
    assert str(made.people) == "21"


def test_time_for_a_step_is_the_median_of_those_who_completed_it_from_where_they_could_begin() -> None:
    made = report(GUIDE, [walker(*ALL)] * 5, Sent(), [])
    assert [(each.weeks, each.base) for each in made.steps] == [(3.0, Figure(5)), (2.0, Figure(5))]
    made = report(GUIDE, [walker(*ALL)] * 4, Sent(), [])
    assert [(each.weeks, each.base) for each in made.steps] == [(None, Figure(None)), (None, Figure(None))]


def test_a_step_done_out_of_order_took_no_less_than_no_time() -> None:
    done = {"d": NINE + WEEK, "e": NINE + 2 * WEEK, "a": NINE + 3 * WEEK, "b": NINE + 4 * WEEK, "c": NINE + 5 * WEEK}
    out_of_order = Walker(state=EnrolmentState.ACTIVE, joined_at=NINE, done=done)
    made = report(GUIDE, [out_of_order] * 5, Sent(), [])
    assert [each.weeks for each in made.steps] == [5.0, 2.0]


def test_tasks_done_before_joining_take_no_time() -> None:
    before = dict.fromkeys(("a", "b", "c"), NINE - WEEK)
    made = report(GUIDE, [Walker(state=EnrolmentState.ACTIVE, joined_at=NINE, done=before)] * 5, Sent(), [])
    assert made.steps[0].weeks == 0.0


def test_who_dropped_off_is_counted_at_the_step_where_they_stood() -> None:
    left = walker("a", "b", "c", state=EnrolmentState.LEFT)
    quiet = walker("a", "b", "c", "d", state=EnrolmentState.QUIET)
    made = report(GUIDE, [*[left] * 3, *[quiet] * 3, *[walker(*ALL, state=EnrolmentState.LEFT)] * 9], Sent(), [])
    assert [str(each.dropped) for each in made.steps] == ["0", "6"]


def test_nudges_are_shown_only_where_five_people_got_some() -> None:
    few, enough = Sent(nudges=40, answered=20, people=4), Sent(nudges=40, answered=20, people=5)
    assert report(GUIDE, [walker()] * 5, few, []).sent is None
    assert report(GUIDE, [walker()] * 5, enough, []).sent == enough


def test_moods_and_calls_for_help_hide_small_groups_too() -> None:
    made = report(GUIDE, [walker()] * 9, Sent(), [Mood.GOOD] * 5 + [Mood.STUCK], stuck=7, answered=2)
    assert made.moods == {Mood.GOOD: Figure(5), Mood.SLOW: Figure(0), Mood.STUCK: Figure(None)}
    assert (made.stuck, made.answered) == (Figure(7), Figure(None))


@pytest.mark.parametrize(("people", "too_few"), [(0, True), (4, True), (5, False)])
def test_a_cohort_of_fewer_than_five_has_no_report(people: int, *, too_few: bool) -> None:
    assert report(GUIDE, [walker()] * people, Sent(), []).too_few is too_few


_STATES = st.sampled_from(list(EnrolmentState))
_INSTANTS = st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1)).map(lambda at: at.replace(tzinfo=NINE.tzinfo))  # noqa: DTZ001
_WALKERS = st.builds(Walker, state=_STATES, joined_at=_INSTANTS, done=st.dictionaries(st.sampled_from(ALL), _INSTANTS))


@given(st.lists(_WALKERS, max_size=30))
def test_no_number_of_one_to_four_people_is_ever_shown(walkers: list[Walker]) -> None:
    made = report(GUIDE, walkers, Sent(), [])
    shown = [made.people, made.here, made.paused, made.quiet, made.finished, made.left]
    shown += [each for step in made.steps for each in (step.reached, step.completed, step.dropped, step.base)]
    assert all(each.number is None or each.number == 0 or each.number >= SMALLEST for each in shown)
    assert all(step.weeks is None or step.weeks >= 0 for step in made.steps)
    assert all(step.weeks is None or step.base.number is not None for step in made.steps)


def test_nobody_got_a_nudge_is_said_and_a_few_are_hidden() -> None:
    walkers = [walker()] * 6
    assert report(GUIDE, walkers, Sent(), []).sent == Sent()
    assert report(GUIDE, walkers, Sent(nudges=9, answered=2, people=4), []).sent is None


def test_how_many_said_a_mood_is_hidden_where_it_would_give_a_small_group_away() -> None:
    walkers = [walker()] * 9
    assert report(GUIDE, walkers, Sent(), [Mood.GOOD] * 6).said == Figure(6)
    assert report(GUIDE, walkers, Sent(), [Mood.GOOD] * 6 + [Mood.STUCK]).said == Figure(None)
