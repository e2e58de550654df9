"""Mentors, what they offer, and whom they go with."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import NewType

from mentorbot.domain.members import MemberKey, WorkspaceKey
from mentorbot.domain.weekdays import Days, Weekday

MentorshipKey = NewType("MentorshipKey", int)

DEFAULT_CAPACITY = 3
LARGEST_CAPACITY = 50
MOST_WORDS = 10
"""Topics, or languages, that one mentor names."""
LONGEST_WORD = 40


class MentorState(StrEnum):
    """Whether somebody mentors."""

    ACTIVE = "active"
    LEFT = "left"
    """They did; nobody is proposed to them any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentor:
    """What a member offers as a mentor; hours, days and dates are on their own clock (`Member.clock`)."""

    member: MemberKey
    state: MentorState = MentorState.ACTIVE
    capacity: int = DEFAULT_CAPACITY
    topics: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    hours_from: time = time(9)
    hours_until: time = time(17)
    since: datetime
    away_until: date | None = None
    """The last day on which they are away."""
    cover: MemberKey | None = None
    """Who hears from their mentees meanwhile."""
    digest_day: Days = (Weekday.MONDAY,)
    digest_time: time = time(9)
    digest_at: datetime | None = None
    """When their next weekly digest is due (UTC); None where they want none."""

    def away(self, today: date) -> bool:
        """Whether they are away on `today`, on their own calendar."""
        return self.away_until is not None and today <= self.away_until


@dataclass(frozen=True, slots=True, kw_only=True)
class MentorWish:
    """What a learner would like in a mentor, as far as they said."""

    member: MemberKey
    topics: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()


class MentorshipState(StrEnum):
    """Whether two go together."""

    ACTIVE = "active"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentorship:
    """A mentor and a learner; a learner has one mentor at a time. Instants are UTC."""

    key: MentorshipKey
    workspace: WorkspaceKey
    mentor: MemberKey
    learner: MemberKey
    state: MentorshipState = MentorshipState.ACTIVE
    why: str
    """Why these two, in a sentence that both may read."""
    began_at: datetime
    ended_at: datetime | None = None
    ended_why: str = ""
    stopped_by: MemberKey | None = None
    """Who of the two wants no more messages from the other; None while both may write."""
    mentor_wrote_at: datetime | None = None
    learner_wrote_at: datetime | None = None
