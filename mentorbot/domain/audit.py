"""What admins changed: who, what, before and after, and when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NewType

from mentorbot.domain.members import MemberKey, WorkspaceKey

EntryKey = NewType("EntryKey", int)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One change; values are in words, each under its name. Names of people are looked up, never written down."""

    key: EntryKey
    workspace: WorkspaceKey
    member: MemberKey
    """Who did it."""
    command: str
    """`cohort edit`."""
    subject: str
    """What it was done to: a cohort's name, or a setting's."""
    about: MemberKey | None = None
    """To whom."""
    before: Mapping[str, str]
    after: Mapping[str, str]
    at: datetime
