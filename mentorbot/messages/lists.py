"""Long lists, cut with a count of what was left out."""

from collections.abc import Sequence

from mentorbot.chat.spans import Line, line, plain
from mentorbot.domain.errors import shortened

_MARK = 3
"""Characters that a bullet adds to its item, as `chat.fit` counts them."""
_NAME = 40


def names(people: Sequence[str], limit: int = 8) -> str:
    """Ada, Kim, Lee and 12 more."""
    shown = [shortened(each, _NAME) for each in people]
    if len(shown) <= limit:
        return ", ".join(shown)
    return f"{', '.join(shown[:limit])} and {len(shown) - limit:,} more"


def within(items: Sequence[Line], characters: int, *, of: int | None = None) -> tuple[Line, ...]:
    """The first items that fit, and how many more there are; `of` so many, where `items` are only the first."""
    kept: list[Line] = []
    left = characters
    for item in items:
        left -= len(plain(item)) + _MARK
        if left < 0:
            break
        kept.append(item)
    more = (of or len(items)) - len(kept)
    return (*kept, line("and {number} more", number=f"{more:,}")) if more else tuple(kept)
