"""Where a wanted occasion falls: never on a day off, never in quiet hours, never lost, and it says why."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorbot.domain.cadence import DAY, WEEK, Cadence, Occasion, instant, local_date, wanted_from
from mentorbot.domain.calendar import Calendar, Quiet
from mentorbot.domain.openings import LEAST, last_call, next_opening, opening
from mentorbot.domain.weekdays import WORKING_WEEK, Days, Weekday, dated
from tests.domain.rhythms import KNOWN_FOR_THEIR_CLOCKS, cadences, hours, hushed, instants, quiets, shown, zones

MONDAY, THURSDAY = Weekday.MONDAY, Weekday.THURSDAY
EVENING = Quiet(time(21), time(8))
NOVEMBER = datetime(2026, 11, 20, tzinfo=UTC)
MOMENT = timedelta(microseconds=1)


def at_nine(
    *days: Weekday,
    zone: str = "America/New_York",
    every: int = 1,
    working: Days = WORKING_WEEK,
    holidays: str = "",
    quiet: Quiet | None = None,
    ends_on: date | None = None,
) -> Cadence:
    calendar = Calendar(working=working, holidays=holidays, quiet=quiet, ends_on=ends_on)
    return Cadence(days or (THURSDAY,), time(9), zone, every, date(2026, 11, 2), calendar)


def following(cadence: Cadence, after: datetime, last_on: date | None = None) -> Occasion:
    found = next_opening(cadence, after, last_on)
    assert found is not None
    return found


def walk(cadence: Cadence, after: datetime, *, turns: int) -> Iterator[Occasion]:
    """One occasion after the other, as they are planned when nothing is late."""
    last_on = None
    for _ in range(turns):
        found = next_opening(cadence, after, last_on)
        if found is None:
            return
        yield found
        after, last_on = found.at, found.on


def test_thanksgiving_moves_to_the_friday_and_says_so() -> None:
    found = following(at_nine(holidays="US"), NOVEMBER)
    assert (found.on, found.why) == (date(2026, 11, 27), "Thursday 26 November is Thanksgiving Day")
    assert found.at == datetime(2026, 11, 27, 14, tzinfo=UTC)
    after = following(at_nine(holidays="US"), found.at, found.on)
    assert (after.on, after.why) == (date(2026, 12, 3), "")


def test_a_holiday_before_a_weekend_moves_over_it() -> None:
    found = following(at_nine(Weekday.FRIDAY, holidays="2026-11-27"), NOVEMBER + DAY)
    assert found.on == date(2026, 11, 30)
    assert found.why.endswith("; Saturday 28 November is a day off; Sunday 29 November is a day off")


def test_where_the_next_one_is_near_a_moved_one_falls_out() -> None:
    found = following(at_nine(Weekday.FRIDAY, holidays="2026-11-27,2026-11-30"), NOVEMBER + DAY)
    assert found.on == date(2026, 12, 4)
    assert found.why == "the one of Friday 27 November fell out (a day off of the cohort)"


def test_where_the_weekend_is_friday_and_saturday_a_thursday_moves_to_sunday() -> None:
    working = (MONDAY, Weekday.TUESDAY, Weekday.WEDNESDAY, THURSDAY, Weekday.SUNDAY)
    found = following(at_nine(zone="Asia/Riyadh", working=working, holidays="2026-11-26"), NOVEMBER)
    assert found.on == date(2026, 11, 29)
    assert found.why.startswith("Thursday 26 November is a day off of the cohort; Friday 27 November is a day off; ")


def test_an_hour_in_the_quiet_of_the_evening_comes_the_next_morning() -> None:
    late = replace(at_nine(MONDAY, quiet=EVENING), at=time(22))
    found = following(late, NOVEMBER)
    assert found == Occasion(
        date(2026, 11, 24), datetime(2026, 11, 24, 13, tzinfo=UTC), "22:00 is in the quiet hours 21:00-08:00"
    )
    early = replace(late, at=time(7, 30))
    assert following(early, NOVEMBER).at == datetime(2026, 11, 23, 13, tzinfo=UTC)


def test_quiet_hours_are_those_of_the_members_own_clock() -> None:
    """A cohort on the clock of Riyadh, and somebody in New York: 08:00 there is midnight here."""
    cadence = replace(at_nine(zone="Asia/Riyadh"), at=time(8))
    own = replace(cadence, calendar=replace(cadence.calendar, quiet=EVENING, quiet_zone="America/New_York"))
    found = following(own, NOVEMBER)
    assert found.at == instant(date(2026, 11, 26), time(8), "America/New_York")
    assert (found.on, found.why) == (date(2026, 11, 26), "00:00 is in the quiet hours 21:00-08:00")


def test_two_evenings_a_week_in_quiet_hours_are_two_mornings() -> None:
    late = replace(at_nine(MONDAY, Weekday.WEDNESDAY, quiet=EVENING), at=time(22))
    assert [each.on for each in walk(late, NOVEMBER, turns=3)] == [
        date(2026, 11, 24),
        date(2026, 11, 26),
        date(2026, 12, 1),
    ]


def test_every_second_week_counts_from_its_anchor() -> None:
    found = [each.on for each in walk(at_nine(every=2), NOVEMBER - 10 * WEEK, turns=8)]
    assert date(2026, 11, 5) in found
    assert {after - before for before, after in pairwise(found)} == {2 * WEEK}


def test_a_leap_day_is_a_day() -> None:
    assert following(at_nine(Weekday.TUESDAY), datetime(2028, 2, 26, tzinfo=UTC)).on == date(2028, 2, 29)
    assert following(at_nine(every=2), datetime(2028, 2, 10, tzinfo=UTC)).on in {date(2028, 2, 17), date(2028, 2, 10)}


def test_nothing_comes_after_the_last_day_not_even_what_had_to_move() -> None:
    assert following(at_nine(ends_on=date(2026, 11, 26)), NOVEMBER).on == date(2026, 11, 26)
    for ends_on in (date(2026, 11, 25), date(2026, 11, 26)):
        assert next_opening(at_nine(ends_on=ends_on, holidays="US"), NOVEMBER) is None
        assert opening(at_nine(ends_on=ends_on, holidays="US"), date(2026, 11, 26)) is None


def test_what_a_holiday_moved_is_still_to_come_after_its_own_hour() -> None:
    """Somebody who changes their hour on the holiday itself loses nothing."""
    found = following(at_nine(holidays="US"), datetime(2026, 11, 26, 20, tzinfo=UTC), date(2026, 11, 19))
    assert found.on == date(2026, 11, 27)


def test_another_day_of_the_week_keeps_its_distance_and_says_so() -> None:
    found = following(at_nine(), datetime(2026, 11, 23, 15, tzinfo=UTC), date(2026, 11, 23))
    assert found.on == date(2026, 12, 3)
    assert found.why == "Thursday 26 November is less than 4 days after the last one"


def test_the_day_of_a_reminder_is_passed_over_and_says_so() -> None:
    thursday = date(2026, 11, 26)
    found = next_opening(at_nine(), datetime(2026, 11, 26, 8, tzinfo=UTC), date(2026, 11, 19), reminded_on=thursday)
    assert found is not None
    assert (found.on, found.why) == (date(2026, 12, 3), "Thursday 26 November had a reminder")


def test_many_days_off_are_told_in_one_breath() -> None:
    closed = ",".join((date(2026, 11, 26) + DAY * number).isoformat() for number in range(40))
    found = following(at_nine(holidays=closed), NOVEMBER)
    assert found.on == date(2027, 1, 7)
    assert len(found.why) < 150


def test_a_calendar_that_never_opens_gives_none() -> None:
    assert next_opening(at_nine(working=()), NOVEMBER) is None
    assert opening(at_nine(working=()), date(2026, 11, 26)) is None


@given(st.data(), instants)
def test_no_occasion_is_on_a_day_off_or_in_quiet_hours_or_too_near(data: st.DataObject, after: datetime) -> None:
    cadence = data.draw(cadences(after.date()))
    last: Occasion | None = None
    for found in walk(cadence, after, turns=12):
        clock = shown(found.at, cadence)
        assert not cadence.calendar.shut(found.on)
        assert not cadence.calendar.shut(clock.date())
        assert not hushed(found.at, cadence)
        assert cadence.calendar.ends_on is None or found.on <= cadence.calendar.ends_on
        assert found.at > (last.at if last else after)
        assert last is None or found.on - last.on >= cadence.apart
        last = found


@given(st.data(), instants)
def test_each_wanted_day_is_met_or_moved_or_fell_out_and_the_next_one_says_why(
    data: st.DataObject, after: datetime
) -> None:
    cadence = data.draw(cadences(after.date(), quiet=False))
    found = list(walk(cadence, after, turns=12))
    if not found:
        return
    expected = by_hand(cadence, local_date(after, cadence.zone) - 3 * WEEK, found[-1].on)
    assert [each.on for each in found] == [on for on in expected if on >= found[0].on]
    assert not [on for on in expected if instant(on, cadence.at, cadence.zone) > after and on < found[0].on]
    before = found[0].on
    for each in found:
        unmoved = each.on == wanted_from(cadence, each.on)
        passed_over = wanted_from(cadence, before + DAY) < each.on
        assert bool(each.why) == (not unmoved or (passed_over and each is not found[0])) or each is found[0]
        before = each.on


def by_hand(cadence: Cadence, first: date, last: date) -> list[date]:
    """The same by the plainest of rules: day by day up to where the next one is too near."""
    found = []
    on = wanted_from(cadence, first)
    while on <= last:
        following_on = wanted_from(cadence, on + DAY)
        days = (on + DAY * number for number in range((following_on - cadence.apart - on).days + 1))
        found += [day for day in days if not cadence.calendar.shut(day)][:1]
        on = following_on
    return [on for on in found if on <= last]


@given(st.data(), instants, st.timedeltas(timedelta(0), timedelta(days=3)))
def test_a_clock_that_steps_back_makes_no_second_one_and_loses_none(
    data: st.DataObject, after: datetime, back: timedelta
) -> None:
    cadence = data.draw(cadences(after.date()))
    found = next_opening(cadence, after)
    if found is None:
        return
    usual = next_opening(cadence, found.at, found.on)
    assert next_opening(cadence, found.at - back, found.on) == usual


@given(st.data(), instants)
def test_asking_again_before_the_hour_gives_the_same(data: st.DataObject, after: datetime) -> None:
    cadence = data.draw(cadences(after.date()))
    found = next_opening(cadence, after)
    if found is not None:
        again = next_opening(cadence, found.at - MOMENT)
        assert again is not None
        assert (again.on, again.at) == (found.on, found.at)


@given(st.data(), instants)
def test_the_last_call_is_on_the_same_day_and_before_quiet_hours(data: st.DataObject, after: datetime) -> None:
    cadence = data.draw(cadences(after.date()))
    found = next_opening(cadence, after)
    if found is None:
        return
    until = last_call(cadence, found.at)
    clock = shown(until, cadence)
    assert found.at <= until <= found.at + timedelta(hours=6)
    assert not hushed(until, cadence)
    assert not cadence.calendar.shut(clock.date())
    assert clock.date() == shown(found.at, cadence).date() or until <= found.at + LEAST


@given(quiets(), hours, zones, instants)
def test_quiet_hours_are_never_broken_by_a_change_of_the_clocks(
    quiet: Quiet, hour: time, zone: str, after: datetime
) -> None:
    cadence = Cadence((MONDAY,), hour, zone, calendar=Calendar(quiet=quiet))
    found = following(cadence, after)
    assert shown(found.at, cadence).time() not in quiet
    assert found.on - wanted_from(cadence, found.on - DAY) <= DAY


@pytest.mark.parametrize("zone", KNOWN_FOR_THEIR_CLOCKS)
def test_ten_years_of_nights_with_quiet_hours(zone: str) -> None:
    """Quiet until the very hour that daylight saving skips or repeats."""
    for weekday in (Weekday.SUNDAY, Weekday.FRIDAY):
        for end in (time(0), time(1), time(2), time(2, 30)):
            quiet = Quiet(time(22), end)
            cadence = Cadence((weekday,), time(23, 30), zone, calendar=Calendar(quiet=quiet))
            for found in walk(cadence, datetime(2020, 1, 1, tzinfo=UTC), turns=520):
                assert shown(found.at, cadence).time() not in quiet, dated(found.on)
