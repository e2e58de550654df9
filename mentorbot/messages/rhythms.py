"""A cohort's rhythm in words."""

from mentorbot.domain.cohorts import Cohort


def rhythm(cohort: Cohort) -> str:
    """Mondays at 09:00, every second Monday at 09:00: on each member's own clock."""
    clock = f"{cohort.zone} time" if cohort.zone else "each member's own time"
    return f"{cohort.rhythm}, {clock}"
