"""How well each page of a guide fits the terms of a question."""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mentorbot.domain.guide import Guide, Step, Topic
from mentorbot.guides.asking.lexicon import meant
from mentorbot.guides.asking.terms import GUIDE, Naming, root, stem
from mentorbot.guides.asking.words import LIGHT

FIELD_WEIGHTS = {"title": 4.0, "asked_as": 2.0, "summary": 2.0, "body": 1.0}
SATURATION = 1.2
LENGTH_SHARE = 0.6
PAIR_WEIGHT = 0.8
LIGHT_WEIGHT = 0.2
NAME_WEIGHT = 0.25
FOREIGN_WEIGHT = 0.9

_LIGHT = frozenset(map(stem, LIGHT))


@dataclass(frozen=True, slots=True)
class Page:
    """A page's texts in the fields that count differently."""

    slug: str
    fields: Mapping[str, str]
    phrasings: tuple[str, ...]


def pages_of(guide: Guide) -> tuple[Page, ...]:
    """Every page of the guide; a step's tasks are part of its body."""
    steps = {step.slug: step for step in guide.steps}
    return tuple(_page(topic, steps.get(topic.slug)) for topic in guide.pages.values())


def _page(topic: Topic, step: Step | None) -> Page:
    texts = [topic.body]
    if step:
        texts += [step.outcome, step.why]
        texts += [f"{task.title}. {task.action} {task.why}" for task in step.tasks]
    asked_as = " . ".join(topic.asked_as)
    fields = {"title": topic.title, "asked_as": asked_as, "summary": topic.summary, "body": "\n".join(texts)}
    return Page(topic.slug, fields, (topic.title, *topic.asked_as))


class Index:
    """Built once for a guide; `fit` takes microseconds."""

    def __init__(self, pages: Sequence[Page], naming: Naming) -> None:
        self._pages = pages
        self._naming = naming
        self.vocabulary: frozenset[str] = frozenset()
        """Every word of the guide, as it is written there."""
        self._frequencies = self._count()
        self._roots = frozenset(map(root, self.vocabulary))
        self._rarity = _rarity(Counter(term for terms in self._frequencies for term in terms), len(pages))
        self._phrasings: list[tuple[int, float]] = []
        self._postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        self._exact: dict[tuple[str, ...], str] = {}
        self._add_phrasings()

    def weight(self, term: str) -> float:
        """How much the term says; one that the guide does not have counts as a common one."""
        weight = self._rarity.get(term, FOREIGN_WEIGHT * self._rarity[""])
        if term == GUIDE:
            return weight * NAME_WEIGHT
        return weight * LIGHT_WEIGHT if term in _LIGHT else weight

    def knows(self, word: str) -> bool:
        """Whether the guide uses the word, or one that stands for the same."""
        return stem(word) in self._rarity or root(word) in self._roots

    @staticmethod
    def is_light(term: str) -> bool:
        """Whether the term shapes a question rather than naming what it is about."""
        return term in _LIGHT

    def fit(self, said: Sequence[str], terms: Sequence[str]) -> dict[str, float]:
        """For each page 0 to 1: how much of the question is on the page, and how near it is to a known phrasing."""
        on_page, phrased = self._on_page(terms), self._phrased(terms)
        fit = {page.slug: 0.4 * on_page[at] + 0.6 * phrased.get(at, 0.0) for at, page in enumerate(self._pages)}
        if slug := self.exact(said):
            fit[slug] = 1.0
        return fit

    def exact(self, said: Sequence[str]) -> str:
        """The slug of the page under which an author wrote the very question; else nothing."""
        return self._exact.get(_sequence(said), "")

    def _count(self) -> list[dict[str, float]]:
        """BM25F: each page's weighted frequency of each term, evened out for the length of the field."""
        counted = [{name: self._terms(text) for name, text in page.fields.items()} for page in self._pages]
        lengths = {name: sum(len(fields[name]) for fields in counted) / len(counted) or 1.0 for name in FIELD_WEIGHTS}
        frequencies = []
        for fields in counted:
            page: dict[str, float] = defaultdict(float)
            for name, weight in FIELD_WEIGHTS.items():
                length = 1 - LENGTH_SHARE + LENGTH_SHARE * len(fields[name]) / lengths[name]
                for term, count in Counter(fields[name]).items():
                    page[term] += weight * count / length
            frequencies.append(page)
        return frequencies

    def _terms(self, text: str) -> list[str]:
        said = meant(text)
        self.vocabulary |= frozenset(said)
        return self._naming.terms(said)

    def _on_page(self, terms: Sequence[str]) -> list[float]:
        weights = {term: self.weight(term) for term in terms}
        most = sum(weights.values()) * (SATURATION + 1) or 1.0
        return [
            sum(
                weight * page[term] * (SATURATION + 1) / (page[term] + SATURATION)
                for term, weight in weights.items()
                if term in page
            )
            / most
            for page in self._frequencies
        ]

    def _add_phrasings(self) -> None:
        for at, page in enumerate(self._pages):
            for phrasing in page.phrasings:
                said = meant(phrasing)
                self._exact.setdefault(_sequence(said), page.slug)
                features = self._features(self._naming.terms(said))
                for feature, weight in features.items():
                    self._postings[feature].append((len(self._phrasings), weight))
                self._phrasings.append((at, sum(features.values())))

    def _phrased(self, terms: Sequence[str]) -> dict[int, float]:
        """Dice's coefficient of the question and each page's nearest phrasing, by the weight of terms and pairs."""
        features = self._features(terms)
        total = sum(features.values())
        common: dict[int, float] = defaultdict(float)
        for feature in features:
            for phrasing, weight in self._postings.get(feature, ()):
                common[phrasing] += weight
        best: dict[int, float] = {}
        for phrasing, shared in common.items():
            at, own = self._phrasings[phrasing]
            best[at] = max(best.get(at, 0.0), 2 * shared / (total + own))
        return best

    def _features(self, terms: Sequence[str]) -> dict[str, float]:
        features = {term: self.weight(term) for term in terms}
        for first, second in pairwise(terms):
            features[f"{first} {second}"] = PAIR_WEIGHT * (self.weight(first) + self.weight(second)) / 2
        return features


def _sequence(said: Sequence[str]) -> tuple[str, ...]:
    return tuple(map(stem, said))


def _rarity(counts: Mapping[str, int], total: int) -> dict[str, float]:
    """Inverse document frequency; under "" that of a term which no page has."""

    def rarity(count: int) -> float:
        return math.log(1 + (total - count + 0.5) / (count + 0.5))

    return {"": rarity(0), **{term: rarity(count) for term, count in counts.items()}}
