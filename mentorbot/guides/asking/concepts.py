"""What a text talks about, whatever its words: "am I boarding a sinking ship" is about the future."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from mentorbot.guides.asking.lexicon import meant, talk
from mentorbot.guides.asking.terms import root

MOST = 6.0
"""No concept counts more often in one question."""
PHRASE = 1.5
"""A phrase says more than a word."""
UNSAID = 32.0
"""So much of a page's talk is taken to be as everybody's, however little it has said itself."""


def concepts(said: Sequence[str]) -> Mapping[str, float]:
    """How much of each concept is in the words; one that points to several concepts counts less for each."""
    counted: dict[str, float] = defaultdict(float)
    for found in talk().found([root(word) for word in said]):
        weight = PHRASE if found.end - found.start > 1 else 1.0
        for name in found.names:
            counted[name] += weight / math.sqrt(len(found.names))
    return counted


class Profiles:
    """How much more than the others each topic talks about each concept, in logarithms."""

    def __init__(self, topics: Mapping[str, Iterable[tuple[str, float]]]) -> None:
        """For each topic, its texts with their weights."""
        spoken = {slug: _talk(texts) for slug, texts in topics.items()}
        everybody: dict[str, float] = defaultdict(float)
        for own in spoken.values():
            for concept, mass in own.items():
                everybody[concept] += mass
        total = sum(everybody.values())
        self._shares = {concept: mass / total for concept, mass in everybody.items()}
        self._profiles = {slug: self._profile(own) for slug, own in spoken.items()}

    def fit(self, counted: Mapping[str, float]) -> dict[str, float]:
        """For each topic how well what a question talks about fits it; 0 when it talks about nothing known."""
        known = {concept: min(weight, MOST) for concept, weight in counted.items() if concept in self._shares}
        total = 1.0 + sum(known.values())
        return {
            slug: sum(weight * profile[concept] for concept, weight in known.items()) / total
            for slug, profile in self._profiles.items()
        }

    def _profile(self, own: Mapping[str, float]) -> dict[str, float]:
        total = sum(own.values()) + UNSAID
        return {
            concept: math.log((own.get(concept, 0.0) + UNSAID * share) / total / share)
            for concept, share in self._shares.items()
        }


def _talk(texts: Iterable[tuple[str, float]]) -> Mapping[str, float]:
    mass_of: dict[str, float] = defaultdict(float)
    for text, weight in texts:
        for concept, mass in concepts(meant(text)).items():
            mass_of[concept] += weight * min(mass, PHRASE)
    return mass_of
