"""The first day of a cohort and its last, as an admin writes them."""

from datetime import date, timedelta

from mentorbot.domain.errors import NotUnderstood, shortened
from mentorbot.domain.spoken_days import read_date

ROLLING = "rolling"
NEVER = "never"
LONGEST = timedelta(days=730)
"""A start further away than two years is a slip of the hand."""
LONGEST_RUN = timedelta(days=3653)
"""An end further away than ten years, likewise."""


def read_start(wrote: str, today: date, *, before: date | None = None) -> date | None:
    """A date that is today or later, or what it was `before`; None for `rolling`. Raises NotUnderstood."""
    if wrote.casefold() == ROLLING:
        return None
    on = _read(wrote, today, option="starts", example=today + timedelta(weeks=2), or_else=ROLLING)
    if on == before:
        return on
    if on < today:
        raise NotUnderstood(f"{on} is over: today is {today}. A cohort starts today or later.", option="starts")
    if on - today > LONGEST:
        raise NotUnderstood(f"{on} is more than two years away. Is that the right year?", option="starts")
    return on


def read_end(wrote: str, today: date, *, starts_on: date | None, before: date | None = None) -> date | None:
    """The last day: not before it starts nor over already, or what it was `before`; None for `never`."""
    if wrote.casefold() == NEVER:
        return None
    on = _read(wrote, today, option="ends", example=today + timedelta(weeks=26), or_else=NEVER)
    if starts_on is not None and on < starts_on:
        raise NotUnderstood(f"It can't end on {on}, before it starts on {starts_on}.", option="ends")
    if on == before:
        return on
    if on < today:
        raise NotUnderstood(f"{on} is over: today is {today}. To end a cohort now, archive it.", option="ends")
    if on - today > LONGEST_RUN:
        raise NotUnderstood(f"{on} is more than ten years away. Is that the right year?", option="ends")
    return on


def _read(wrote: str, today: date, *, option: str, example: date, or_else: str) -> date:
    try:
        return read_date(wrote, today, option)
    except NotUnderstood:
        raise NotUnderstood(
            f"“{shortened(wrote)}” isn't a date I know. Write it like {example}, or {or_else}.", option=option
        ) from None
