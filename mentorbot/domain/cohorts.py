"""Cohorts: a guide, a rhythm, and the people who walk it together."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from functools import lru_cache
from typing import NewType

from mentorbot.domain.cadence import DAY, EPOCH, Cadence, local_date, rhythm_words
from mentorbot.domain.calendar import Calendar, Quiet, working_days
from mentorbot.domain.guide import Edition
from mentorbot.domain.holidays import working_week
from mentorbot.domain.members import DEFAULT_ZONE, Member, WorkspaceKey
from mentorbot.domain.weekdays import Days, Weekday, on_days_of

CohortKey = NewType("CohortKey", int)

NAME_LIMIT = 60
SLUG_LIMIT = 32
DEFAULT_DAYS: Days = (Weekday.MONDAY,)
DEFAULT_TIME = time(9)
DEFAULT_BUDGET = 3
LARGEST_BUDGET = 12


class CohortState(StrEnum):
    """Running, resting, or only history."""

    ACTIVE = "active"
    PAUSED = "paused"
    ARCHIVED = "archived"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cohort:
    """A cohort of one workspace; `zone` None means each member's own clock."""

    key: CohortKey
    workspace: WorkspaceKey
    slug: str
    name: str
    guide: str
    guide_version: str = ""
    """The version it was made with or moved to; empty for whichever is the newest."""
    days: Days = DEFAULT_DAYS
    every: int = 1
    """In weeks: 1 or 2."""
    at: time = DEFAULT_TIME
    zone: str | None = None
    starts_on: date | None = None
    """None is a rolling start: each member begins on joining."""
    ends_on: date | None = None
    """The last day on which somebody is written to."""
    holidays: str = ""
    """As `domain.holidays` keeps them: `DE-BY`, `US,2026-12-24`."""
    budget: int = DEFAULT_BUDGET
    """So many nudges in a row may stay unanswered; the next one asks whether to stop, and is the last."""
    channel: str | None = None
    approval: bool = False
    """Whether an admin lets in each one who wants to join."""
    state: CohortState = CohortState.ACTIVE
    revision: int = 0
    """Counts its changes, so that of two admins the second sees what the first has changed."""
    created_at: datetime

    @property
    def edition(self) -> Edition:
        """The version of its guide that its people walk through."""
        return Edition(self.guide, self.guide_version)

    @property
    def anchor(self) -> date:
        """From where weeks are counted: its start, or else the Monday of the week in which it was made."""
        if self.starts_on is not None:
            return self.starts_on
        made = local_date(self.created_at, self.zone or DEFAULT_ZONE)
        return made - DAY * made.weekday()

    @property
    def rhythm(self) -> str:
        """Mondays at 09:00; every second Monday at 09:00."""
        return f"{rhythm_words(self.days, self.every)} at {self.at:%H:%M}"

    def over(self, now: datetime, zone: str) -> bool:
        """Whether its last day is behind somebody whose clock is `zone`."""
        return self.ends_on is not None and local_date(now, self.zone or zone) > self.ends_on

    def open(self, now: datetime, zone: str) -> bool:
        """Whether somebody whose clock is `zone` can join it."""
        return self.state is not CohortState.ARCHIVED and not self.over(now, zone)

    def cadence(self, member: Member, *, days: Days | None = None, at: time | None = None) -> Cadence:
        """The rhythm of one member and the calendar it is kept on.

        Their own days and hour count where they chose some, as many a week as the cohort has; the cohort's otherwise.
        A day that they don't work gives way to the next that they do, or else nothing would ever come.
        """
        return _cadence(
            days[: len(self.days)] if days else self.days,
            self.at if at is None else at,
            member.clock if member.zone_chosen else self.zone or member.clock,
            self.every,
            self.anchor if self.every > 1 else None,
            member.work_days,
            self.holidays,
            member.quiet_from,
            member.quiet_until,
            member.clock if member.quiet_from is not None else None,
            self.starts_on,
            self.ends_on,
        )


@lru_cache(maxsize=4096)
def _cadence(  # noqa: PLR0917 - what a cache is asked by is looked up fastest by position
    days: Days,
    at: time,
    zone: str,
    every: int,
    anchor: date | None,
    work_days: Days | None,
    holidays: str,
    quiet_from: time | None,
    quiet_until: time | None,
    quiet_zone: str | None,
    starts_on: date | None,
    ends_on: date | None,
) -> Cadence:
    """Kept, since a million members share a few hundred of them."""
    days = on_days_of(work_days, days) if work_days else days
    calendar = Calendar(
        working=working_days(work_days, working_week(holidays), days),
        holidays=holidays,
        quiet=Quiet(quiet_from, quiet_until) if quiet_from is not None and quiet_until is not None else None,
        quiet_zone=None if quiet_zone == zone else quiet_zone,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    return Cadence(days, at, zone, every, anchor or EPOCH, calendar)


def slug_of(name: str) -> str:
    """A short name for buttons: "Spring 26" -> "spring-26"; never empty, at most 32 characters."""
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_name).strip("-")[:SLUG_LIMIT].strip("-") or "cohort"
