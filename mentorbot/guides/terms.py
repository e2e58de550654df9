"""Text made into the terms that are looked up."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

import snowballstemmer

from mentorbot.guides.words import EMPTY, LIGHT, SYNONYMS

WORD = re.compile(r"\w+")
APOSTROPHES = re.compile("['’ʼ`´]")
GUIDE = "@guide"
"""Stands for the guide's own name, long or short: nearly every page and question has it."""

_stemmer = snowballstemmer.stemmer("english")


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The word's stem, or that of the word which stands for it."""
    return str(_stemmer.stemWord(SYNONYMS.get(word, word)))


def words(text: str) -> list[str]:
    """The words in lower case, with plain apostrophes gone: "don't" is "dont"."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return WORD.findall(APOSTROPHES.sub("", folded))


def without_shorthand(said: Sequence[str]) -> list[str]:
    """The words without the 2 and 4 that stand for "to" and "for"; "step 2" keeps its number."""
    return [
        word
        for at, word in enumerate(said)
        if word not in {"2", "4"} or at + 1 == len(said) or said[at - 1] == "step" or said[at + 1] not in EMPTY | LIGHT
    ]


class Naming:
    """Knows the guide's names, so that a term can stand for them."""

    def __init__(self, *names: str) -> None:
        sequences = {tuple(map(stem, words(name))) for name in names}
        self._names = sorted((name for name in sequences if name), key=len, reverse=True)

    def terms(self, said: Sequence[str]) -> list[str]:
        """Stems of all words that mean something, in order, the guide's name as one."""
        return list(self._terms(said, list(map(stem, said))))

    def _terms(self, said: Sequence[str], stems: Sequence[str]) -> Iterator[str]:
        at = 0
        while at < len(said):
            name = next((name for name in self._names if tuple(stems[at : at + len(name)]) == name), None)
            if name:
                yield GUIDE
                at += len(name)
                continue
            if said[at] not in EMPTY:
                yield stems[at]
            at += 1
