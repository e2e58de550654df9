"""Something about a person's place that somebody else decided, as a letter to them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class NoticeKind(StrEnum):
    """What was decided."""

    ADMITTED = "admitted"
    """They asked to join, and are in."""
    DECLINED = "declined"
    """They asked to join, and are not."""
    CLOSED = "closed"
    """They asked to join, and the cohort ended before anybody answered."""
    MOVED = "moved"
    """They are in another cohort than before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Enough to write it without asking the store again; each kind says what it uses."""

    kind: NoticeKind
    zone: str
    """The reader's."""
    who: str = ""
    """The name of whoever decided."""
    cohort: str = ""
    """The name of the cohort that it is about."""
    before: str = ""
    """The name of the one they were in."""
    text: str = ""
    """A reason in the words of whoever decided."""
    next_at: datetime | None = None
    """When their next nudge comes (UTC); None where none is planned."""
