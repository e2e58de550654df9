"""What will go out to somebody, by the same rule that sends it."""

from dataclasses import dataclass, replace
from datetime import datetime

from mentorbot.domain.guide import Guide
from mentorbot.domain.nudges import Due, Nudge, plan


@dataclass(frozen=True, slots=True)
class Coming:
    """One message that is to come, and when (UTC)."""

    due: Due
    nudge: Nudge
    at: datetime


def forecast(due: Due, guide: Guide, now: datetime, until: datetime) -> tuple[Coming, ...]:
    """What goes out to one member after `now` and up to `until`, if they do nothing meanwhile."""
    coming: list[Coming] = []
    enrolment = due.enrolment
    while enrolment.next_at is not None and enrolment.next_at <= until:
        at = max(now, enrolment.next_at)
        made = plan(replace(due, enrolment=enrolment), guide, at)
        if made.nudge is not None:
            coming.append(Coming(due, made.nudge, at))
        enrolment = made.enrolment
    return tuple(coming)
