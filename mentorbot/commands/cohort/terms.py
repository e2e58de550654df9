"""What an admin may say of a cohort's rhythm and calendar: read for `create` and `edit`, and said back."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType

from mentorbot.commands.cohort.starting import NEVER, ROLLING, read_end, read_start
from mentorbot.domain.cadence import local_date
from mentorbot.domain.cohorts import Cohort
from mentorbot.domain.errors import NotUnderstood
from mentorbot.domain.holidays import NONE, read_holidays
from mentorbot.domain.spoken import OWN_ZONES, read_cohort_zone, read_time
from mentorbot.domain.spoken_days import often, read_rhythm
from mentorbot.domain.weekdays import spelt
from mentorbot.messages import moments
from mentorbot.messages.rhythms import rhythm


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What was written; an empty text leaves things as they are."""

    every: str = ""
    day: str = ""
    time: str = ""
    tz: str = ""
    starts: str = ""
    ends: str = ""
    holidays: str = ""
    budget: int | None = None

    def __bool__(self) -> bool:
        return self != _NOTHING


_NOTHING = Terms()
UNSAID = "none"


def agreed(cohort: Cohort, terms: Terms, now: datetime, clock: str) -> Cohort:
    """The cohort by these terms; `clock` is the admin's own zone. Raises NotUnderstood."""
    days, every = read_rhythm(terms.every, terms.day, days=cohort.days, weeks=cohort.every)
    zone = read_cohort_zone(terms.tz) if terms.tz else cohort.zone
    today = local_date(now, zone or clock)
    starts_on = read_start(terms.starts, today, before=cohort.starts_on) if terms.starts else cohort.starts_on
    ends_on = cohort.ends_on
    if terms.ends:
        ends_on = read_end(terms.ends, today, starts_on=starts_on, before=cohort.ends_on)
    if starts_on and ends_on and starts_on > ends_on:
        raise NotUnderstood(f"It can't start on {starts_on}, after its last day, {ends_on}.", option="starts")
    return replace(
        cohort,
        days=days,
        every=every,
        at=read_time(terms.time) if terms.time else cohort.at,
        zone=zone,
        starts_on=starts_on,
        ends_on=ends_on,
        holidays=read_holidays(terms.holidays) if terms.holidays else cohort.holidays,
        budget=terms.budget or cohort.budget,
    )


def written(cohort: Cohort) -> Mapping[str, str]:
    """The terms of a cohort as an admin would write them."""
    return MappingProxyType(
        {
            "every": often(cohort.days, cohort.every),
            "day": spelt(cohort.days),
            "time": f"{cohort.at:%H:%M}",
            "tz": cohort.zone or OWN_ZONES,
            "starts": cohort.starts_on.isoformat() if cohort.starts_on else ROLLING,
            "ends": cohort.ends_on.isoformat() if cohort.ends_on else NEVER,
            "holidays": cohort.holidays.replace(",", ", ") or NONE,
            "budget": str(cohort.budget),
        }
    )


def facts(cohort: Cohort) -> Mapping[str, str]:
    """The terms of a cohort in words, each under its name."""
    return {
        "Rhythm": rhythm(cohort),
        "Start": moments.date_of(cohort.starts_on) if cohort.starts_on else "as each one joins",
        "Last day": moments.date_of(cohort.ends_on) if cohort.ends_on else UNSAID,
        "Days off": cohort.holidays.replace(",", ", ") or UNSAID,
        "Unanswered": f"{moments.count(cohort.budget, 'nudge')}, then one that asks whether to stop",
    }
