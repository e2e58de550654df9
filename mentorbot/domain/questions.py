"""Questions that a guide left open: counted by topic, with their words only where somebody agreed to it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NewType

from mentorbot.domain.members import MemberKey, WorkspaceKey

QuestionKey = NewType("QuestionKey", int)

MOST_A_DAY = 5
"""Questions that one person passes on in a day."""
MENTORS_FIRST = timedelta(days=3)
"""How long a question is for the mentor alone."""
LONGEST = 600
"""Characters of a question that are kept."""
LONGEST_ANSWER = 2000
"""Characters of a person's answer; with the question it fits into one message."""


class Outcome(StrEnum):
    """What came of asking."""

    UNKNOWN = "unknown"
    """Not in the guide."""
    UNSURE = "unsure"
    """None of the topics offered was meant."""
    UNHELPFUL = "unhelpful"
    """The answer did not help."""
    HELPFUL = "helpful"
    PASSED_ON = "passed on"
    """Somebody asked for a person's answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question; `topic` is the slug of the page it came nearest to, or empty."""

    key: QuestionKey
    workspace: WorkspaceKey
    guide: str
    topic: str
    outcome: Outcome
    asked_on: date
    """UTC; no hour is kept, so that a count tells of nobody."""
    text: str | None = None
    """None where only the count is kept."""
    member: MemberKey | None = None
    """Who passed it on; nobody for what is only counted."""
    answer: str | None = None
    answered_by: str = ""
    """The name of whoever answered."""
    answered_at: datetime | None = None
    told: MemberKey | None = None
    """The mentor, or the cover, who was asked first; None where it went to admins."""

    def for_admins(self, today: date) -> bool:
        """Whether it waits for an admin on `today` (UTC): no mentor was asked, or none has answered in time."""
        return self.told is None or self.asked_on <= today - MENTORS_FIRST


@dataclass(frozen=True, slots=True)
class Count:
    """How often a topic of a guide was asked for with one outcome."""

    guide: str
    topic: str
    outcome: Outcome
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """The letter that brings a person's answer to whoever passed the question on."""

    question: str
    answer: str
    who: str
    guide: str
    zone: str
