"""Mentors, what they offer, and whom they go with."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
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
LONGEST_MESSAGE = 2000
"""Characters of what one writes to the other."""
MOST_MESSAGES = 20
"""What one side of a pair writes to the other within `MESSAGES_WITHIN`."""
MESSAGES_WITHIN = timedelta(days=1)
LONGEST_REASON = 200
"""Characters of why somebody else would fit better."""


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


def about(key: MentorshipKey) -> str:
    """What deliveries that belong to a mentorship say they are about."""
    return f"mentorship:{key}"


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
    stopped_too: bool = False
    """Whether the other of the two wants none either."""

    @property
    def about(self) -> str:
        """What names it in `Delivery.about`."""
        return about(self.key)

    @property
    def stopped(self) -> frozenset[MemberKey]:
        """Who of the two wants no more messages."""
        if self.stopped_by is None:
            return frozenset()
        return frozenset({self.mentor, self.learner} if self.stopped_too else {self.stopped_by})

    def muted(self, who: MemberKey) -> "Mentorship":
        """As it is once that one of the two wants no more messages."""
        if who in self.stopped:
            return self
        return replace(self, stopped_by=self.stopped_by or who, stopped_too=self.stopped_by is not None)

    def unmuted(self, who: MemberKey) -> "Mentorship":
        """As it is once that one of the two takes messages again; what the other wants stays."""
        left = self.stopped - {who}
        return replace(self, stopped_by=next(iter(left), None), stopped_too=False)


class Side(StrEnum):
    """What somebody is to a pair."""

    LEARNER = "learner"
    MENTOR = "mentor"
    COVER = "cover"
    """Stands in for the mentor, who is away."""


def reached(mentor: Mentor, cover: Mentor | None, today: date) -> MemberKey | None:
    """Who hears from a mentor's mentees on `today`: the mentor, or the cover, or nobody who mentors.

    One who is away is covered by the one that they named and by nobody further: a cover's own cover is not asked, so
    that no round of covers can run in a circle. None means that admins are who is left.
    """
    if not mentor.away(today):
        return mentor.member
    if cover is None or cover.member != mentor.cover or cover.member == mentor.member:
        return None
    if cover.state is not MentorState.ACTIVE or cover.away(today):
        return None
    return cover.member


def side_of(pair: Mentorship, member: MemberKey, heard_by: MemberKey | None) -> Side | None:
    """What somebody is to a pair whose mentees are `heard_by` that person (`reached`); None for everybody else.

    A pair that has ended has no cover any more. A learner is never the cover of their own mentor.
    """
    if member == pair.learner:
        return Side.LEARNER
    if member == pair.mentor:
        return Side.MENTOR
    if pair.state is MentorshipState.ACTIVE and member == heard_by:
        return Side.COVER
    return None
