"""When people are at work, and for how long two of them are at the same time: what they could meet in."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from mentorbot.domain.cadence import DAY, WEEK, instant
from mentorbot.domain.weekdays import WORKING_WEEK, Days, in_order

FROM, UNTIL = time(9), time(17)
"""Usual where nobody has said otherwise."""
_MINUTE = timedelta(minutes=1)
_MINUTES = WEEK // _MINUTE
_KEPT = 4096
"""Weeks kept, a kilobyte and a half each: thousands of people share few."""


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """On the clocks of `zone` (IANA), `start` in, `end` out; an end that is not later is on the day after."""

    zone: str
    days: Days = WORKING_WEEK
    start: time = FROM
    end: time = UNTIL


def minutes_in_common(one: WorkingHours, other: WorkingHours, on: date) -> int:
    """How many minutes both work in the week (Monday to Sunday, UTC) of `on`: where clocks change, weeks differ."""
    monday = on - DAY * on.weekday()
    return (_week(one, monday) & _week(other, monday)).bit_count()


@dataclass(frozen=True, slots=True)
class Stretch:
    """Hours that are the same on each of some days; an end that is not later is on the day after."""

    days: Days
    start: time
    end: time


def stretches_in_common(one: WorkingHours, other: WorkingHours, on: date, zone: str) -> tuple[Stretch, ...]:
    """When both work in the week of `on`, on the clocks of `zone` (IANA): what is on the most days first.

    Without what goes on for a day and longer, which nobody means by working hours.
    """
    monday = on - DAY * on.weekday()
    begins = datetime.combine(monday, time(0), UTC)
    days: dict[tuple[time, time], set[int]] = defaultdict(set)
    for start, length in _runs(_week(one, monday) & _week(other, monday)):
        if length < DAY:
            first = (begins + start).astimezone(ZoneInfo(zone))
            last = (begins + start + length).astimezone(ZoneInfo(zone))
            days[first.time(), last.time()].add(first.weekday())
    found = [Stretch(in_order(each), start, end) for (start, end), each in days.items()]
    return tuple(sorted(found, key=lambda each: (-len(each.days), each.days, each.start, each.end)))


def _runs(worked: int) -> Iterator[tuple[timedelta, timedelta]]:
    """Where each run of minutes begins in the week, and its length; one over the week's end is one."""
    week = f"{worked:0{_MINUTES}b}"[::-1]
    free = week.find("0")
    if free < 0:
        return
    for run in re.finditer("1+", week[free:] + week[:free]):
        yield _MINUTE * ((run.start() + free) % _MINUTES), _MINUTE * len(run[0])


@lru_cache(maxsize=_KEPT)
def _week(hours: WorkingHours, monday: date) -> int:
    """A bit for each minute of the week that is worked, the first for Monday 00:00 UTC.

    Days before and after are looked at too: on Monday morning in Auckland it is Sunday in UTC.
    """
    begins = datetime.combine(monday, time(0), UTC)
    worked = 0
    for day in range(-2, 9):
        on = monday + DAY * day
        if on.weekday() in hours.days:
            start = instant(on, hours.start, hours.zone)
            end = instant(on + DAY * (hours.end <= hours.start), hours.end, hours.zone)
            worked |= _before(end, begins) & ~_before(start, begins)
    return worked


def _before(at: datetime, begins: datetime) -> int:
    """The minutes of the week before an instant."""
    return (1 << (min(max(at, begins), begins + WEEK) - begins) // _MINUTE) - 1
