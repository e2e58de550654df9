"""How long what people wrote is kept, as an admin writes it and reads it."""

import re

from mentorbot.domain.errors import NotUnderstood, shortened

NEVER = "never"
SHORTEST, LONGEST = 30, 3650
"""Days."""
_YEAR = 365
_DAYS = {"day": 1.0, "week": 7.0, "month": _YEAR / 12, "year": float(_YEAR)}
_SPAN = re.compile(r"(?P<number>\d{1,5})\s*(?P<unit>day|week|month|year)s?")
_MONTHS_TOLD = 24


def read_retention(wrote: str) -> int | None:
    """Days, from `12 months`, `90 days`, `2 years`; None for `never`. Raises NotUnderstood."""
    wanted = " ".join(wrote.casefold().split()).removeprefix("after ")
    if wanted in {NEVER, "none", "for ever", "forever"}:
        return None
    match = _SPAN.fullmatch(wanted)
    if match is None:
        raise NotUnderstood(
            f"“{shortened(wrote)}” isn't a stretch of time I know. Write it like 12 months, 90 days or never.",
            option="retention",
        )
    days = round(int(match["number"]) * _DAYS[match["unit"]])
    if days < SHORTEST:
        raise NotUnderstood(
            f"Texts are kept for {SHORTEST} days at least, so that a mentor can still read what a learner wrote.",
            option="retention",
        )
    if days > LONGEST:
        raise NotUnderstood(
            "That's more than ten years. To keep texts until somebody deletes them, write never.", option="retention"
        )
    return days


def spoken_retention(days: int) -> str:
    """12 months, 2 years, 90 days; as `read_retention` takes it."""
    months = round(days / _DAYS["month"])
    if days % _YEAR == 0 and months >= _MONTHS_TOLD:
        return f"{days // _YEAR} years"
    if months and round(months * _DAYS["month"]) == days:
        return f"{months} month" if months == 1 else f"{months} months"
    return f"{days} days"
