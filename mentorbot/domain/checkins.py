"""How a week went, in somebody's own words, and calls for help."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from mentorbot.domain.cohorts import CohortKey
from mentorbot.domain.members import MemberKey, WorkspaceKey

CheckInKey = NewType("CheckInKey", int)
HelpRequestKey = NewType("HelpRequestKey", int)

LONGEST_NOTE = 300
"""Characters of the one line that goes with a mood."""
LONGEST_CALL = 600
"""Characters of all that somebody wrote while they were stuck."""


class Mood(StrEnum):
    """How it went."""

    GOOD = "good"
    SLOW = "slow"
    STUCK = "stuck"
    """Reaches the mentor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn:
    """One answer to "how did the week go?"; `at` is UTC."""

    key: CheckInKey
    member: MemberKey
    cohort: CohortKey | None
    mood: Mood
    note: str | None = None
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpRequest:
    """Somebody is stuck and waits for a person; instants are UTC."""

    key: HelpRequestKey
    workspace: WorkspaceKey
    member: MemberKey
    cohort: CohortKey | None = None
    task: str | None = None
    """The slug of the task that they are on."""
    note: str | None = None
    asked_at: datetime
    told: MemberKey | None = None
    """Their mentor, or the cover; None where admins were told at once, since there was neither."""
    escalates_at: datetime | None = None
    """When admins are told unless somebody answers before; None where nobody is to be told."""
    escalated_at: datetime | None = None
    answered_at: datetime | None = None
    answered_by: MemberKey | None = None
