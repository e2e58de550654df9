"""Whom a call for help reaches, and when it goes further; decided from values alone."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from mentorbot.domain.cadence import DAY, instant, local_date
from mentorbot.domain.members import Member, MemberKey, Reach
from mentorbot.domain.mentoring import Mentorship
from mentorbot.domain.weekdays import WORKING_WEEK

PATIENCE = 2
"""Working days in which a mentor may answer before admins hear of it."""
RINGS_APART = timedelta(days=1)
"""Somebody who says again that they are stuck rings no sooner than this."""


class Why(StrEnum):
    """Why it is not their own mentor who is told."""

    NOTHING = ""
    """It is."""
    AWAY = "away"
    UNREACHABLE = "unreachable"
    """Nothing can be written to the mentor."""
    NO_MENTOR = "no mentor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody who may be told; `away_until` is the last day on which they are away, on their own calendar."""

    member: Member
    away_until: date | None = None

    def away(self, now: datetime) -> bool:
        """Whether it is such a day where they live."""
        return self.away_until is not None and local_date(now, self.member.clock) <= self.away_until

    def hears(self, now: datetime) -> bool:
        """Whether they are there, and can be written to."""
        return self.member.reach is Reach.OPEN and not self.away(now)


@dataclass(frozen=True, slots=True, kw_only=True)
class Confidants:
    """The people of one learner: nobody where they have no mentor, or where the two write to each other no more."""

    mentorship: Mentorship | None = None
    mentor: Candidate | None = None
    cover: Candidate | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """Who is told: one person, or with `whom` None those who run the cohort; `mentor` is the mentor's name."""

    whom: Member | None
    why: Why = Why.NOTHING
    mentor: str = ""

    @property
    def reason(self) -> str:
        """For admins who are told at once: why it comes to them, without a full stop."""
        match self.why:
            case Why.AWAY:
                return f"{self.mentor} is away, and nobody stands in"
            case Why.UNREACHABLE:
                return f"nothing can be written to their mentor, {self.mentor}"
            case _:
                return "they have no mentor"


def whom_to_tell(theirs: Confidants, now: datetime, *, tried: Collection[MemberKey] = ()) -> Told:
    """The mentor, or their cover where the mentor is away or cannot be written to, or else the admins.

    `tried` are those whom a letter about it did not reach.
    """
    mentor, cover = theirs.mentor, theirs.cover
    if mentor is None:
        return Told(None, Why.NO_MENTOR)
    name = mentor.member.name
    if mentor.hears(now) and mentor.member.key not in tried:
        return Told(mentor.member, mentor=name)
    why = Why.AWAY if mentor.away(now) else Why.UNREACHABLE
    if cover is not None and cover.hears(now) and cover.member.key not in tried:
        return Told(cover.member, why, name)
    return Told(None, why, name)


def escalates_at(asked_at: datetime, told: Member) -> datetime:
    """When admins hear of it (UTC): at the same hour of the second working day after, on the clock of who was told.

    A mentor who is asked on a Friday has Monday and Tuesday morning.
    """
    shown = asked_at.astimezone(ZoneInfo(told.clock))
    on, left = shown.date(), PATIENCE
    while left:
        on += DAY
        left -= on.weekday() in (told.work_days or WORKING_WEEK)
    return instant(on, shown.time().replace(second=0, microsecond=0), told.clock)


def rings(now: datetime, *, last: datetime | None) -> bool:
    """Whether whoever is told hears of it again; `last` is when they last did (UTC), None where nobody knows."""
    return last is None or now - last >= RINGS_APART
