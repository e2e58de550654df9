"""A question as the engine reads it: its words, the slips put right, the terms to look up."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from itertools import accumulate

from mentorbot.guides.asking.lexicon import meant, spelling, talk
from mentorbot.guides.asking.repair import Repairs
from mentorbot.guides.asking.terms import Naming, root, singular
from mentorbot.guides.asking.words import EMPTY, LIGHT, tells

CLAUSE = re.compile(r"[.!?;:,\n]+(?:\s+|$)")
LINKING = frozenset(
    {
        "and",
        "now",
        "then",
        "please",
        "pls",
        "plz",
        "instead",
        "also",
        "but",
        "so",
        "ok",
        "okay",
        "hey",
        "hi",
        "just",
        "first",
    }
)
WHAT = frozenset({"what", "which", "where"})
"""They ask for a thing; what it is for, "to become a …", is then not what is asked."""
LONGEST = 60
"""Words; what comes after them in a question is not read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """`said` are its words with slips put right, `singulars` and `roots` their forms, `terms` what to look up."""

    text: str
    said: tuple[str, ...]
    singulars: tuple[str, ...]
    roots: tuple[str, ...]
    terms: tuple[str, ...]
    told: tuple[str, ...]
    """The same as `said`; where a thing is asked for, without "to become a" and the guide's name."""
    starts: frozenset[int]
    """Which words begin a clause."""

    @property
    def talks(self) -> bool:
        """Whether it is about anything that people speak of around a career: "how long", "good at"."""
        return any(True for _ in talk().found(self.roots))

    @property
    def says_something(self) -> bool:
        """Whether any of its words means something by itself."""
        return any(map(tells, self.said))


class Reader:
    """Reads questions with the words of one guide."""

    def __init__(self, vocabulary: Collection[str], naming: Naming) -> None:
        self._naming = naming
        known = {*vocabulary, *spelling(), *EMPTY, *LIGHT}
        self._known = frozenset(known)
        self._roots = frozenset(map(root, known))
        self._repairs = Repairs(known)

    def read(self, text: str) -> Question:
        """Any text at all."""
        visible = "".join(each if each.isprintable() else " " for each in text[: LONGEST * 12])
        clauses = [meant(clause) for clause in CLAUSE.split(visible)]
        said = tuple(self._repaired(word) for clause in clauses for word in clause)[:LONGEST]
        starts = frozenset(accumulate(map(len, clauses), initial=0))
        return Question(
            text=visible,
            said=said,
            singulars=tuple(map(singular, said)),
            roots=tuple(map(root, said)),
            told=self._told(said),
            terms=tuple(dict.fromkeys(self._naming.terms(said))),
            starts=starts | {at + 1 for at, word in enumerate(said) if word in LINKING},
        )

    def _told(self, said: tuple[str, ...]) -> tuple[str, ...]:
        beside = tuple(self._naming.beside_the_name(said))
        return beside if WHAT.intersection(said[:1]) and any(map(tells, beside)) else said

    def _repaired(self, word: str) -> str:
        if word in self._known or singular(word) in self._known:
            return word
        likely = self._repairs.repaired(word)
        # "negotiating" is a form of a word we know, whatever it is near to; "enginer" only looks like one.
        return word if root(word) in self._roots and root(likely) != root(word) else likely
