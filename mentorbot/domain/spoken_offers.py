"""How people write what they offer as a mentor, or want in one: a few words, working hours."""

import re
from datetime import time

from mentorbot.domain.errors import NotUnderstood, shortened
from mentorbot.domain.mentoring import LONGEST_WORD, MOST_WORDS
from mentorbot.domain.spoken import read_time

NONE = "none"
"""What people write to take words away."""
_COMMA = re.compile(r"[,;\n]")
_UNTIL = re.compile(r"\s*(?:[-–—]|\b(?:to|till|until|and)\b)\s*")


def read_words(text: str, option: str) -> frozenset[str]:
    """`APIs, product sense`: in small letters, each once; empty for `none`. Raises NotUnderstood."""
    found = frozenset(" ".join(each.lower().split()) for each in _COMMA.split(text)) - {"", NONE}
    for each in sorted(found):
        if len(each) > LONGEST_WORD:
            raise NotUnderstood(
                f"“{shortened(each)}” has {len(each)} characters, and {LONGEST_WORD} fit into one of your {option}. "
                "Separate them with commas.",
                option=option,
            )
    if len(found) > MOST_WORDS:
        raise NotUnderstood(f"That's {len(found)} {option}; name up to {MOST_WORDS}.", option=option)
    return found


def spelt_words(found: frozenset[str]) -> str:
    """As `read_words` takes them."""
    return ", ".join(sorted(found)) or NONE


def read_hours(text: str) -> tuple[time, time]:
    """`09:00-17:00`, `9 to 5pm`; an end that is not later is on the day after. Raises NotUnderstood."""
    parts = _UNTIL.split(text.strip().casefold().removeprefix("from "))
    if len(parts) != 2:  # noqa: PLR2004 - a beginning and an end
        raise NotUnderstood(f"“{shortened(text)}” aren't hours I know. Write them like 09:00-17:00.", option="hours")
    start, end = (read_time(each, "hours") for each in parts)
    if start == end:
        raise NotUnderstood(
            "Working hours end at another hour than they begin. Write them like 09:00-17:00.", option="hours"
        )
    return start, end


def spelt_hours(start: time, end: time) -> str:
    """As `read_hours` takes them."""
    return f"{start:%H:%M}-{end:%H:%M}"
