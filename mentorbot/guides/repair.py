"""Typing errors put right from the words that the guide uses."""

from collections.abc import Collection, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA, Indel

SHORTEST = 4
"""Below it nearly every word is one letter away from another."""
LONG = 9
"""From here on a word may hold two slips."""


def repaired(word: str, known: Sequence[str]) -> str:
    """The nearest known word that starts alike and is one slip away (two from nine letters), or the word itself."""
    if len(word) < SHORTEST or not word.isalpha():
        return word
    slips = 2 if len(word) >= LONG else 1
    alike = [each for each in known if each[0] == word[0]]
    near = [found for found, _, _ in process.extract(word, alike, scorer=OSA.distance, score_cutoff=slips, limit=9)]
    # A letter left out is likelier than one written for another: "smokr" is "smoker", not "smoke".
    return max(near, key=lambda each: Indel.similarity(word, each), default=word)


def repairable(vocabulary: Collection[str]) -> tuple[str, ...]:
    """The words that a slip may have been meant for."""
    return tuple(sorted(word for word in vocabulary if len(word) >= SHORTEST and word.isalpha()))
