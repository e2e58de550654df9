"""A workspace's settings as an admin writes them: read, and said back."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from types import MappingProxyType
from typing import TypeVar

from mentorbot.commands.choices import YES
from mentorbot.commands.guide_named import guide_named
from mentorbot.domain.cadence import rhythm_words
from mentorbot.domain.cohorts import DEFAULT_DAYS, DEFAULT_TIME
from mentorbot.domain.holidays import NONE, read_holidays
from mentorbot.domain.members import Workspace
from mentorbot.domain.retention import read_retention, spoken_retention
from mentorbot.domain.spoken import OWN_ZONES, read_cohort_zone, read_time
from mentorbot.domain.spoken_days import read_nudge_days
from mentorbot.domain.weekdays import spelt
from mentorbot.guides import Library
from mentorbot.messages import moments

ChosenT = TypeVar("ChosenT")

GUIDE, RHYTHM, CLOCK, DAYS_OFF, JOINING = "Guide", "Rhythm", "Clock", "Days off", "Joining"
STUCK, UNANSWERED, TEXTS = "Stuck", "Unanswered", "Texts"
OF_NEW_COHORTS = (GUIDE, RHYTHM, CLOCK, DAYS_OFF, JOINING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What was written; an empty text leaves things as they are."""

    guide: str = ""
    day: str = ""
    time: str = ""
    tz: str = ""
    holidays: str = ""
    approval: str = ""
    escalate: str = ""
    stuck_weeks: int | None = None
    retention: str = ""

    def __bool__(self) -> bool:
        return any(getattr(self, each.name) for each in fields(self))

    @property
    def only_retention(self) -> bool:
        """Whether nothing else is wished for."""
        return bool(self.retention) and not replace(self, retention="")


def wished(now: Workspace, wish: Wish, library: Library) -> Workspace:
    """The workspace by this wish; raises NotUnderstood or NotFound."""
    guide = guide_named(library, wish.guide).slug if wish.guide else now.default_guide
    return replace(
        now,
        default_guide=now.default_guide if guide == (now.default_guide or library.default.slug) else guide,
        default_days=_unless(read_nudge_days(wish.day), DEFAULT_DAYS) if wish.day else now.default_days,
        default_at=_unless(read_time(wish.time), DEFAULT_TIME) if wish.time else now.default_at,
        default_zone=read_cohort_zone(wish.tz) if wish.tz else now.default_zone,
        default_holidays=read_holidays(wish.holidays) if wish.holidays else now.default_holidays,
        default_approval=wish.approval == YES if wish.approval else now.default_approval,
        escalates=wish.escalate == YES if wish.escalate else now.escalates,
        stuck_weeks=wish.stuck_weeks or now.stuck_weeks,
        retention_days=read_retention(wish.retention) if wish.retention else now.retention_days,
    )


def _unless(chosen: ChosenT, usual: ChosenT) -> ChosenT | None:
    """What is usual needs not be said."""
    return None if chosen == usual else chosen


def written(found: Workspace, library: Library) -> Mapping[str, str]:
    """What new cohorts begin with, as an admin would write it."""
    return MappingProxyType(
        {
            "guide": found.default_guide or library.default.slug,
            "day": spelt(found.default_days or DEFAULT_DAYS),
            "time": f"{found.default_at or DEFAULT_TIME:%H:%M}",
            "tz": found.default_zone or OWN_ZONES,
            "holidays": found.default_holidays.replace(",", ", ") or NONE,
        }
    )


def facts(found: Workspace, library: Library) -> Mapping[str, str]:
    """Every setting in words, each under its name."""
    guide = library.guide(found.default_guide) if found.default_guide else library.default
    days = rhythm_words(found.default_days or DEFAULT_DAYS, 1)
    return {
        GUIDE: guide.title if guide else f"{found.default_guide}, which is no longer here",
        RHYTHM: f"{days} at {found.default_at or DEFAULT_TIME:%H:%M}",
        CLOCK: f"{found.default_zone} time" if found.default_zone else "each member's own",
        DAYS_OFF: found.default_holidays.replace(",", ", ") or NONE,
        JOINING: "an admin lets each one in" if found.default_approval else "anybody can join",
        STUCK: f"after {moments.count(found.stuck_weeks, 'week')} without a task done",
        UNANSWERED: "admins hear of who is stuck and gets no answer"
        if found.escalates
        else "only mentors hear of who is stuck",
        TEXTS: f"kept for {spoken_retention(found.retention_days)}"
        if found.retention_days
        else "kept until somebody deletes them",
    }
