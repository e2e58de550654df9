"""What admins are told once a day at most: who could not be written to, what is held, who went silent."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from mentorbot.domain.members import MemberKey, WorkspaceKey


class TroubleKind(StrEnum):
    """What went wrong, from an admin's point of view."""

    UNREACHABLE = "unreachable"
    """A person who cannot be written to."""
    HELD = "held"
    """A message of which nobody can tell whether it arrived."""
    BLOCKED = "blocked"
    """The whole workspace could not be written to."""
    SILENT = "silent"
    """Somebody who answered none of the nudges that they get."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """One thing for an admin to know; `at` is UTC, `delivery` names the message it is about."""

    workspace: WorkspaceKey
    kind: TroubleKind
    at: datetime
    reason: str
    member: MemberKey | None = None
    delivery: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One line of a digest: a trouble with the name and the platform's id of whom it is about."""

    kind: TroubleKind
    at: datetime
    reason: str
    name: str = ""
    user: str = ""
    delivery: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """A day's troubles of one workspace; `more` counts those that did not fit, `zone` is the reader's."""

    items: tuple[Item, ...]
    more: int = 0
    zone: str = "UTC"
