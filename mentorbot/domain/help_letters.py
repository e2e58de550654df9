"""What is written when somebody is stuck: to whoever is to answer, and back to themselves."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from mentorbot.domain.escalation import Why


@dataclass(frozen=True, slots=True, kw_only=True)
class Stuck:
    """Somebody waits for a first word: who, on what, for how long, in their own words."""

    request: int
    """The key of the call for help."""
    mentorship: int
    learner: str
    user: str
    """The learner's id on the platform."""
    step: int
    """0 where they are in no guide."""
    task: str
    """Its title; empty likewise."""
    weeks: int
    """How many weeks it has been theirs; 0 in the first."""
    note: str
    mentor: str
    """The mentor's name."""
    why: Why
    """Why it is not the mentor who reads this."""
    zone: str
    """The reader's."""
    again: bool = False
    """They said so before, and nobody has answered."""


class Turn(StrEnum):
    """What became of a call for help."""

    UNANSWERED = "unanswered"
    """Nobody answered in time, and admins were told."""
    TO_THE_COVER = "to the cover"
    """The mentor could not be written to, so another has it."""
    TO_ADMINS = "to admins"
    """Likewise, and there was nobody else."""
    TO_NOBODY = "to nobody"
    """Likewise, and admins are not to be told: they said so themselves, or it is switched off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpNews:
    """To somebody who is stuck: what became of it. `first` had it, `now_with` has it, where that is one person."""

    turn: Turn
    first: str
    now_with: str = ""
    cohort: str = ""
    """By its name; empty outside of one."""
    asked_at: datetime
    zone: str
