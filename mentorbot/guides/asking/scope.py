"""Why a guide cannot answer a question, when it cannot."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from mentorbot.guides.asking.careers import Mention, Use, Whose


class Reason(StrEnum):
    """What a question wants that no guide, or not this guide, gives."""

    NOTHING_ASKED = "nothing asked"
    ANOTHER_CAREER = "another career"
    FIGURES = "figures"
    PRIVATE = "private"
    MANIPULATION = "manipulation"
    SMALL_TALK = "small talk"
    ERRAND = "errand"
    PROFESSIONAL = "professional"
    ELSEWHERE = "elsewhere"


NEVER = {
    "manipulation": Reason.MANIPULATION,
    "private": Reason.PRIVATE,
    "figures": Reason.FIGURES,
}
"""What is not answered however well a page fits."""
LIKELY = {
    "smalltalk": Reason.SMALL_TALK,
    "errand": Reason.ERRAND,
    "law": Reason.PROFESSIONAL,
    "health": Reason.PROFESSIONAL,
}
"""Why a question that fits no page well is probably not the guide's."""


def barred(signs: Mapping[str, float], mentions: Iterable[Mention], *, gives_figures: bool) -> Reason | None:
    """What forbids an answer, or nothing."""
    for name, reason in NEVER.items():
        if signs[name] and not (reason is Reason.FIGURES and gives_figures):
            return reason
    return Reason.ANOTHER_CAREER if another_career(mentions) else None


def another_career(mentions: Iterable[Mention]) -> Mention | None:
    """The career that the question is about instead of ours."""
    found = tuple(mentions)
    if any(each.whose is Whose.OURS for each in found):
        return None
    return next((each for each in found if each.use is Use.SUBJECT), None)


def probable(signs: Mapping[str, float]) -> Reason:
    """Why a question that fits no page was asked in vain."""
    return next((reason for name, reason in LIKELY.items() if signs[name]), Reason.ELSEWHERE)
