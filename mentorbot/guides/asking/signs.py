"""What tells whether a guide can answer a question: what it names that no guide has, and how well a topic fits."""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Final

from mentorbot.guides.asking.careers import Mention, Use, Whose
from mentorbot.guides.asking.index import Index
from mentorbot.guides.asking.lexicon import outside, talk
from mentorbot.guides.asking.ranking import Ranked
from mentorbot.guides.asking.reading import Question
from mentorbot.guides.asking.words import tells

AT_START = " at start"
"""Ends the name of a list whose phrases count only where a clause begins."""
ORDERS = re.compile(r"</?\w+>|\{\{|\[/?(?:INST|SYS)|^\s*(?:system|assistant|developer|user)\s*:", re.IGNORECASE)
"""What only machines write: marks that would make a question look like an instruction."""
SOMEBODYS = re.compile(
    r"\b(?!(?:what|that|it|let|who|how|here|there|where|one|today)\b)\w+['’]s\s+(?:progress|e-?mail|phone|number|address|"
    r"messages|answers|evidence|nudges?|tasks?|notes?|password|whereabouts|mentor|streak|schedule)\b",
    re.IGNORECASE,
)
"""What is another person's: "Kim's progress"."""
MONEY = re.compile(r"[$€£¥₹]|\d[\d,.]*\s?(?:k|usd|eur|gbp|inr|dollars|euros|pounds|lakhs|lpa)\b", re.IGNORECASE)
NEGATING: Final = frozenset({"no", "not", "dont", "without", "never"})
NEGATED = 4
"""So many words before a sum of money "no" still says that none is wanted."""
VERBATIM = 0.8
"""At this fit somebody wrote the question into the guide, whatever its words."""

LISTS: Final = (
    "figures",
    "private",
    "manipulation",
    "smalltalk",
    "errand",
    "law",
    "health",
    "world",
    "business",
    "companies",
    "places",
)


OURS_IF_KNOWN: Final = frozenset({"law", "health", "world", "business", "companies", "places"})
"""Lists of subjects, which a guide may have itself: a beekeeper's speaks of gardens."""


def reasons(question: Question, index: Index) -> frozenset[str]:
    """The names of the lists of `outside.txt` that the question has a phrase of."""
    found = set(_listed(question, index))
    if ORDERS.search(question.text):
        found.add("manipulation")
    if SOMEBODYS.search(question.text):
        found.add("private")
    if {"sum", "money"} <= found or MONEY.search(question.text):
        found.add("figures")
    return frozenset(found)


def _listed(question: Question, index: Index) -> Iterator[str]:
    for found in outside().found(question.singulars):
        ours = all(map(index.knows, question.said[found.start : found.end]))
        before = question.said[max(0, found.start - NEGATED) : found.start]
        for name in found.names:
            if ours and name in OURS_IF_KNOWN:
                continue
            if name.endswith(AT_START):
                if found.start in question.starts:
                    yield name.removesuffix(AT_START)
            elif name != "sum" or not NEGATING.intersection(before):
                yield name


def signs(
    question: Question, ranked: Sequence[Ranked], mentions: Sequence[Mention], index: Index
) -> Mapping[str, float]:
    """Each sign by its name: shares and fits as they are, what is there or not as 1 or 0."""
    best = ranked[0]
    found = reasons(question, index)
    named = {(each.whose, each.use) for each in mentions}
    telling, strangers = _strangers(question, index)
    return {
        "words": best.by_words,
        "talk": best.by_talk,
        "verbatim": float(best.by_words >= VERBATIM),
        "strange": strangers / (telling or 1),
        "length": math.log1p(len(question.said)),
        "ours": float(any(whose is Whose.OURS for whose, _ in named)),
        **{
            f"{whose.value} {use.name.lower()}": float((whose, use) in named)
            for whose, use in product((Whose.NEAR, Whose.OTHER), Use)
        },
        **{name: float(name in found) for name in LISTS},
    }


def _strangers(question: Question, index: Index) -> tuple[int, int]:
    """How many words mean something by themselves, and how many of them neither the guide nor any career talk has."""
    known = talk().forms
    pairs = [(word, root) for word, root in zip(question.said, question.roots, strict=True) if tells(word)]
    return len(pairs), sum(root not in known and not index.knows(word) for word, root in pairs)
