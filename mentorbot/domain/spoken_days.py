"""How people write days of the week, rhythms and dates, read into values; the rest is in `domain.spoken`."""

import re
from datetime import date, timedelta
from difflib import get_close_matches
from enum import StrEnum

from mentorbot.domain.errors import NotUnderstood, shortened
from mentorbot.domain.weekdays import Days, Weekday, in_order, neighbours, span

USUAL = "usual"
"""What people write for the working week of the place they are in."""
_SHORTEST = 2
_MOST = 2
_THREE_DAYS = 3
_AND = re.compile(r"[\s,;&+/]+(?:and\b)?[\s,;&+/]*")
_TO = re.compile(r"\s*(?:[-–—]|\b(?:to|till|until|through)\b)\s*")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SPOKEN_DATE = re.compile(
    r"(?:(?P<day>\d{1,2})\.?\s+(?P<month>[a-z]{3,9})|(?P<first>[a-z]{3,9})\s+(?P<then>\d{1,2}))"
    r"(?:,?\s+(?P<year>\d{4}))?"
)


class Often(StrEnum):
    """How often a cohort hears from us, as admins write it."""

    WEEK = "week"
    TWO_WEEKS = "two weeks"
    TWICE = "twice a week"


_OFTEN = {
    Often.WEEK: {"week", "weekly", "1", "1 week", "one week", "every week", "once a week"},
    Often.TWO_WEEKS: {
        "two weeks",
        "2 weeks",
        "2",
        "every two weeks",
        "every 2 weeks",
        "second week",
        "every second week",
        "other week",
        "every other week",
        "fortnight",
        "fortnightly",
        "biweekly",
    },
    Often.TWICE: {
        "twice a week",
        "twice",
        "twice weekly",
        "2 a week",
        "two a week",
        "twice per week",
        "2x",
        "2x a week",
    },
}


def read_weekday(text: str, option: str = "day") -> Weekday:
    """`monday`, `Mon`, `mondays`; raises NotUnderstood."""
    wanted = text.strip().lower().removesuffix("s")
    names = {str(day).lower(): day for day in Weekday}
    if len(wanted) >= _SHORTEST:
        for name, day in names.items():
            if name.startswith(wanted):
                return day
    nearest = tuple(get_close_matches(wanted, names, n=1))
    raise NotUnderstood(
        f"“{shortened(text)}” isn't a day I know. Write it like monday or fri.", option=option, nearest=nearest
    )


def _read_several(text: str, option: str) -> Days:
    """`mon`, `mon,thu`, `mon and thu`, `sun-thu`, `mon to fri`: each once, Monday first."""
    parts = [each for each in _AND.split(_TO.sub("-", text.strip())) if each]
    return in_order(day for part in parts or [text] for day in _stretch(part, option))


def _stretch(text: str, option: str) -> list[int]:
    first, dash, last = text.partition("-")
    start = read_weekday(first, option)
    days = (read_weekday(last, option) - start) % 7 if dash else 0
    return [(start + more) % 7 for more in range(days + 1)]


def read_nudge_days(text: str) -> Days:
    """One day of the week or two that are not neighbours; raises NotUnderstood."""
    days = _read_several(text, "day")
    if len(days) > _MOST:
        raise NotUnderstood(
            "Nudges come on one or two days of a week, such as monday or monday,thursday.", option="day"
        )
    if len(days) == _MOST and neighbours(*days):
        raise NotUnderstood(
            f"{span(days)} are neighbours, and two nudges need a day between them. Take monday,thursday, say.",
            option="day",
        )
    return days


def read_work_days(text: str) -> Days | None:
    """`sunday-thursday`, `mon to fri`, `all`; None, what is usual there, for `usual`. Raises NotUnderstood."""
    wanted = text.strip().casefold()
    if wanted in {USUAL, "none", "default"}:
        return None
    if wanted in {"all", "any", "every day", "everyday"}:
        return tuple(Weekday)
    return _read_several(wanted, "days")


def read_often(text: str) -> Often:
    """`week`, `two weeks`, `twice a week` and other ways to say these; raises NotUnderstood."""
    wanted = " ".join(text.casefold().split())
    for often, ways in _OFTEN.items():
        if wanted in ways:
            return often
    nearest = tuple(get_close_matches(wanted, [str(each) for each in Often], n=1))
    raise NotUnderstood(
        f"“{shortened(text)}” isn't a rhythm I know. It's week, two weeks or twice a week.",
        option="every",
        nearest=nearest,
    )


def often(days: Days, every: int) -> Often:
    """A rhythm as `read_often` takes it."""
    if len(days) == _MOST:
        return Often.TWICE
    return Often.WEEK if every == 1 else Often.TWO_WEEKS


def read_rhythm(every: str, day: str, *, days: Days, weeks: int) -> tuple[Days, int]:
    """Days and every how many weeks; what was `days` and `weeks` stays where nothing else is said.

    Where the two contradict each other, the one counts that changes something. Raises NotUnderstood.
    """
    wanted = read_nudge_days(day) if day else days
    before = often(days, weeks)
    wish = read_often(every) if every else before
    if wish is before:
        return wanted, 1 if len(wanted) == _MOST or before is Often.TWICE else weeks
    if wish is Often.TWICE:
        return (wanted if len(wanted) == _MOST else in_order((*wanted, (wanted[0] + _THREE_DAYS) % 7))), 1
    if len(wanted) == _MOST and wanted != days:
        if wish is Often.WEEK:
            return wanted, 1
        raise NotUnderstood(f"Every two weeks takes one day, not {span(wanted)}.", option="day")
    return wanted[:1], 1 if wish is Often.WEEK else 2


def read_date(text: str, today: date, option: str) -> date:
    """`2026-12-08`, `8 December`, `Dec 8`, `tomorrow`, where the year may be left out; raises NotUnderstood."""
    wanted = " ".join(text.casefold().split())
    if wanted in {"today", "tomorrow"}:
        return today + timedelta(days=wanted == "tomorrow")
    try:
        return _spoken_date(wanted, today) or date.fromisoformat(wanted)
    except ValueError:
        raise NotUnderstood(
            f"“{shortened(text)}” isn't a date I know. Write it like {today + timedelta(weeks=2)}.", option=option
        ) from None


def _spoken_date(wanted: str, today: date) -> date | None:
    match = _SPOKEN_DATE.fullmatch(wanted)
    if match is None or (match["month"] or match["first"])[:3] not in _MONTHS:
        return None
    month = _MONTHS.index((match["month"] or match["first"])[:3]) + 1
    day = int(match["day"] or match["then"])
    if match["year"]:
        return date(int(match["year"]), month, day)
    years = [year for year in range(today.year, today.year + 5) if _exists(year, month, day)]
    return next((on for year in years if (on := date(year, month, day)) >= today), None)


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
