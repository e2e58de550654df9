"""What a mentor writes down about a mentee: for both to read, or for its author alone."""

from dataclasses import dataclass
from datetime import datetime
from typing import NewType

from mentorbot.domain.members import MemberKey

NoteKey = NewType("NoteKey", int)

LONGEST_NOTE = 1000
"""Characters of one note."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MentorNote:
    """One note; `at` is UTC."""

    key: NoteKey
    author: MemberKey
    learner: MemberKey
    text: str
    shared: bool
    """Whether the learner reads it, and whoever mentors them; else nobody but its author ever does."""
    at: datetime

    def for_reader(self, reader: MemberKey, *, mentors: bool = False) -> bool:
        """Whether somebody may read it; `mentors` is that they mentor the learner now, or cover for who does."""
        return reader == self.author or (self.shared and (mentors or reader == self.learner))
