"""What goes between a learner and their mentor, and what a mentor's absence means for others, as a letter."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Relay(StrEnum):
    """What it is, from its reader's point of view."""

    FROM_MENTOR = "from mentor"
    FROM_COVER = "from cover"
    """To a learner, from whoever stands in for their mentor."""
    FROM_MENTEE = "from mentee"
    FROM_COVERED = "from covered"
    """To a cover, from a mentee of the mentor who is away."""
    QUESTION = "question"
    """To a mentor or a cover: what the guide leaves open."""
    NOTE = "note"
    """To a learner: a note that is shared with them."""
    COVERS = "covers"
    """To a cover: from now on."""
    COVERED = "covered"
    """To a cover: no longer."""
    UNCOVERED = "uncovered"
    """To a mentor who is away: their cover is away too, or mentors no more."""
    STOPS = "stops"
    """To a mentee: their mentor mentors no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relayed:
    """The letter; `who` is the name of whoever it comes from or is about, `zone` the reader's."""

    what: Relay
    who: str
    text: str = ""
    mentorship: int = 0
    """The pair that it belongs to; 0 where it is about a mentor and not about a pair."""
    mentor: str = ""
    """The name of the mentor, where somebody else stands in for them."""
    question: int = 0
    until: date | None = None
    """The last day of an absence."""
    mentees: int = 0
    """How many the cover hears from."""
    zone: str
