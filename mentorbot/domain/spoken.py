"""How people write times and zones, read into values; what cannot be read is said back with an example.

Days, dates and rhythms are in `domain.spoken_days`.
"""

import re
from datetime import time, timedelta
from difflib import get_close_matches
from functools import cache
from zoneinfo import available_timezones

from mentorbot.domain.calendar import Quiet
from mentorbot.domain.errors import NotUnderstood, shortened

_TIME = re.compile(r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2}))?\s*(?P<half>[ap]\.?m\.?)?", re.IGNORECASE)
_NAMED_TIMES = {"noon": time(12), "midday": time(12), "midnight": time(0)}
_UNTIL = re.compile(r"\s*(?:[-–—]|\b(?:to|till|until|and)\b)\s*")
_LONGEST_QUIET = timedelta(hours=20)
"""Some hours of a day have to be left for nudges."""
NO_QUIET = "none"
"""What people write to be written to at any hour."""
OWN_ZONES = "own"
"""What an admin writes for "each member's own clock"."""
_REGIONS = tuple(
    f"{region}/"
    for region in ("Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")
)


def read_time(text: str, option: str = "time") -> time:
    """`09:00`, `9`, `9pm`, `9.30`, `noon`, in whole minutes; raises NotUnderstood."""
    wanted = text.strip().lower()
    if wanted in _NAMED_TIMES:
        return _NAMED_TIMES[wanted]
    match = _TIME.fullmatch(wanted)
    moment = _clock(match) if match else None
    if moment is None:
        raise NotUnderstood(f"{shortened(text)} isn't a time I know. Write it like 09:00 or 9pm.", option=option)
    return moment


def _clock(match: re.Match[str]) -> time | None:
    hour, minute, half = int(match["hour"]), int(match["minute"] or 0), (match["half"] or "").replace(".", "")
    if half:
        if not 1 <= hour <= 12:  # noqa: PLR2004 - the hours of a twelve-hour clock
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    try:
        return time(hour, minute)
    except ValueError:
        return None


def read_quiet(text: str) -> Quiet | None:
    """`21:00-08:00`, `21-8`, `9pm to 8am`; None for `none`. Raises NotUnderstood."""
    wanted = text.strip().casefold().removeprefix("from ")
    if wanted in {NO_QUIET, "off", "never"}:
        return None
    parts = _UNTIL.split(wanted)
    if len(parts) != 2:  # noqa: PLR2004 - a beginning and an end
        raise NotUnderstood(
            f"“{shortened(text)}” aren't quiet hours I know. Write them like 21:00-08:00, or none.", option="quiet"
        )
    start, end = (read_time(each, "quiet") for each in parts)
    if start == end or _long(start, end) > _LONGEST_QUIET:
        raise NotUnderstood("Quiet hours take up to 20 hours of a day. To get nothing at all, pause.", option="quiet")
    return Quiet(start, end)


def _long(start: time, end: time) -> timedelta:
    return timedelta(minutes=(end.hour - start.hour) * 60 + end.minute - start.minute) % timedelta(days=1)


def read_zone(text: str) -> str:
    """An IANA zone from its name in any case, or from its city: `berlin`; raises NotUnderstood."""
    wanted = text.strip().lower().replace(" ", "_")
    known = _zones()
    if wanted in known:
        return known[wanted]
    nearest = tuple(known[name] for name in get_close_matches(wanted, known, n=3, cutoff=0.7))
    raise NotUnderstood(
        f"“{shortened(text)}” isn't a time zone I know. Write it like Europe/Berlin, or just a city: berlin.",
        option="tz",
        nearest=tuple(dict.fromkeys(nearest)),
    )


def read_cohort_zone(text: str) -> str | None:
    """As `read_zone`; None, each member's own clock, for `own` and for nothing."""
    return None if text.strip().casefold() in {"", OWN_ZONES} else read_zone(text)


def zones_like(text: str, limit: int) -> list[str]:
    """Zones whose name or city begins with or holds the text, whole regions before odd aliases."""
    wanted = text.strip().lower().replace(" ", "_")
    names = [name for name in named_zones() if wanted in name.lower()]
    return sorted(names, key=lambda name: (not name.lower().rpartition("/")[2].startswith(wanted), name))[:limit]


@cache
def named_zones() -> tuple[str, ...]:
    """The zones people choose from: UTC and those named after a place."""
    return ("UTC", *sorted(name for name in available_timezones() if name.startswith(_REGIONS)))


@cache
def _zones() -> dict[str, str]:
    cities = {name.rpartition("/")[2].lower(): name for name in reversed(named_zones())}
    return cities | {name.lower(): name for name in sorted(available_timezones()) if name != "localtime"}
