"""What somebody is to a workspace, and so what they may do there."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from mentorbot.domain.members import MemberKey


class Role(StrEnum):
    """One person may have several."""

    LEARNER = "learner"
    """Everybody."""
    MENTOR = "mentor"
    """Whoever offers places, or was made one by an admin."""
    ADMIN = "admin"
    """Whoever the platform or the operator says runs the workspace, or an admin named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """An admin let `member` use `/cohort`."""

    member: MemberKey
    giver: MemberKey | None
    at: datetime
