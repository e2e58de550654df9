"""Typing errors put right from the words that somebody may have meant."""

from collections import defaultdict
from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA, Indel

SHORTEST = 4
"""Below it nearly every word is one letter away from another."""
SAFE = 6
"""Below it a letter written for another makes another word: "cope" is not "code"."""
LONG = 9
"""From here on a word may hold two slips."""


class Repairs:
    """Knows the words that a slip may have been meant for."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._by_letter: dict[str, list[str]] = defaultdict(list)
        for word in sorted(vocabulary):
            if len(word) >= SHORTEST and word.isalpha():
                self._by_letter[word[0]].append(word)

    def repaired(self, word: str) -> str:
        """The nearest word that starts alike and is one slip away (two from nine letters), or the word itself."""
        if len(word) < SHORTEST or not word.isalpha():
            return word
        if word.endswith("z"):  # "skilz"
            word = word[:-1] + "s"
        slips = 2 if len(word) >= LONG else 1
        alike = self._by_letter.get(word[0], [])
        near = [found for found, _, _ in process.extract(word, alike, scorer=OSA.distance, score_cutoff=slips, limit=9)]
        likely = [found for found in near if len(word) >= SAFE or not _is_other(word, found)]
        # A letter left out is likelier than one written for another: "smokr" is "smoker", not "smoke".
        return max(likely, key=lambda each: Indel.similarity(word, each), default=word)


def _is_other(word: str, found: str) -> bool:
    return len(word) == len(found) and sorted(word) != sorted(found)
