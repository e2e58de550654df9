"""Who goes with whom from now on, as a letter to one of them."""

from dataclasses import dataclass
from enum import StrEnum

from mentorbot.domain.working_hours import Stretch


class PairNews(StrEnum):
    """What it is, from its reader's point of view."""

    MENTOR = "mentor"
    """To a learner: who their mentor is."""
    MENTEES = "mentees"
    """To a mentor: who is new with them."""
    WITHOUT = "without"
    """To a learner: their mentor is theirs no more, and nobody follows yet."""
    PARTED = "parted"
    """To a mentor: who is with them no more."""
    NAMED = "named"
    """To somebody whom an admin made a mentor."""
    ENDED = "ended"
    """To somebody who mentors no more, since an admin said so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counterpart:
    """The other of a pair."""

    name: str
    mentorship: int = 0
    why: str = ""
    """Why these two."""
    together: tuple[Stretch, ...] = ()
    """When both work, on the reader's clock."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paired:
    """The letter; all that one decision means for its reader is in one."""

    what: PairNews
    people: tuple[Counterpart, ...] = ()
    before: str = ""
    """The name of the mentor whom a learner had until now."""
    who: str = ""
    """The name of the admin, where it matters who it was."""
    places: int = 0
    """What somebody who was made a mentor offers as long as they say nothing else."""
    zone: str
    """The reader's."""
