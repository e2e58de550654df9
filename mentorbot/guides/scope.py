"""What a question asks that the guide does not cover."""

import re
from collections.abc import Callable, Sequence

from mentorbot.guides.words import EMPTY, FIGURES, LIGHT

ARTICLES = frozenset({"a", "an"})
BECOMING = frozenset({"become", "becoming", "as", "be"})
MONEY = re.compile(r"[$€£¥]\s?\d|\b\d[\d,.]*\s?(?:k|usd|eur|gbp|dollars|euros|pounds)\b", re.IGNORECASE)


def another_subject(said: Sequence[str], is_ours: Callable[[Sequence[str]], bool]) -> str:
    """What stands after "a" or "become" and is none of ours: "a nurse"; or nothing."""
    for at, word in enumerate(said):
        if word in ARTICLES or word in BECOMING:
            phrase = _phrase(said[at + 1 : at + 5])
            if phrase and not is_ours(phrase):
                return " ".join(phrase)
    return ""


def _phrase(said: Sequence[str]) -> list[str]:
    phrase: list[str] = []
    for word in said:
        if word in EMPTY or word in LIGHT or word in FIGURES:
            break
        phrase.append(word)
    return phrase


def asks_for_figures(said: Sequence[str]) -> bool:
    """Whether the question wants to hear a sum of money."""
    return any(word in FIGURES for word in said)


def gives_figures(text: str) -> bool:
    """Whether a text names a sum of money."""
    return MONEY.search(text) is not None
