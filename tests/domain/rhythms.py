"""Cadences and calendars of all sorts, for property tests: every zone, every weekend, quiet hours over midnight."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import combinations
from zoneinfo import ZoneInfo, available_timezones

from hypothesis import strategies as st

from mentorbot.domain.cadence import DAY, Cadence
from mentorbot.domain.calendar import Calendar, Quiet, working_days
from mentorbot.domain.holidays import working_week
from mentorbot.domain.weekdays import Days, Weekday, in_order

ZONES = sorted(available_timezones() - {"localtime"})
KNOWN_FOR_THEIR_CLOCKS = (
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Pacific/Chatham",
    "Asia/Kathmandu",
    "Africa/Cairo",
    "America/Nuuk",
    "Asia/Beirut",
)
SINGLE: tuple[Days, ...] = tuple((day,) for day in Weekday)
PAIRS: tuple[Days, ...] = tuple(pair for pair in combinations(Weekday, 2) if (pair[1] - pair[0]) % 7 not in {1, 6})
WEEKENDS: tuple[Days | None, ...] = (
    None,
    in_order((6, 0, 1, 2, 3)),
    in_order((5, 6, 0, 1, 2)),
    tuple(Weekday)[:4],
    (Weekday.WEDNESDAY,),
)
"""A member's own working days: none said, Friday and Saturday off, Thursday and Friday off, four days, one."""

zones = st.sampled_from(KNOWN_FOR_THEIR_CLOCKS) | st.sampled_from(ZONES)
hours = st.builds(time, st.integers(0, 23), st.sampled_from((0, 15, 30, 59)))
instants = st.datetimes(datetime(2019, 1, 1), datetime(2033, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - UTC is said beside it


@st.composite
def quiets(draw: st.DrawFn) -> Quiet:
    """Up to twenty hours, at any time of the day."""
    start = draw(hours)
    length = draw(st.integers(15, 20 * 60))
    return Quiet(start, (datetime.combine(date.min, start) + timedelta(minutes=length)).time())


@st.composite
def holidays_near(draw: st.DrawFn, around: date) -> str:
    """A country, or some dates of the next half year, several in a row among them."""
    if draw(st.booleans()):
        return draw(st.sampled_from(("", "US", "DE-BY", "SA", "IL", "IN", "2026-11-26")))
    starts = draw(st.lists(st.integers(0, 180), max_size=5))
    days = sorted({start + more for start in starts for more in range(draw(st.integers(1, 12)))})
    return ",".join((around + DAY * day).isoformat() for day in days)


@st.composite
def cadences(draw: st.DrawFn, around: date, *, quiet: bool = True) -> Cadence:
    """With a calendar as a cohort and a member would have it."""
    days = draw(st.sampled_from((*SINGLE, *PAIRS)))
    holidays = draw(holidays_near(around))
    calendar = Calendar(
        working=working_days(draw(st.sampled_from(WEEKENDS)), working_week(holidays), days),
        holidays=holidays,
        quiet=draw(st.none() | quiets()) if quiet else None,
        quiet_zone=draw(st.none() | zones),
    )
    every = draw(st.sampled_from((1, 2))) if len(days) == 1 else 1
    made = Cadence(days, draw(hours), draw(zones), every, around - DAY * draw(st.integers(0, 30)), calendar)
    if draw(st.integers(0, 4)) == 0:
        made = replace(made, calendar=replace(calendar, ends_on=around + DAY * draw(st.integers(0, 120))))
    return made


def shown(at: datetime, cadence: Cadence) -> datetime:
    """What the clocks show there, without their zone."""
    return at.astimezone(ZoneInfo(cadence.zone)).replace(tzinfo=None)


def hushed(at: datetime, cadence: Cadence) -> bool:
    """Whether it is in the quiet hours, on the clock of whoever has them."""
    zone = ZoneInfo(cadence.calendar.quiet_zone or cadence.zone)
    return cadence.calendar.quiet is not None and at.astimezone(zone).time() in cadence.calendar.quiet
