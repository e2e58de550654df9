"""Why a question gets no answer, in one sentence; what was asked is never repeated."""

from typing import assert_never

from mentorbot.domain.guide import Guide
from mentorbot.guides import Reason


def why_unanswered(reason: Reason, guide: Guide) -> str:
    match reason:
        case Reason.NOTHING_ASKED:
            return "Ask me in a few words what you would like to know."
        case Reason.ANOTHER_CAREER:
            return f"That's about another career, and this guide covers one: {guide.title}."
        case Reason.FIGURES:
            return "That isn't in this guide: it gives no figures for pay or prices."
        case Reason.PRIVATE:
            return "I answer from the guide only; I tell nothing about people, accounts or keys."
        case Reason.MANIPULATION:
            return "I answer from the guide only, in its own words."
        case Reason.SMALL_TALK:
            return "I'm no good at small talk; what I know is the guide."
        case Reason.ERRAND:
            return "I can't do that for you; I can only tell what the guide says."
        case Reason.PROFESSIONAL:
            return "That isn't in this guide; somebody trained in law or health is the one to ask."
        case Reason.ELSEWHERE:
            return f"That isn't in this guide: it covers one career, {guide.title}."
        case _:
            assert_never(reason)


def covers(guide: Guide, near: str = "") -> str:
    """What can be asked instead; `near` is the slug of the page that comes nearest, or empty."""
    if near:
        return f"What it does have is “{guide.pages[near].title}”."
    return f"The guide covers the work itself, the skills and the {len(guide.steps)} steps that lead there."
