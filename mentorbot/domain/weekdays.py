"""Days of the week, one or several, and how they are said."""

from collections.abc import Iterable
from datetime import date
from enum import IntEnum
from itertools import pairwise


class Weekday(IntEnum):
    """Days as `date.weekday()` counts them."""

    MONDAY = 0
    TUESDAY = 1
    WEDNESDAY = 2
    THURSDAY = 3
    FRIDAY = 4
    SATURDAY = 5
    SUNDAY = 6

    def __str__(self) -> str:
        return self.name.capitalize()


Days = tuple[Weekday, ...]
"""Different days of a week, Monday first."""

WORKING_WEEK: Days = tuple(Weekday)[:5]


def in_order(days: Iterable[int]) -> Days:
    """Each once, Monday first."""
    return tuple(sorted({Weekday(day) for day in days}))


def neighbours(one: int, other: int) -> bool:
    """Whether no day is between them."""
    return (other - one) % 7 in {0, 1, 6}


def on_days_of(allowed: Days, days: Days) -> Days:
    """Each day that is allowed, and for each other one the next that is and is no neighbour of those."""
    kept = [day for day in days if day in allowed]
    for day in days:
        after = next(each for more in range(7) if (each := (day + more) % 7) in allowed)
        if not any(neighbours(after, each) for each in kept):
            kept.append(Weekday(after))
    return in_order(kept)


def mondays(days: Days) -> str:
    """Mondays; Mondays and Thursdays."""
    return " and ".join(f"{day}s" for day in days)


def spelt(days: Days) -> str:
    """As `read_days` takes them: monday; monday,thursday; sunday-thursday."""
    names = [str(day).lower() for day in _run(days)]
    return f"{names[0]}-{names[-1]}" if len(names) > 2 and _follows(_run(days)) else ",".join(names)  # noqa: PLR2004 - a span is worth its dash from three days on


def span(days: Days) -> str:
    """Sunday to Thursday; Monday, Wednesday and Friday."""
    names = [str(day) for day in _run(days)]
    if len(names) > 2 and _follows(_run(days)):  # noqa: PLR2004 - as above
        return f"{names[0]} to {names[-1]}"
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _run(days: Days) -> Days:
    """Beginning after the gap where there is one, so that a week over Sunday is one run."""
    starts = [place for place, day in enumerate(days) if (day - 1) % 7 not in days]
    return days[starts[0] :] + days[: starts[0]] if len(starts) == 1 else days


def _follows(days: Days) -> bool:
    return all((after - before) % 7 == 1 for before, after in pairwise(days))


def dated(on: date) -> str:
    """Thursday 26 November."""
    return f"{on:%A} {on.day} {on:%B}"
