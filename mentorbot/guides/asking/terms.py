"""Text made into the terms that are looked up."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import Stemmer

from mentorbot.domain.guide import Guide
from mentorbot.guides.asking.words import EMPTY, LIGHT, SYNONYMS

WORD = re.compile(r"\w+")
APOSTROPHES = re.compile("['’ʼ`´]")
PLURAL = re.compile(r"(?<=..)ies$|(?<=.)(ch|sh|x|ss)es$|(?<=...)(?<![sui])s$")
BEFORE_THE_NAME = frozenset({"a", "an", "the", "to", "become", "becoming", "be", "being", "for", "as"})
AUXILIARY = frozenset({"do", "does", "did", "can", "could", "should", "would", "will", "must", "to", "i"})
"""Behind "how" they make it a word that only opens a question, unlike the "how" of "how long"."""
GUIDE = "@guide"
"""Stands for the guide's own name, long or short: nearly every page and question has it."""

_stemmer = Stemmer.Stemmer("english")


@lru_cache(maxsize=20_000)
def root(word: str) -> str:
    """The word without its endings."""
    return str(_stemmer.stemWord(word))


def singular(word: str) -> str:
    """The word without the ending of a plural: an actor is no act, but managers are each a manager."""
    return PLURAL.sub(lambda ending: "y" if ending[0] == "ies" else ending[1] or "", word)


def stem(word: str) -> str:
    """The root of the word, or of that which stands for it."""
    return root(SYNONYMS.get(word, word))


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
    """Knows the guide's names and the words that mean one thing in its field, so that a term can stand for each."""

    def __init__(self, names: Iterable[str], synonyms: Iterable[Sequence[str]] = ()) -> None:
        known = {_sequence(name): GUIDE for name in names}
        for group in synonyms:
            head = "_".join(_sequence(group[0]))
            known |= {_sequence(each): head for each in group if _sequence(each) not in known}
        self._known = {sequence: term for sequence, term in known.items() if sequence}
        self._longest = max(map(len, self._known))

    def beside_the_name(self, said: Sequence[str]) -> list[str]:
        """The words without "to become a" and the guide's name, which every question may end with."""
        stems = list(map(stem, said))
        kept: list[str] = []
        at = 0
        while at < len(said):
            end = next((end for end in range(at + self._longest, at, -1) if self._is_ours(stems[at:end])), at)
            if end == at:
                kept.append(said[at])
            while end > at and kept and kept[-1] in BEFORE_THE_NAME:
                kept.pop()
            at = max(end, at + 1)
        return kept

    def _is_ours(self, stems: Sequence[str]) -> bool:
        return self._known.get(tuple(stems)) == GUIDE

    def terms(self, said: Sequence[str]) -> list[str]:
        """Stems of all words that mean something, in order, the guide's name and each group of synonyms as one."""
        meant = said[1:] if said[:1] and said[0] == "how" and AUXILIARY.intersection(said[1:2]) else said
        return list(self._terms(meant, list(map(stem, meant))))

    def _terms(self, said: Sequence[str], stems: Sequence[str]) -> Iterator[str]:
        at = 0
        while at < len(said):
            end = next(
                (end for end in range(at + self._longest, at, -1) if tuple(stems[at:end]) in self._known), at + 1
            )
            if term := self._known.get(tuple(stems[at:end])):
                yield term
            elif said[at] not in EMPTY:
                yield stems[at]
            at = end


def _sequence(text: str) -> tuple[str, ...]:
    return tuple(map(stem, words(text)))


def naming_of(guide: Guide) -> Naming:
    """The names and synonyms that the guide's author gave."""
    words_of = guide.vocabulary
    return Naming((guide.title, guide.short, *words_of.also_called), words_of.synonyms)
