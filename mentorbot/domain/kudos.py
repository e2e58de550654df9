"""Kudos: a good word from a mentor to a learner, or back, that stays readable."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NewType

from mentorbot.domain.members import MemberKey

KudosKey = NewType("KudosKey", int)

LONGEST_KUDOS = 300
"""Characters of one."""
MOST_KUDOS = 5
"""What one person gives within `KUDOS_WITHIN`, so that they stay worth something."""
KUDOS_WITHIN = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kudos:
    """One good word; `at` is UTC."""

    key: KudosKey
    giver: MemberKey
    receiver: MemberKey
    text: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Praise:
    """The letter that brings it: who says it, as what they are to the reader ("your mentor"), and in which pair."""

    who: str
    role: str
    text: str
    mentorship: int
    to_learner: bool
    zone: str
