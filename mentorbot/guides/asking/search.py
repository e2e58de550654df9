"""Answers questions from one guide in its own words, or says honestly that it cannot."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from mentorbot.domain.guide import Guide
from mentorbot.guides.asking.careers import Careers, Mention
from mentorbot.guides.asking.confidence import confidence
from mentorbot.guides.asking.excerpt import Excerpts
from mentorbot.guides.asking.index import Index, pages_of
from mentorbot.guides.asking.meaning import Meanings, Model
from mentorbot.guides.asking.ranking import Ranked, Ranking
from mentorbot.guides.asking.reading import Question, Reader
from mentorbot.guides.asking.scope import Reason, another_career, barred, probable
from mentorbot.guides.asking.signs import MONEY, VERBATIM, signs
from mentorbot.guides.asking.terms import naming_of, singular, words

SURE = 0.85
"""From this confidence on the best topic answers, if the next is not as near."""
POSSIBLE = 0.25
"""Below it no topic is worth naming."""
MARGIN = 0.12
"""By so much the best topic must lead the next that is another."""
IN_COMMON = 0.15
"""Below this fit by words, what a question talks about names topics, but makes none of them the answer,"""
TALKS = 1.0
"""At this fit by talk a page is worth naming to somebody whose question has no answer."""
ALIKE = 0.5
"""unless a model finds it as like as this."""
BARRED = 0.1
"""What is left of the confidence in a question that must not be answered."""
NAMED = 5
"""So many topics are named in an answer at most."""


class Verdict(StrEnum):
    """How far the guide answers a question."""

    ANSWER = "answer"
    UNSURE = "unsure"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the guide has to say."""

    verdict: Verdict
    score: float
    """How likely the question is the guide's to answer, from 0 to 1."""
    ranked: tuple[Ranked, ...] = ()
    """Topics, best first; none where nothing was asked."""
    excerpt: str = ""
    """One to three of the guide's own sentences, without marks; with every answer."""
    reason: Reason | None = None
    """Why it is unknown."""
    career: str = ""
    """The slug of the guide that the question is about instead, where there is one."""


def nearest_topic(answer: Answer) -> str:
    """The slug of the topic with which a question shares words, though it has no answer there; else nothing."""
    best = answer.ranked[0] if answer.ranked and answer.reason is not Reason.ANOTHER_CAREER else None
    return best.topic if best and best.by_words >= IN_COMMON else ""


def nearest_page(answer: Answer) -> str:
    """The slug of the page that talks about what a question without an answer is about; else nothing."""
    best = answer.ranked[0] if answer.ranked else None
    return best.page if best and (best.by_words >= IN_COMMON or best.by_talk >= TALKS) else ""


class Search:
    """Made once for a guide (a tenth of a second), then asked."""

    def __init__(self, guide: Guide, others: Iterable[Guide] = (), model: Model | None = None) -> None:
        """`others` are guides to send somebody to who asks about their careers; `model` tells likeness of meaning."""
        naming = naming_of(guide)
        self.guide = guide
        others = [other for other in others if other.slug != guide.slug]
        self._others = {_singulars(name): other.slug for other in others for name in _names(other)}
        self._index = Index(pages_of(guide), naming)
        self._reader = Reader(self._index.vocabulary, naming)
        self._ranking = Ranking(guide, self._index, Meanings(guide, model) if model else None)
        self._careers = Careers(
            (*_names(guide), guide.short),
            (*guide.vocabulary.roles, *(name for other in others for name in _names(other))),
        )
        self._excerpts = Excerpts(guide, naming, self._index)
        self._gives_figures = any(MONEY.search(page.body) for page in guide.pages.values())

    def ask(self, text: str) -> Answer:
        """Any text at all may be asked."""
        question = self._reader.read(text)
        ranked = self._ranking.ranked(question)
        if not (question.says_something or question.talks or ranked[0].exact):
            return Answer(verdict=Verdict.UNKNOWN, score=0.0, reason=Reason.NOTHING_ASKED)
        return self._answer(question, ranked)

    def signs(self, text: str) -> Mapping[str, float]:
        """What tells whether the guide can answer a question, by name; what the confidence weighs."""
        question = self._reader.read(text)
        return signs(question, self._ranking.ranked(question), self._careers.mentions(question), self._index)

    def _answer(self, question: Question, ranked: Sequence[Ranked]) -> Answer:
        if ranked[0].exact:
            return self._confident(question, ranked, score=1.0)
        mentions = self._careers.mentions(question)
        found = signs(question, ranked, mentions, self._index)
        score, named = confidence(found), tuple(ranked[:NAMED])
        if bar := barred(found, mentions, gives_figures=self._gives_figures):
            return Answer(
                verdict=Verdict.UNKNOWN,
                score=score * BARRED,
                ranked=named,
                reason=bar,
                career=self._guide_of(question, another_career(mentions)),
            )
        if score < POSSIBLE:
            return Answer(verdict=Verdict.UNKNOWN, score=score, ranked=named, reason=probable(found))
        if score < SURE or not self._leads(ranked):
            return Answer(verdict=Verdict.UNSURE, score=score, ranked=named)
        return self._confident(question, ranked, score=score)

    def _guide_of(self, question: Question, career: Mention | None) -> str:
        """The slug of the guide to the career that is named, where there is one."""
        return self._others.get(question.singulars[career.start : career.end], "") if career else ""

    def _confident(self, question: Question, ranked: Sequence[Ranked], *, score: float) -> Answer:
        excerpt = self._excerpts.of(ranked[0].page, question)
        return Answer(verdict=Verdict.ANSWER, score=score, ranked=tuple(ranked[:NAMED]), excerpt=excerpt)

    def _leads(self, ranked: Sequence[Ranked]) -> bool:
        """Whether the best topic is the one meant: one that says the same from another side is no rival."""
        best, *others = ranked
        if best.by_words < IN_COMMON and best.by_meaning < ALIKE:
            return False
        alike = self._alike(best.topic)
        rival = next((each.score for each in others if each.topic not in alike), 0.0)
        return best.by_words >= VERBATIM or best.score - rival >= MARGIN

    def _alike(self, topic: str) -> frozenset[str]:
        """Topics that name each other under `see_also`."""
        pages = self.guide.pages
        return frozenset(other for other in pages[topic].see_also if topic in pages[other].see_also)


def _names(guide: Guide) -> tuple[str, ...]:
    return (guide.title, *guide.vocabulary.also_called)


def _singulars(name: str) -> tuple[str, ...]:
    return tuple(map(singular, words(name)))
