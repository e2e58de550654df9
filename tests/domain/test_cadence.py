"""The weekly occasion in every zone there is: always later, always the asked hour, through every change of clocks."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mentorbot.domain.cadence import DAY, WEEK, Cadence, Occasion, instant, local_date
from mentorbot.domain.openings import next_opening, opening
from mentorbot.domain.weekdays import Weekday

ZONES = sorted(available_timezones() - {"localtime"})
MONDAY = Weekday.MONDAY

zones = st.sampled_from(ZONES)
hours = st.builds(time, st.integers(0, 23), st.integers(0, 59))
days = st.sampled_from(Weekday).map(lambda day: (day,))
cadences = st.builds(Cadence, days, hours, zones)
instants = st.datetimes(datetime(1995, 1, 1), datetime(2045, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - UTC is said beside it


@given(cadences, instants)
@example(Cadence((Weekday.FRIDAY,), time(9), "Pacific/Apia"), datetime(2011, 12, 26, tzinfo=UTC))
@example(Cadence((Weekday.FRIDAY,), time(0), "Africa/Cairo"), datetime(2023, 4, 27, tzinfo=UTC))
@example(Cadence((Weekday.SUNDAY,), time(2, 15), "Australia/Lord_Howe"), datetime(2026, 10, 1, tzinfo=UTC))
def test_the_next_occasion_is_later_and_at_the_asked_hour(cadence: Cadence, after: datetime) -> None:
    found = upcoming(cadence, after)
    assert found.at > after
    _is_the_asked_hour(cadence, found)


@given(cadences, instants)
def test_no_earlier_occasion_was_passed_over(cadence: Cadence, after: datetime) -> None:
    found = upcoming(cadence, after)
    assert instant(found.on - WEEK, cadence.at, cadence.zone) <= after


@given(cadences, instants, st.integers(-30, 60))
def test_a_date_already_used_and_all_before_it_are_never_used_again(
    cadence: Cadence, after: datetime, days: int
) -> None:
    used = local_date(after, cadence.zone) + DAY * days
    found = upcoming(cadence, after, last_on=used)
    assert found.on - used >= cadence.apart
    assert found.at > after
    _is_the_asked_hour(cadence, found)
    earlier = found.on - WEEK
    assert earlier < used + cadence.apart or instant(earlier, cadence.at, cadence.zone) <= after


@given(cadences, instants)
def test_asking_at_the_very_instant_gives_the_week_after(cadence: Cadence, after: datetime) -> None:
    first = upcoming(cadence, after)
    assert upcoming(cadence, first.at - timedelta(microseconds=1)) == first
    assert upcoming(cadence, first.at).on == first.on + WEEK


@pytest.mark.parametrize("began", [datetime(2009, 6, 1, tzinfo=UTC), datetime(2025, 11, 22, tzinfo=UTC)])
def test_three_years_of_mondays_in_every_zone_are_one_local_week_apart(began: datetime) -> None:
    for number, zone in enumerate(ZONES):
        cadence = Cadence((Weekday(number % 7),), time(number % 24, number * 7 % 60), zone)
        _walk(cadence, began, weeks=156)


@given(cadences, instants)
def test_three_years_of_occasions_never_repeat_a_date(cadence: Cadence, after: datetime) -> None:
    _walk(cadence, after, weeks=156)


def _walk(cadence: Cadence, after: datetime, *, weeks: int) -> None:
    found = upcoming(cadence, after)
    for _ in range(weeks):
        following = upcoming(cadence, found.at, last_on=found.on)
        assert following == upcoming(cadence, found.at)
        assert following.on == found.on + WEEK
        assert following.at > found.at
        _is_the_asked_hour(cadence, following)
        found = following


@pytest.mark.parametrize(
    ("zone", "on", "at", "clock"),
    [
        # Clocks go forward: what does not exist moves forward by the gap.
        ("Europe/Berlin", date(2026, 3, 29), time(2, 30), "2026-03-29 03:30 +0200"),
        ("Europe/Berlin", date(2026, 3, 29), time(1, 59), "2026-03-29 01:59 +0100"),
        ("Europe/Berlin", date(2026, 3, 29), time(3, 0), "2026-03-29 03:00 +0200"),
        ("America/New_York", date(2026, 3, 8), time(2, 0), "2026-03-08 03:00 -0400"),
        ("America/New_York", date(2026, 3, 8), time(9, 0), "2026-03-08 09:00 -0400"),
        ("Australia/Lord_Howe", date(2026, 10, 4), time(2, 15), "2026-10-04 02:45 +1100"),
        ("Pacific/Chatham", date(2026, 9, 27), time(3, 0), "2026-09-27 04:00 +1345"),
        ("Africa/Cairo", date(2023, 4, 28), time(0, 0), "2023-04-28 01:00 +0300"),
        ("America/Nuuk", date(2026, 3, 28), time(23, 30), "2026-03-29 00:30 -0100"),
        ("Pacific/Apia", date(2011, 12, 30), time(9, 0), "2011-12-31 09:00 +1400"),
        # Clocks go back: what happens twice happens at its first.
        ("Europe/Berlin", date(2026, 10, 25), time(2, 30), "2026-10-25 02:30 +0200"),
        ("America/New_York", date(2026, 11, 1), time(1, 30), "2026-11-01 01:30 -0400"),
        ("Australia/Lord_Howe", date(2026, 4, 5), time(1, 45), "2026-04-05 01:45 +1100"),
        ("Pacific/Chatham", date(2026, 4, 5), time(3, 15), "2026-04-05 03:15 +1345"),
        ("Africa/Cairo", date(2023, 10, 26), time(23, 30), "2023-10-26 23:30 +0300"),
        ("America/Nuuk", date(2026, 10, 24), time(23, 30), "2026-10-24 23:30 -0100"),
        # No change, and an offset that is no whole hour.
        ("Asia/Kathmandu", date(2026, 3, 29), time(9, 0), "2026-03-29 09:00 +0545"),
    ],
)
def test_the_change_of_the_clocks_in_places_that_are_known_for_it(zone: str, on: date, at: time, clock: str) -> None:
    found = instant(on, at, zone).astimezone(ZoneInfo(zone))
    assert f"{found:%Y-%m-%d %H:%M %z}" == clock


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Nuuk"])
def test_an_hour_that_happens_twice_is_one_occasion(zone: str) -> None:
    """Asked every ten minutes through the night of the change, there is one occasion on that date."""
    changes = {
        "Europe/Berlin": (date(2026, 10, 25), time(2, 30)),
        "America/New_York": (date(2026, 11, 1), time(1, 30)),
        "Australia/Lord_Howe": (date(2026, 4, 5), time(1, 45)),
        "America/Nuuk": (date(2026, 10, 24), time(23, 30)),
    }
    on, at = changes[zone]
    cadence = Cadence((Weekday(on.weekday()),), at, zone)
    midnight = instant(on, time(0), zone)
    found = {upcoming(cadence, midnight + timedelta(minutes=10) * number) for number in range(18 * 12)}
    assert sorted(each.on for each in found) == [on, on + WEEK]


def test_moving_the_hour_later_on_the_day_itself_makes_no_second_one() -> None:
    nine = Cadence((MONDAY,), time(9), "Europe/Berlin")
    had = upcoming(nine, datetime(2026, 11, 22, tzinfo=UTC))
    evening = Cadence((MONDAY,), time(21), "Europe/Berlin")
    assert upcoming(evening, had.at, last_on=had.on).on == had.on + WEEK


def test_a_move_across_the_date_line_makes_no_second_one_on_a_date() -> None:
    had = upcoming(Cadence((MONDAY,), time(9), "Pacific/Auckland"), datetime(2026, 11, 21, tzinfo=UTC))
    there = upcoming(Cadence((MONDAY,), time(9), "Pacific/Honolulu"), had.at, last_on=had.on)
    assert there.on == had.on + WEEK


def test_another_date_has_the_same_hour() -> None:
    cadence = Cadence((MONDAY,), time(9), "Europe/Berlin")
    assert opening(cadence, date(2026, 7, 1)) == Occasion(date(2026, 7, 1), datetime(2026, 7, 1, 7, tzinfo=UTC))


def test_a_cadence_says_itself_in_words() -> None:
    assert str(Cadence((Weekday.WEDNESDAY,), time(9), "UTC")) == "Wednesdays at 09:00"


def upcoming(cadence: Cadence, after: datetime, last_on: date | None = None) -> Occasion:
    """The next regular one; without an end there always is one."""
    found = next_opening(cadence, after, last_on)
    assert found is not None
    return found


def _is_the_asked_hour(cadence: Cadence, found: Occasion) -> None:
    """The asked weekday and wall-clock time, or exactly a gap later on a day whose clocks skip that time."""
    zone = ZoneInfo(cadence.zone)
    wanted = datetime.combine(found.on, cadence.at)
    assert found.on.weekday() == cadence.days[0]
    assert found.at.utcoffset() == timedelta(0)
    shown = found.at.astimezone(zone).replace(tzinfo=None)
    twice = {wanted.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)}
    really = {at for at in twice if at.astimezone(zone).replace(tzinfo=None) == wanted}
    if really:
        assert found.at == min(really)
        assert shown == wanted
    else:
        assert shown - wanted == _gap(found.at, zone)


def _gap(at: datetime, zone: ZoneInfo) -> timedelta:
    """By how much the clocks last jumped before `at`, minute by minute back to the jump."""
    offset = at.astimezone(zone).utcoffset()
    assert offset is not None
    while (before := at.astimezone(zone).utcoffset()) == offset:
        at -= timedelta(minutes=1)
    assert before is not None
    return offset - before
