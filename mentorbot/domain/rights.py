"""What somebody is to a workspace, and so what they may do there."""

from enum import StrEnum


class Role(StrEnum):
    """One person may have several."""

    LEARNER = "learner"
    """Everybody."""
    MENTOR = "mentor"
    """Whoever offers places, or was made one by an admin."""
    ADMIN = "admin"
    """Whoever the platform or the operator says runs the workspace, or an admin named."""
