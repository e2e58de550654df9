"""How hard a page is to read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from mentorbot.chat.blocks import Bullets, Heading, Quote, Text
from mentorbot.chat.markdown import blocks
from mentorbot.chat.spans import plain
from mentorbot.guides.folder import Draft
from mentorbot.guides.keys import Passage
from mentorbot.guides.lint.unwritten import is_written
from mentorbot.guides.problem import Problem, advice

HARDEST: Final = 9.0
"""Grades of the Automated Readability Index (Senter and Smith 1967): about the school year that reads it with ease."""
ENOUGH: Final = 60
"""Words; of fewer, the index says little."""
SHOWN: Final = 40
SENTENCE_END = re.compile(r"(?<=[.!?:])[\"'”’)]*\s+")
WORD = re.compile(r"[\w'’-]+")


@dataclass(frozen=True, slots=True)
class Reading:
    """The grade of a text, and its longest sentence."""

    grade: float
    longest: str

    @property
    def words(self) -> int:
        """In the longest sentence."""
        return len(WORD.findall(self.longest))


def hard_pages(draft: Draft) -> Iterator[Problem]:
    for passage in draft.findings.passages:
        if passage.key != "body" or not is_written(passage.text):
            continue
        found = reading(passage.text)
        if found and found.grade > HARDEST:
            message = f"The page reads at grade {found.grade:.1f}; at most {HARDEST:.0f}."
            start = f"{found.longest[:SHOWN].rstrip()}…"
            shorten = f"Shorten sentences and words; the longest has {found.words} words: {start!r}."
            yield advice(passage.file, passage.line + _down(passage, found.longest), message, shorten)


def reading(body: str) -> Reading | None:
    """None for a page too short to judge; a heading, an item of a list and a paragraph each end a sentence."""
    sentences = [each for text in _texts(body) for each in SENTENCE_END.split(text) if WORD.search(each)]
    words = [word for each in sentences for word in WORD.findall(each)]
    if len(words) < ENOUGH:
        return None
    grade = 4.71 * sum(map(len, words)) / len(words) + 0.5 * len(words) / len(sentences) - 21.43
    return Reading(grade, max(sentences, key=lambda each: len(WORD.findall(each))))


def _texts(body: str) -> Iterator[str]:
    for block in blocks(body):
        match block:
            case Heading(text):
                yield text
            case Text(spans) | Quote(spans):
                yield plain(spans)
            case Bullets(items):
                yield from map(plain, items)
            case _:
                pass


def _down(passage: Passage, sentence: str) -> int:
    """Lines down to where the sentence probably begins: marks may hide some of its words."""
    for size in (30, 15, 8):
        place = passage.text.find(sentence[:size])
        if place >= 0:
            return passage.text.count("\n", 0, place)
    return 0
