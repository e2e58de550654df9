"""Which topics of a guide a question is about: by its words, and by what it talks about."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from mentorbot.domain.guide import Guide, Topic
from mentorbot.guides.asking.concepts import Profiles, concepts
from mentorbot.guides.asking.index import Index
from mentorbot.guides.asking.meaning import Meanings
from mentorbot.guides.asking.reading import Question
from mentorbot.guides.asking.topics import topic_of

TALK = 0.5
"""What a topic's talk counts beside its words."""
MEANING = 1.0
"""What the likeness of meaning counts, where a model tells it."""
TITLE = 4.0
DEEPER = 0.5
"""What the talk of a page counts that goes deeper into a part of the topic."""

STEP: Final = frozenset({"step", "stage", "phase"})
NUMBERS: Final = {
    word: number
    for number, words in enumerate(("1 one first", "2 two second", "3 three third", "4 four fourth", "5 five fifth"), 1)
    for word in words.split()
}


@dataclass(frozen=True, slots=True)
class Ranked:
    """A topic, the page of it that fits best, and how well: by words (0 to 1), by talk, by meaning, and together."""

    topic: str
    page: str
    by_words: float
    by_talk: float
    by_meaning: float = 0.0
    exact: bool = False
    """Whether an author wrote the very question under the page."""

    @property
    def score(self) -> float:
        return self.by_words + TALK * self.by_talk + MEANING * self.by_meaning


class Ranking:
    """Made once for a guide."""

    def __init__(self, guide: Guide, index: Index, meanings: Meanings | None = None) -> None:
        self._meanings = meanings
        self._index = index
        self._steps = {step.number: step.slug for step in guide.steps}
        self._pages: dict[str, list[str]] = defaultdict(list)
        for page in guide.pages.values():
            self._pages[topic_of(page)].append(page.slug)
        self._profiles = Profiles(
            {
                topic: [text for slug in slugs for text in _texts(guide.pages[slug], deeper=slug != topic)]
                for topic, slugs in self._pages.items()
            }
        )

    def ranked(self, question: Question) -> tuple[Ranked, ...]:
        """Every topic, best first."""
        exact, fit = self._index.exact(question.said), self._index.fit(question.said, question.terms)
        named = {self._steps[number] for number in numbered(question.said) if number in self._steps}
        fit |= dict.fromkeys(named, 1.0)
        talk = self._profiles.fit(concepts(question.told))
        meaning = self._meanings.fit(" ".join(question.said)) if self._meanings else {}
        found = [
            Ranked(topic, best, fit.get(best, 0.0), talk[topic], meaning.get(topic, 0.0), exact=best == exact)
            for topic, slugs in self._pages.items()
            for best in [max(slugs, key=lambda slug: fit.get(slug, 0.0))]
        ]
        return tuple(sorted(found, key=lambda each: (not each.exact, each.page not in named, -each.score)))


def numbered(said: Sequence[str]) -> Iterator[int]:
    """The numbers of the steps that somebody names: "step 5", "step two", "the second step"."""
    for first, second in pairwise(said):
        for word, number in ((second, first), (first, second)):
            if word in STEP and number in NUMBERS:
                yield NUMBERS[number]


def _texts(page: Topic, *, deeper: bool) -> Iterator[tuple[str, float]]:
    share = DEEPER if deeper else 1.0
    yield page.title, TITLE * share
    yield page.summary, share
    for phrasing in page.asked_as:
        yield phrasing, share
