"""The first day of a cohort, as an admin writes it."""

from datetime import date, datetime, timedelta

from mentorbot.domain.cadence import local_date
from mentorbot.domain.errors import NotUnderstood, shortened

ROLLING = "rolling"
LONGEST = timedelta(days=730)
"""A start further away than two years is a slip of the hand."""


def read_start(wrote: str, now: datetime, zone: str) -> date | None:
    """A date that is today or later in `zone`; None for `rolling` and for nothing. Raises NotUnderstood."""
    if not wrote or wrote.casefold() == ROLLING:
        return None
    today = local_date(now, zone)
    try:
        on = today if wrote.casefold() == "today" else date.fromisoformat(wrote)
    except ValueError:
        raise NotUnderstood(
            f"“{shortened(wrote)}” isn't a date I know. Write it like {today + timedelta(weeks=2)}, or rolling.",
            option="starts",
        ) from None
    if on < today:
        raise NotUnderstood(f"{on} is over: today is {today}. A cohort starts today or later.", option="starts")
    if on - today > LONGEST:
        raise NotUnderstood(f"{on} is more than two years away. Is that the right year?", option="starts")
    return on
