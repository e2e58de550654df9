"""The sentences of a page that say most about a question."""

import math
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from mentorbot.chat.blocks import Bullets, Heading, Quote, Text
from mentorbot.chat.markdown import blocks
from mentorbot.chat.spans import plain
from mentorbot.domain.guide import Guide, Topic
from mentorbot.guides.asking.index import Index
from mentorbot.guides.asking.reading import Question
from mentorbot.guides.asking.terms import GUIDE, Naming, words

MOST_SENTENCES = 3
MOST_CHARACTERS = 420
SUMMARY_BONUS = 1.5
OPENING_BONUS = 1.3
ONWARD_PENALTY = 0.4
"""A sentence that leads on to another page answers nothing itself."""
ONWARD = re.compile(r"\]\((?:page|task):[^)]*\)")
LEADS_ON = "\u2060"
"""An invisible mark that no author may write, left where such a link was."""
ENOUGH = 0.5
"""The share of the question that a sentence must hold to be better than the page's summary."""
END = re.compile(r"(?<=[.!?])[”\")]?\s+(?=[\"“(]?[A-Z0-9])")
SHORTENED = re.compile(r"\b(?:e\.g|i\.e|etc|vs|approx|Dr|Mr|Mrs|Ms|No|St)\.$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, the number of its paragraph (the summary is 0), and its terms; the first below a heading has both."""

    text: str
    paragraph: int
    terms: frozenset[str]


class Excerpts:
    """The excerpts of a guide's pages; a page is taken apart when the first question is about it."""

    def __init__(self, guide: Guide, naming: Naming, index: Index) -> None:
        self._guide = guide
        self._naming = naming
        self._index = index
        self._pages: dict[str, Sentences] = {}

    def of(self, slug: str, question: Question) -> str:
        """One to three sentences of the page, those that fit the question best."""
        if slug not in self._pages:
            self._pages[slug] = Sentences(self._guide.pages[slug], self._naming)
        telling = [term for term in question.terms if term != GUIDE and not self._index.is_light(term)]
        return self._pages[slug].excerpt(telling, self._index.weight)


class Sentences:
    """A page's own sentences, summary first."""

    def __init__(self, page: Topic, naming: Naming) -> None:
        paragraphs = [("", page.summary.strip() or page.title), *_paragraphs(page.body)]
        self._title = frozenset(naming.terms(words(page.title)))
        self._sentences = tuple(
            Sentence(text, number, frozenset(naming.terms(words(text if place else f"{heading} . {text}"))))
            for number, (heading, paragraph) in enumerate(paragraphs)
            for place, text in enumerate(split(paragraph))
        )

    def excerpt(self, terms: Iterable[str], weight: Callable[[str], float]) -> str:
        """One to three sentences: the one that fits best and what follows it in its paragraph."""
        wanted = self._telling({term: weight(term) for term in terms})
        best = max(range(len(self._sentences)), key=lambda at: _fit(self._sentences[at], wanted))
        first = self._sentences[best]
        taken = [first.text]
        for sentence in self._sentences[best + 1 : best + MOST_SENTENCES]:
            if sentence.paragraph != first.paragraph or len(" ".join((*taken, sentence.text))) > MOST_CHARACTERS:
                break
            taken.append(sentence.text)
        return " ".join(taken).replace(LEADS_ON, "")

    def _telling(self, wanted: dict[str, float]) -> dict[str, float]:
        """What tells one sentence from another: the title's words do not, for the whole page is about them."""
        beyond = {term: weight for term, weight in wanted.items() if term not in self._title}
        return beyond if sum(beyond.values()) >= ENOUGH * sum(wanted.values()) else {}


def split(paragraph: str) -> list[str]:
    """The sentences of a paragraph; "e.g. this" ends none."""
    parts: list[str] = []
    for part in END.split(paragraph.strip()):
        if parts and SHORTENED.search(parts[-1]):
            parts[-1] += f" {part}"
        elif part:
            parts.append(part)
    return parts


def _fit(sentence: Sentence, wanted: dict[str, float]) -> float:
    shared = sum(weight for term, weight in wanted.items() if term in sentence.terms)
    if sentence.paragraph > 0 and shared < ENOUGH * sum(wanted.values()):
        return -1.0
    fit = shared / math.sqrt(6 + len(sentence.terms))
    if LEADS_ON in sentence.text:
        return fit * ONWARD_PENALTY
    return fit * {0: SUMMARY_BONUS, 1: OPENING_BONUS}.get(sentence.paragraph, 1.0)


def _paragraphs(body: str) -> Iterator[tuple[str, str]]:
    """Each paragraph and list item, the first after a heading together with it."""
    heading = ""
    for block in blocks(ONWARD.sub(lambda link: LEADS_ON + link[0], body)):
        match block:
            case Heading(text):
                heading = text
                continue
            case Text(spans) | Quote(spans):
                yield heading, plain(spans)
            case Bullets(items):
                yield from ((heading if item is items[0] else "", plain(item)) for item in items)
            case _:
                continue
        heading = ""
