"""When a weekly nudge is due: wall-clock arithmetic over any zone, with nothing but values."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import IntEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)


class Weekday(IntEnum):
    """Days as `date.weekday()` counts them."""

    MONDAY = 0
    TUESDAY = 1
    WEDNESDAY = 2
    THURSDAY = 3
    FRIDAY = 4
    SATURDAY = 5
    SUNDAY = 6

    def __str__(self) -> str:
        return self.name.capitalize()


@dataclass(frozen=True, slots=True)
class Cadence:
    """Once a week, on `weekday` at `at` (wall clock, whole minutes) in `zone` (IANA)."""

    weekday: Weekday
    at: time
    zone: str

    def __str__(self) -> str:
        return f"{self.weekday}s at {self.at:%H:%M}"


@dataclass(frozen=True, slots=True)
class Occasion:
    """One turn of a cadence: the local date that names it for ever, and the instant (UTC) it falls on."""

    on: date
    at: datetime


def instant(on: date, at: time, zone: str) -> datetime:
    """The UTC instant at which the clocks of `zone` show `at` on `on`.

    A time that daylight saving skips moves forward by the gap; one that happens twice is its first (PEP 495, fold 0).
    """
    return datetime.combine(on, at, ZoneInfo(zone)).astimezone(UTC)


def local_date(now: datetime, zone: str) -> date:
    """The date on the clocks of `zone` at `now`."""
    return now.astimezone(ZoneInfo(zone)).date()


def next_occasion(cadence: Cadence, after: datetime, *, beyond: date | None = None) -> Occasion:
    """The first occasion whose instant is later than `after` and whose date is later than `beyond`.

    `beyond` is the last date already used, so that changing the hour never makes a second nudge on one date.
    """
    start = local_date(after, cadence.zone) - DAY
    if beyond is not None:
        start = max(start, beyond + DAY)
    return _first_from(start, cadence, after)


@lru_cache(maxsize=65_536)
def _first_from(start: date, cadence: Cadence, after: datetime) -> Occasion:
    on = start + DAY * ((cadence.weekday - start.weekday()) % 7)
    while (at := instant(on, cadence.at, cadence.zone)) <= after:
        on += WEEK
    return Occasion(on, at)


def day_occasion(cadence: Cadence, on: date) -> Occasion:
    """The cadence's hour on another date, for reminders and moved nudges."""
    return Occasion(on, instant(on, cadence.at, cadence.zone))
