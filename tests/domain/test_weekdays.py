"""Days of the week, alone and together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorbot.domain.spoken_days import read_work_days
from mentorbot.domain.weekdays import Days, Weekday, in_order, mondays, on_days_of, span, spelt

MON, TUE, WED, THU, FRI, SAT, SUN = Weekday
some_days = st.sets(st.sampled_from(Weekday), min_size=1).map(in_order)


@pytest.mark.parametrize(
    ("days", "words", "written"),
    [
        ((MON,), "Monday", "monday"),
        ((MON, THU), "Monday and Thursday", "monday,thursday"),
        ((MON, SUN), "Sunday and Monday", "sunday,monday"),
        ((MON, TUE, WED, THU, FRI), "Monday to Friday", "monday-friday"),
        ((MON, TUE, WED, THU, SUN), "Sunday to Thursday", "sunday-thursday"),
        ((MON, WED, FRI), "Monday, Wednesday and Friday", "monday,wednesday,friday"),
        (tuple(Weekday), "Monday to Sunday", "monday-sunday"),
    ],
)
def test_days_are_said_and_written_as_people_do(days: Days, words: str, written: str) -> None:
    assert span(days) == words
    assert spelt(days) == written


@given(some_days)
def test_what_is_written_is_read_back(days: Days) -> None:
    assert read_work_days(spelt(days)) == days


def test_one_day_and_two_have_a_plural() -> None:
    assert mondays((MON,)) == "Mondays"
    assert mondays((MON, THU)) == "Mondays and Thursdays"


@pytest.mark.parametrize(
    ("allowed", "days", "found"),
    [
        ((MON, TUE, WED, THU), (FRI,), (MON,)),
        ((SAT, SUN), (TUE,), (SAT,)),
        ((MON, TUE, WED, THU), (TUE, FRI), (TUE,)),
        ((MON, TUE, WED, THU), (WED, FRI), (MON, WED)),
        ((SUN,), (MON, WED), (SUN,)),
        ((MON, THU), (MON, THU), (MON, THU)),
    ],
)
def test_a_day_off_gives_way_to_the_next_working_day(allowed: Days, days: Days, found: Days) -> None:
    assert on_days_of(allowed, days) == found


@given(some_days, some_days)
def test_somebody_who_works_at_all_keeps_a_day(allowed: Days, days: Days) -> None:
    found = on_days_of(allowed, days)
    assert set(found) <= set(allowed)
    assert 1 <= len(found) <= len(days)
