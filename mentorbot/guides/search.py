"""Answers questions from one guide in its own words, or says honestly that it cannot."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from mentorbot.domain.errors import shortened
from mentorbot.domain.guide import Guide
from mentorbot.guides.excerpt import Sentences
from mentorbot.guides.index import Index, pages_of, without_doubles
from mentorbot.guides.repair import repairable, repaired
from mentorbot.guides.scope import another_subject, asks_for_figures, gives_figures, speaks_of_pay
from mentorbot.guides.terms import GUIDE, Naming, stem, without_shorthand, words
from mentorbot.guides.words import EMPTY, LIGHT

LONGEST = 60
"""Words; what comes after them in a question is not read."""
SURE = 0.42
"""At this score the best page answers, if the next is not as near."""
CERTAIN = 0.62
"""At this score it answers whatever the next is."""
POSSIBLE = 0.12
"""Below it no page is worth naming."""
MARGIN = 0.08
"""The share of its score by which the best page must lead another topic."""
FOREIGN = 0.5
"""The share of the question's weight in words which the guide never uses, from which on it is about something else."""
MOSTLY_FOREIGN = 0.7
PARTLY = 0.3
"""At this score a question that is half about something else still deserves "did you mean"."""
VERBATIM = 0.8
"""At this score somebody wrote the question into the guide, whatever its words."""


class Verdict(StrEnum):
    """How far the guide answers a question."""

    ANSWER = "answer"
    UNSURE = "unsure"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the guide has to say."""

    verdict: Verdict
    ranked: tuple[tuple[str, float], ...] = ()
    """Slugs of pages and their scores from 0 to 1, best first."""
    excerpt: str = ""
    """One to three of the guide's own sentences, without marks."""
    why_unknown: str = ""
    """One sentence for the person, when the guide does not cover it."""


@dataclass(frozen=True, slots=True)
class _Question:
    """The words somebody wrote, with slips put right, and the terms to look up."""

    written: tuple[str, ...]
    said: tuple[str, ...]
    terms: tuple[str, ...]


class Search:
    """Made once for a guide (a tenth of a second), then asked."""

    def __init__(self, guide: Guide) -> None:
        self._guide = guide
        self._naming = Naming(guide.title, guide.short)
        titles = " ".join((guide.title, *(page.title for page in guide.pages.values())))
        self._title_words = repairable(frozenset(words(titles)))
        self._index = Index(pages_of(guide), self._naming)
        self._repairable = repairable(self._index.vocabulary)
        self._sentences = {slug: Sentences(page, self._naming) for slug, page in guide.pages.items()}
        self._gives_figures = any(gives_figures(page.body) for page in guide.pages.values())

    def ask(self, question: str) -> Answer:
        """Any text at all may be asked."""
        read = self._read(question)
        ranked = self._ranked(read)
        best = ranked[0][1] if ranked else 0.0
        if best < VERBATIM and not any(map(self._says_something, read.said)):
            return self._unknown("Ask me in a few words what you would like to know.")
        if best < VERBATIM and (why := self._out_of_scope(read, best)):
            return self._unknown(why, ranked)
        if best < POSSIBLE:
            return self._unknown(self._elsewhere(), ranked)
        telling = [term for term in read.terms if term != GUIDE and not self._index.is_light(term)]
        excerpt = self._sentences[ranked[0][0]].excerpt(telling, self._index.weight)
        is_sure = self._is_sure(ranked) and (best >= VERBATIM or self._foreign_share(read.terms) < FOREIGN)
        verdict = Verdict.ANSWER if is_sure else Verdict.UNSURE
        return Answer(verdict=verdict, ranked=ranked, excerpt=excerpt)

    def _read(self, question: str) -> _Question:
        visible = "".join(each if each.isprintable() else " " for each in question[: LONGEST * 12])
        written = without_shorthand(words(visible)[:LONGEST])
        said = tuple(map(self._repaired, written))
        return _Question(tuple(written), said, tuple(without_doubles(self._naming.terms(said))))

    def _repaired(self, word: str) -> str:
        if word in EMPTY or self._is_known(word):
            return word
        return repaired(word, self._repairable)

    def _is_known(self, word: str) -> bool:
        return self._index.has(stem(word))

    @staticmethod
    def _says_something(word: str) -> bool:
        return word not in EMPTY and word not in LIGHT

    def _ranked(self, question: _Question) -> tuple[tuple[str, float], ...]:
        fit = self._index.fit(question.said, question.terms)
        found = [(slug, round(score, 4)) for slug, score in fit.items() if score > 0]
        return tuple(sorted(found, key=lambda each: -each[1]))

    def _out_of_scope(self, question: _Question, best: float) -> str:
        """Why the guide cannot answer, or nothing."""
        subject = another_subject(question.written, self._is_ours)
        if subject:
            return f"“{shortened(subject, 40)}” isn't in this guide: it covers one career, {self._guide.title}."
        foreign_pay = speaks_of_pay(question.said) and self._foreign_share(question.terms) > 0
        if (foreign_pay or asks_for_figures(question.said)) and not self._gives_figures:
            return "This guide gives no figures for pay or prices."
        if self._foreign_share(question.terms) >= (FOREIGN if best < PARTLY else MOSTLY_FOREIGN):
            return self._elsewhere()
        return ""

    def _elsewhere(self) -> str:
        return f"That isn't in this guide: it covers one career, {self._guide.title}."

    def _is_ours(self, phrase: Sequence[str]) -> bool:
        terms = self._naming.terms([self._titled(word) for word in phrase])
        return terms[:1] == [GUIDE] or all(map(self._index.has, terms))

    def _titled(self, word: str) -> str:
        """A slip put right by the titles only: a teacher is not what the guide "teaches"."""
        return word if self._is_known(word) else repaired(word, self._title_words)

    def _foreign_share(self, terms: Sequence[str]) -> float:
        weights = {term: self._index.weight(term) for term in terms}
        foreign = sum(weight for term, weight in weights.items() if not self._index.has(term))
        return foreign / (sum(weights.values()) or 1.0)

    def _is_sure(self, ranked: Sequence[tuple[str, float]]) -> bool:
        (slug, best), *others = ranked
        if best >= CERTAIN or not others:
            return best >= SURE
        related = self._related(slug)
        rival = next((score for other, score in others if other not in related), 0.0)
        return best >= SURE and best - rival >= MARGIN * best

    def _related(self, slug: str) -> frozenset[str]:
        """Pages that say the same from another side: naming one of them is no mistake."""
        pages = self._guide.pages
        naming = (other for other, page in pages.items() if slug in page.see_also)
        return frozenset((*pages[slug].see_also, *naming))

    @staticmethod
    def _unknown(why: str, ranked: tuple[tuple[str, float], ...] = ()) -> Answer:
        return Answer(verdict=Verdict.UNKNOWN, ranked=ranked, why_unknown=why)
