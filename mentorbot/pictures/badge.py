"""A badge for a step that somebody has finished."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from mentorbot.pictures.counts import day
from mentorbot.pictures.drawing import Drawn, described, png, svg
from mentorbot.pictures.lettering import fitted, legible
from mentorbot.pictures.typeface import Weight

_HEIGHT: Final = 340
_WIDE: Final = 456
"""Beside the medal."""
_AROUND: Final = 116
"""What stands above and below the title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BadgePicture:
    """Who finished which step of which guide, and when (their own calendar)."""

    number: int
    title: str
    guide: str
    name: str
    handle: str = ""
    """Stands for a name that the typeface cannot draw."""
    on: date


def badge_picture(badge: BadgePicture) -> Drawn:
    """A medal with the step's number; in its description the same words."""
    return Drawn(
        png(badge_svg(badge)),
        described(f"{badge.name} finished step {badge.number}, {badge.title}, of {badge.guide} on {day(badge.on)}."),
    )


def badge_svg(badge: BadgePicture) -> str:
    """What is drawn."""
    title = legible(badge.title, weight=Weight.BOLD).text
    made = fitted(title, width=_WIDE, size=34, least=22, lines=3, weight=Weight.BOLD)
    top = (_HEIGHT - made.height - _AROUND) / 2
    values = {
        "height": _HEIGHT,
        "top": top,
        "number": str(badge.number),
        "name": fitted(legible(badge.name, badge.handle).text, width=_WIDE, size=20, least=12),
        "title": made,
        "title_top": top + 40 + made.size * 0.85,
        "guide": fitted(legible(badge.guide).text, width=_WIDE, size=17, least=12),
        "guide_top": top + 40 + made.height + 36,
        "on": f"Finished on {day(badge.on)}",
    }
    return svg("badge.svg", values)
