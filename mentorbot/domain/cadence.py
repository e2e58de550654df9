"""When nudges are wanted: wall-clock arithmetic over any zone, with nothing but values."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from mentorbot.domain.calendar import ALWAYS, Calendar
from mentorbot.domain.weekdays import Days, mondays

DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)
EPOCH = date(2024, 1, 1)
"""A Monday: where weeks are counted from when nothing else says so."""


@dataclass(frozen=True, slots=True)
class Cadence:
    """On one or two `days` of every or every second week, at `at` (wall clock, whole minutes) in `zone` (IANA).

    Weeks are counted in sevens of days from `anchor`; the first of them is one with nudges. The calendar says what
    becomes of a day that is none for it.
    """

    days: Days
    at: time
    zone: str
    every: int = 1
    anchor: date = EPOCH
    calendar: Calendar = ALWAYS

    def __str__(self) -> str:
        return f"{rhythm_words(self.days, self.every)} at {self.at:%H:%M}"

    @property
    def apart(self) -> timedelta:
        """Two nudges are never closer: four sevenths of the usual gap, so weekly 4 days, twice a week 2, fortnightly 8.

        It is more than half of it, so that whoever moves their day about never gets two where one is usual.
        """
        return DAY * (4 * self.every // len(self.days))


@dataclass(frozen=True, slots=True)
class Occasion:
    """One turn of a cadence: the local date that names it for ever, and the instant (UTC) it falls on."""

    on: date
    at: datetime
    why: str = ""
    """What moved it there, in words for people; empty where it was wanted."""


def rhythm_words(days: Days, every: int) -> str:
    """Mondays; Mondays and Thursdays; every second Monday."""
    if every == 1:
        return mondays(days)
    return f"every second {' and '.join(map(str, days))}"


def instant(on: date, at: time, zone: str) -> datetime:
    """The UTC instant at which the clocks of `zone` show `at` on `on`.

    A time that daylight saving skips moves forward by the gap; one that happens twice is its first (PEP 495, fold 0).
    """
    return datetime.combine(on, at, ZoneInfo(zone)).astimezone(UTC)


def local_date(now: datetime, zone: str) -> date:
    """The date on the clocks of `zone` at `now`."""
    return now.astimezone(ZoneInfo(zone)).date()


def same_week(one: date, other: date) -> bool:
    """Whether both are in one week from Monday to Sunday."""
    return one.isocalendar()[:2] == other.isocalendar()[:2]


def wanted_from(cadence: Cadence, start: date) -> date:
    """The first date, `start` or later, that the cadence names."""
    return min(_named_from(cadence, start, day) for day in cadence.days)


def _named_from(cadence: Cadence, start: date, day: int) -> date:
    on = start + DAY * ((day - start.weekday()) % 7)
    return on + WEEK * ((on - cadence.anchor).days // 7 % cadence.every)
