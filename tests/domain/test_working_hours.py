"""Minutes in common: over both changes of the clocks, in half-hour zones, across midnight and the date line."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorbot.domain.weekdays import WORKING_WEEK, Weekday
from mentorbot.domain.working_hours import Stretch, WorkingHours, minutes_in_common, stretches_in_common
from tests.domain.rhythms import hours, zones

WINTER = date(2026, 11, 25)
BERLIN = WorkingHours("Europe/Berlin")
FULL_WEEK = 5 * 8 * 60


def common(one: WorkingHours, other: WorkingHours, on: date = WINTER) -> int:
    both = minutes_in_common(one, other, on)
    assert both == minutes_in_common(other, one, on)
    return both


def test_two_in_one_city_share_the_whole_week() -> None:
    assert common(BERLIN, BERLIN) == FULL_WEEK


@pytest.mark.parametrize(
    ("week", "minutes"),
    [
        (date(2026, 3, 4), 5 * 120),  # six hours apart
        (date(2026, 3, 11), 5 * 180),  # New York is in summer, Berlin not yet
        (date(2026, 4, 1), 5 * 120),
        (date(2026, 10, 28), 5 * 180),  # Berlin is in winter, New York not yet
        (date(2026, 11, 4), 5 * 120),
    ],
)
def test_between_two_changes_of_the_clocks_berlin_and_new_york_share_an_hour_a_day_more(
    week: date, minutes: int
) -> None:
    assert common(BERLIN, WorkingHours("America/New_York"), week) == minutes


def test_every_day_of_a_week_asks_about_the_same_week() -> None:
    new_york = WorkingHours("America/New_York")
    assert {common(BERLIN, new_york, date(2026, 3, 9 + day)) for day in range(7)} == {5 * 180}


@pytest.mark.parametrize(
    ("zone", "minutes"),
    [("Asia/Kolkata", 5 * (3 * 60 + 30)), ("Asia/Kathmandu", 5 * (3 * 60 + 15)), ("Australia/Adelaide", 0)],
)
def test_half_and_quarter_hours_count(zone: str, minutes: int) -> None:
    assert common(BERLIN, WorkingHours(zone)) == minutes


def test_only_days_that_both_work_count() -> None:
    riyadh = (Weekday.MONDAY, Weekday.TUESDAY, Weekday.WEDNESDAY, Weekday.THURSDAY, Weekday.SUNDAY)
    assert common(BERLIN, WorkingHours("Europe/Berlin", riyadh)) == 4 * 8 * 60
    assert common(BERLIN, WorkingHours("Europe/Berlin", (Weekday.SATURDAY,))) == 0


def test_a_night_shift_ends_the_next_day() -> None:
    night = WorkingHours("Europe/Berlin", (Weekday.FRIDAY,), time(22), time(6))
    assert common(night, WorkingHours("Europe/Berlin", (Weekday.SATURDAY,), time(0), time(12))) == 6 * 60
    assert common(night, WorkingHours("Europe/Berlin", (Weekday.FRIDAY,), time(0), time(12))) == 0
    until_midnight = WorkingHours("Europe/Berlin", (Weekday.FRIDAY,), time(20), time(0))
    assert common(night, until_midnight) == 2 * 60


def test_a_night_shift_of_sunday_is_worked_on_monday() -> None:
    night = WorkingHours("UTC", (Weekday.SUNDAY,), time(22), time(6))
    assert common(night, WorkingHours("UTC", (Weekday.MONDAY,), time(0), time(6))) == 6 * 60


@pytest.mark.parametrize(("change", "minutes"), [(date(2026, 3, 25), 7 * 60), (date(2026, 10, 21), 9 * 60)])
def test_the_night_of_a_change_is_an_hour_shorter_or_longer(change: date, minutes: int) -> None:
    night = WorkingHours("Europe/Berlin", (Weekday.SATURDAY,), time(22), time(6))
    assert common(night, night, change) == minutes


def test_the_same_hour_twice_is_the_whole_day() -> None:
    always = WorkingHours("UTC", tuple(Weekday), time(9), time(9))
    assert common(always, always) == 7 * 24 * 60
    assert common(always, BERLIN) == FULL_WEEK


def test_across_the_date_line_monday_meets_sunday() -> None:
    auckland = WorkingHours("Pacific/Auckland", (Weekday.MONDAY,))
    honolulu = WorkingHours("Pacific/Honolulu", (Weekday.SUNDAY,))
    assert common(auckland, honolulu) == 7 * 60


@given(zones, zones, hours, hours, st.dates(date(2019, 1, 1), date(2033, 1, 1)))
def test_nobody_has_more_in_common_than_their_own_week(
    one_zone: str, other_zone: str, start: time, end: time, on: date
) -> None:
    one, other = WorkingHours(one_zone, start=start, end=end), WorkingHours(other_zone)
    both = common(one, other, on)
    assert 0 <= both <= min(common(one, one, on), common(other, other, on))


def test_the_hours_that_two_share_are_told_on_anybodys_clock() -> None:
    new_york = WorkingHours("America/New_York")
    assert stretches_in_common(BERLIN, new_york, WINTER, "Europe/Berlin") == (
        Stretch(WORKING_WEEK, time(15), time(17)),
    )
    assert stretches_in_common(BERLIN, new_york, WINTER, "Asia/Kathmandu") == (
        Stretch(WORKING_WEEK, time(19, 45), time(21, 45)),
    )


def test_a_monday_morning_that_is_a_sunday_in_utc_is_told_as_a_monday() -> None:
    auckland = WorkingHours("Pacific/Auckland")
    assert stretches_in_common(auckland, auckland, WINTER, "Pacific/Auckland") == (
        Stretch(WORKING_WEEK, time(9), time(17)),
    )


def test_hours_that_differ_by_day_are_told_apart_and_those_on_most_days_first() -> None:
    fridays = WorkingHours("Europe/Berlin", (Weekday.FRIDAY,), time(9), time(12))
    nights = WorkingHours("Europe/Berlin", WORKING_WEEK, time(22), time(2))
    assert stretches_in_common(BERLIN, fridays, WINTER, "Europe/Berlin") == (
        Stretch((Weekday.FRIDAY,), time(9), time(12)),
    )
    assert stretches_in_common(nights, nights, WINTER, "Europe/Berlin") == (Stretch(WORKING_WEEK, time(22), time(2)),)


def test_two_who_never_meet_share_nothing_and_two_who_never_sleep_are_not_told_it() -> None:
    always = WorkingHours("UTC", tuple(Weekday), time(0), time(0))
    assert stretches_in_common(BERLIN, WorkingHours("Pacific/Auckland"), WINTER, "UTC") == ()
    assert stretches_in_common(always, always, WINTER, "UTC") == ()


@given(zones, zones, zones, hours, hours)
def test_what_is_told_of_common_hours_is_as_long_as_they_are(
    one: str, other: str, reader: str, start: time, end: time
) -> None:
    if start == end:
        return
    both = (WorkingHours(one), WorkingHours(other, WORKING_WEEK, start, end))
    told = stretches_in_common(*both, WINTER, reader)
    assert sum(len(each.days) * _length(each) for each in told) == minutes_in_common(*both, WINTER)


def _length(each: Stretch) -> int:
    start, end = (at.hour * 60 + at.minute for at in (each.start, each.end))
    return (end - start) % (24 * 60)
