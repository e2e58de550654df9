"""One message of an admin to everybody in a cohort, and when it may reach each of them."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import NewType
from zoneinfo import ZoneInfo

from mentorbot.domain.cadence import DAY, instant
from mentorbot.domain.calendar import Quiet
from mentorbot.domain.cohorts import Cohort, CohortKey
from mentorbot.domain.members import Member, MemberKey, WorkspaceKey

AnnouncementKey = NewType("AnnouncementKey", int)

LONGEST = 2000
"""Characters of an announcement; with what stands around it, it fits into a message on each platform."""
UNDOABLE = timedelta(minutes=1)
"""So long nobody gets it, and it can be called back from everybody."""
NIGHT = Quiet(time(22), time(7))
"""Nobody is written to in these hours on their own clock, unless they chose quiet hours of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """What was said to whom; instants are UTC."""

    key: AnnouncementKey
    workspace: WorkspaceKey
    cohort: CohortKey
    author: MemberKey
    text: str
    people: int
    """How many it was for."""
    made_at: datetime
    goes_at: datetime
    undone_at: datetime | None = None

    @property
    def about(self) -> str:
        """The name under which its deliveries are kept."""
        return about(self.key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """The letter that brings one; `zone` is the reader's."""

    cohort: str
    who: str
    text: str
    zone: str


def about(key: AnnouncementKey) -> str:
    return f"announcement:{key}"


def arrives(at: datetime, member: Member, cohort: Cohort) -> datetime:
    """When something that goes out at `at` (UTC) may reach somebody: at the end of their night or quiet hours."""
    zone = clock_of(member, cohort)
    quiet = member.quiet or NIGHT
    shown = at.astimezone(ZoneInfo(zone))
    if shown.time() not in quiet:
        return at
    overnight = quiet.crosses_midnight and shown.time() >= quiet.start
    return max(at, instant(shown.date() + DAY * overnight, quiet.end, zone))


def clock_of(member: Member, cohort: Cohort) -> str:
    """Their own clock; the cohort's where nobody knows theirs."""
    return member.zone or cohort.zone or member.clock
