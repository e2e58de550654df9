"""A cohort's rhythm in words."""

from mentorbot.domain.cohorts import Cohort


def rhythm(cohort: Cohort) -> str:
    """Mondays at 09:00, on each member's own clock."""
    clock = f"{cohort.zone} time" if cohort.zone else "each member's own time"
    return f"{cohort.weekday}s at {cohort.at:%H:%M}, {clock}"
