"""The sentences of a page that say most about a question."""

import math
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from mentorbot.chat.blocks import Bullets, Heading, Quote, Text
from mentorbot.chat.markdown import blocks
from mentorbot.chat.spans import plain
from mentorbot.domain.guide import Topic
from mentorbot.guides.terms import Naming, words

MOST_SENTENCES = 3
MOST_CHARACTERS = 420
SUMMARY_BONUS = 1.15
END = re.compile(r"(?<=[.!?])[”\")]?\s+(?=[\"“(]?[A-Z0-9])")
SHORTENED = re.compile(r"\b(?:e\.g|i\.e|etc|vs|approx|Dr|Mr|Mrs|Ms|No|St)\.$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, the paragraph it is in, and its terms."""

    text: str
    paragraph: int
    terms: frozenset[str]


class Sentences:
    """A page's own sentences, summary first."""

    def __init__(self, page: Topic, naming: Naming) -> None:
        paragraphs = [page.summary, *_paragraphs(page.body)]
        self._sentences = tuple(
            Sentence(text, number, frozenset(naming.terms(words(text))))
            for number, paragraph in enumerate(paragraphs)
            for text in split(paragraph)
        )

    def excerpt(self, terms: Iterable[str], weight: Callable[[str], float]) -> str:
        """One to three sentences: the one that fits best and what follows it in its paragraph."""
        wanted = {term: weight(term) for term in terms}
        best = max(range(len(self._sentences)), key=lambda at: _fit(self._sentences[at], wanted))
        first = self._sentences[best]
        taken = [first.text]
        for sentence in self._sentences[best + 1 : best + MOST_SENTENCES]:
            if sentence.paragraph != first.paragraph or len(" ".join((*taken, sentence.text))) > MOST_CHARACTERS:
                break
            taken.append(sentence.text)
        return " ".join(taken)


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
    fit = shared / math.sqrt(6 + len(sentence.terms))
    return fit * SUMMARY_BONUS if sentence.paragraph == 0 else fit


def _paragraphs(body: str) -> Iterator[str]:
    for block in blocks(body):
        match block:
            case Text(spans) | Quote(spans):
                yield plain(spans)
            case Bullets(items):
                yield from map(plain, items)
            case Heading():
                continue
            case _:
                continue
