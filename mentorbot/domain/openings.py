"""Where a wanted occasion really falls: the one answer for planning, forecasts, previews and explanations.

A holiday, a day off or a quiet hour moves it to the next opening. Where that would come within the rule of `apart` of
the next regular one, it falls out. Either way the occasion that comes says why it comes then.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from mentorbot.domain.cadence import DAY, WEEK, Cadence, Occasion, instant, local_date, wanted_from
from mentorbot.domain.calendar import Calendar
from mentorbot.domain.weekdays import dated

GRACE = timedelta(hours=6)
"""How late a nudge may still go out on its own day; later it moves to the next."""
LEAST = timedelta(hours=1)
"""How late it may go out where only midnight is in the way, so that one at 23:59 has time to leave."""
_MOMENT = timedelta(microseconds=1)
_TURNS = 120
"""Regular occasions looked at before the calendar counts as closed for good."""
_REACH = 400
"""Days looked at for one opening, likewise."""
_KEPT = 8_192
"""Answers kept by each function, two megabytes at most: those who are due together share theirs."""
_TOLD = 3
"""Reasons told one by one."""


def opening(cadence: Cadence, on: date) -> Occasion | None:
    """The first opening for something wanted on `on` at the cadence's hour; None where the calendar is closed."""
    found, _ = _opening(cadence, on, on + DAY * _REACH)
    return None if found is None or _over(cadence.calendar, found.on) else found


@lru_cache(maxsize=_KEPT)
def next_opening(
    cadence: Cadence, after: datetime, last_on: date | None = None, reminded_on: date | None = None
) -> Occasion | None:
    """The first regular occasion later than `after`, apart from the last one's date; None at the end.

    Never on the date of a reminder, whatever hour that had, nor before it. It depends on these dates alone where the
    clock steps back, so that no date comes twice and none is lost.
    """
    calendar = cadence.calendar
    start = local_date(after, cadence.zone) - DAY - WEEK * cadence.every
    on = wanted_from(cadence, max(start, calendar.starts_on or start))
    apart_from = last_on + cadence.apart if last_on else date.min
    free_from = max(apart_from, reminded_on + DAY) if reminded_on else apart_from
    whys: list[str] = []
    for _ in range(_TURNS):
        if _over(calendar, on):
            return None
        following = wanted_from(cadence, on + DAY)
        found, cause = _opening(cadence, on, following - cadence.apart)
        if found is None:
            if on >= free_from and instant(on, cadence.at, cadence.zone) > after:
                whys.append(f"the one of {dated(on)} fell out ({cause})")
        elif found.at > after and found.on >= free_from:
            told = _told([*whys, found.why] if found.why else whys)
            return None if _over(calendar, found.on) else replace(found, why=told) if whys else found
        elif found.at > after and reminded_on and found.on == reminded_on:
            whys.append(f"{dated(found.on)} had a reminder")
        elif found.at > after and last_on and last_on < found.on < apart_from:
            whys.append(f"{dated(found.on)} is less than {cadence.apart.days} days after the last one")
        on = following
    return None


def _over(calendar: Calendar, on: date) -> bool:
    return calendar.ends_on is not None and on > calendar.ends_on


@lru_cache(maxsize=_KEPT)
def _opening(cadence: Cadence, on: date, until: date) -> tuple[Occasion | None, str]:
    """The opening with a date up to `until`, and what first stood in the way."""
    calendar, zone = cadence.calendar, ZoneInfo(cadence.zone)
    day, at = on, instant(on, cadence.at, cadence.zone)
    hour, causes, whys = cadence.at, [""], list[str]()
    while day <= until:
        shown = at.astimezone(zone)
        closed = next((each for each in (day, shown.date()) if calendar.shut(each)), None)
        hush = _hush(cadence, at)
        if closed is not None:
            causes.append(calendar.shut(closed))
            whys.append(f"{dated(closed)} is {causes[-1]}")
            day = closed + DAY
            at = instant(day, hour, cadence.zone)
        elif hush is not None:
            causes.append("quiet hours")
            whys.append(f"{hush.since:%H:%M} is in the quiet hours {calendar.quiet}")
            at, ends = hush.ends, hush.ends.astimezone(zone)
            until += ends.date() - shown.date()  # every other occasion of this hour moves along
            day, hour = ends.date(), ends.time()
        else:
            return Occasion(day, at, _told(whys)), ""
    return None, next(filter(None, causes), "closed")


@dataclass(frozen=True, slots=True)
class _Hush:
    """Quiet hours around an instant: it on their own clock, and when they end (UTC)."""

    since: datetime
    ends: datetime


def _hush(cadence: Cadence, at: datetime) -> _Hush | None:
    quiet = cadence.calendar.quiet
    if quiet is None:
        return None
    zone = cadence.calendar.quiet_zone or cadence.zone
    shown = at.astimezone(ZoneInfo(zone))
    if shown.time() not in quiet:
        return None
    overnight = quiet.crosses_midnight and shown.time() >= quiet.start
    return _Hush(shown, instant(shown.date() + DAY * overnight, quiet.end, zone))


def _told(whys: Sequence[str]) -> str:
    if len(whys) <= _TOLD:
        return "; ".join(whys)
    return f"{whys[0]}, and {len(whys) - 1} more days are none for nudges"


@lru_cache(maxsize=_KEPT)
def last_call(cadence: Cadence, at: datetime) -> datetime:
    """How late a nudge for `at` may go out (both UTC): within the grace, on its day, before quiet hours begin.

    Before `at` where the calendar, changed since it was planned, is closed by then.
    """
    calendar, today = cadence.calendar, local_date(at, cadence.zone)
    if calendar.shut(today) or _hush(cadence, at):
        return at - _MOMENT
    until = min(at + GRACE, instant(today + DAY, time(0), cadence.zone) - _MOMENT)
    if until < at + LEAST and not calendar.shut(today + DAY):
        until = at + LEAST
    return max(at, min(until, _hush_begins(cadence, at) or until))


def _hush_begins(cadence: Cadence, at: datetime) -> datetime | None:
    """The last instant before the next quiet hours; where clocks skip their beginning, one that is surely before."""
    quiet = cadence.calendar.quiet
    if quiet is None:
        return None
    zone = ZoneInfo(cadence.calendar.quiet_zone or cadence.zone)
    today = at.astimezone(zone).date()
    for on in (today, today + DAY):
        begins = [datetime.combine(on, quiet.start.replace(fold=fold), zone).astimezone(UTC) for fold in (0, 1)]
        if max(begins) > at:
            return min(begins) - _MOMENT
    return None
