"""What a question asks that the guide does not cover."""

import re
from collections.abc import Callable, Sequence

from mentorbot.guides.words import EMPTY, LIGHT, PAY, PRICE, SUM

ARTICLES = frozenset({"a", "an"})
BECOMING = frozenset({"become", "becoming", "as", "be"})
ANYBODY = frozenset({"person", "people", "one", "man", "woman"})
MAKING = frozenset({"make", "makes", "making"})
MONEY = re.compile(r"[$€£¥]\s?\d|\b\d[\d,.]*\s?(?:k|usd|eur|gbp|dollars|euros|pounds)\b", re.IGNORECASE)


def another_subject(said: Sequence[str], is_ours: Callable[[Sequence[str]], bool]) -> str:
    """What somebody would become, or what "a" stands before, when it is none of ours: "nurse"; or nothing."""
    for at, word in enumerate(said):
        if word not in ARTICLES and word not in BECOMING:
            continue
        phrase = _phrase(said[at + 1 : at + 5])
        after = said[at + 1 + len(phrase) : at + 2 + len(phrase)]
        if not phrase or ANYBODY.intersection(after):
            continue
        # "become a data scientist" is about all three words, "is a bootcamp legit" only about the first.
        becoming = bool(BECOMING.intersection(said[max(at - 1, 0) : at + 1]))
        if not is_ours(phrase if becoming else phrase[:1]):
            return " ".join(phrase)
    return ""


def _phrase(said: Sequence[str]) -> list[str]:
    phrase: list[str] = []
    for word in said:
        if word in EMPTY or word in LIGHT or word in PAY:
            break
        phrase.append(word)
    return phrase


def asks_for_figures(said: Sequence[str]) -> bool:
    """Whether the question wants to hear a sum of money."""
    if PRICE.intersection(said):
        return True
    return bool(SUM.intersection(said)) and bool((PAY | MAKING).intersection(said))


def speaks_of_pay(said: Sequence[str]) -> bool:
    """Whether pay is in the question; with a word that the guide never uses, it is somebody else's."""
    return bool(PAY.intersection(said))


def gives_figures(text: str) -> bool:
    """Whether a text names a sum of money."""
    return MONEY.search(text) is not None
