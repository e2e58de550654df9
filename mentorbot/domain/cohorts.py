"""Cohorts: a guide, a rhythm, and the people who walk it together."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import NewType

from mentorbot.domain.cadence import Cadence, Weekday
from mentorbot.domain.members import Member, WorkspaceKey

CohortKey = NewType("CohortKey", int)

NAME_LIMIT = 60
SLUG_LIMIT = 32
DEFAULT_DAY = Weekday.MONDAY
DEFAULT_TIME = time(9)


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
    weekday: Weekday = DEFAULT_DAY
    at: time = DEFAULT_TIME
    zone: str | None = None
    starts_on: date | None = None
    """None is a rolling start: each member begins on joining."""
    channel: str | None = None
    state: CohortState = CohortState.ACTIVE
    created_at: datetime

    def cadence(self, member: Member, *, weekday: Weekday | None = None, at: time | None = None) -> Cadence:
        """The rhythm of one member: their own day and hour where they chose some, the cohort's otherwise."""
        zone = self.zone or member.clock
        return Cadence(
            self.weekday if weekday is None else weekday,
            self.at if at is None else at,
            member.clock if member.zone_chosen else zone,
        )


def slug_of(name: str) -> str:
    """A short name for buttons: "Spring 26" -> "spring-26"; never empty, at most 32 characters."""
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_name).strip("-")[:SLUG_LIMIT].strip("-") or "cohort"
