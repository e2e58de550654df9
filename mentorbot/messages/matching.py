"""Why these two, why nobody, and what to know before pairing two by hand: one short sentence each, for admins."""

from collections.abc import Mapping, Sequence
from typing import Final

from mentorbot.chat.spans import Line, line
from mentorbot.domain.errors import shortened
from mentorbot.domain.matching import Left
from mentorbot.domain.pairs import Choice, Obstacle, Why

_WORD = 30
"""Characters of a topic or a language."""
_WORDS = 3
"""Told one by one."""
_HOUR: Final = 60
_BEGINS: Final = {Choice.MATCHED: "", Choice.KEPT: "together already; ", Choice.BY_HAND: "chosen by hand; "}
_LEFT: Final[Mapping[Obstacle | Left, str]] = {
    Left.NO_MENTORS: "there is no mentor yet",
    Left.OUTNUMBERED: "those who would suit are full, with people who have waited longer",
    Obstacle.THEMSELVES: "nobody but themselves is a mentor",
    Obstacle.AVOIDED: "they were to get somebody else, and nobody else is a mentor",
    Obstacle.AWAY: "every mentor they could get is away",
    Obstacle.FULL: "every mentor they could get is full",
    Obstacle.LANGUAGE: "of the mentors with a free place, none speaks a language they named",
    Obstacle.HOURS: "of the mentors they could get, none shares a working hour a week",
}
_AGAINST: Final = {
    Obstacle.THEMSELVES: "nobody can be their own mentor",
    Obstacle.AVOIDED: "they were to get somebody else",
    Obstacle.AWAY: "the mentor is away",
    Obstacle.FULL: "the mentor has no free place",
    Obstacle.LANGUAGE: "they named no language in common",
    Obstacle.HOURS: "they have less than an hour a week in common",
}


def because(why: Why) -> Line:
    """What speaks for a pair: 10 working hours a week in common; both wrote “APIs”; both speak German."""
    return line(
        "{begins}{hours} in common{topics}{languages}",
        begins=_BEGINS[why.choice],
        hours=_hours(why.minutes),
        topics=_both("wrote", [f"“{shortened(each, _WORD)}”" for each in why.topics]),
        languages=_both("speak", [shortened(each, _WORD) for each in why.languages]),
    )


def left_because(reason: Obstacle | Left) -> str:
    """Why a learner is without a mentor, after their name and a colon."""
    return _LEFT[reason]


def against(obstacle: Obstacle) -> str:
    """What to know before the pair is made by hand all the same."""
    return _AGAINST[obstacle]


def _hours(minutes: int) -> str:
    """Half hours are told, other minutes are not."""
    if minutes < _HOUR:
        return "less than a working hour a week" if minutes else "no working hours"
    whole, half = minutes // _HOUR, "½" if minutes % _HOUR >= _HOUR // 2 else ""
    return f"{whole:,}{half} working {'hour' if minutes < _HOUR * 3 // 2 else 'hours'} a week"


def _both(verb: str, words: Sequence[str]) -> str:
    if not words:
        return ""
    more = [f"{len(words) - _WORDS} more"] if len(words) > _WORDS else []
    *most, last = *words[:_WORDS], *more
    return f"; both {verb} {', '.join(most)}{' and ' if most else ''}{last}"
