"""Workspaces and the people in them."""

from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from typing import NewType

from mentorbot.domain.calendar import Quiet
from mentorbot.domain.weekdays import Days

WorkspaceKey = NewType("WorkspaceKey", int)
MemberKey = NewType("MemberKey", int)

DEFAULT_ZONE = "UTC"
DEFAULT_STUCK_WEEKS = 3
LARGEST_STUCK_WEEKS = 12


class Reach(StrEnum):
    """Whether the bot can write to somebody."""

    OPEN = "open"
    CLOSED = "closed"
    """A message was refused; nothing is tried until they use a command or a button."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """A Slack team, a Discord server or the local workspace; `outside` is its id there."""

    key: WorkspaceKey
    platform: str
    outside: str
    name: str
    keeps_texts: bool = False
    """Whether an admin said that the words of questions without an answer are kept."""
    default_guide: str | None = None
    """What a new cohort walks through where nothing else is said; None is the first guide."""
    default_days: Days | None = None
    default_at: time | None = None
    default_zone: str | None = None
    """None is each member's own clock."""
    default_holidays: str = ""
    default_approval: bool = False
    """Whether an admin lets people into a new cohort one by one."""
    escalates: bool = True
    """Whether admins hear of somebody who is stuck and whom nobody has answered."""
    stuck_weeks: int = DEFAULT_STUCK_WEEKS
    """So long without a task done is called stuck."""
    retention_days: int | None = None
    """How long what people wrote is kept; None is until they delete it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A person in a workspace; `user` is their id there, `zone` IANA or None where nobody has said."""

    key: MemberKey
    workspace: WorkspaceKey
    user: str
    name: str
    zone: str | None
    zone_chosen: bool
    """True when they chose it themselves; the platform's word then no longer counts."""
    reach: Reach = Reach.OPEN
    reach_reason: str = ""
    work_days: Days | None = None
    """Their own working week; None is what is usual where the cohort is."""
    quiet_from: time | None = None
    quiet_until: time | None = None
    """Hours in which nothing comes, on their own clock; both or neither."""
    admin: bool = False
    """Runs cohorts, as far as the platform said when they last did; the bot tells them what went wrong."""

    @property
    def clock(self) -> str:
        """The zone to show and to compute times in."""
        return self.zone or DEFAULT_ZONE

    @property
    def quiet(self) -> Quiet | None:
        if self.quiet_from is None or self.quiet_until is None:
            return None
        return Quiet(self.quiet_from, self.quiet_until)
