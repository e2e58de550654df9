"""Texts that a chat platform could not draw as they are written."""

from collections.abc import Iterator

from mentorbot.guides.folder import Draft
from mentorbot.guides.keys import Passage
from mentorbot.guides.problem import Fault, Problem, advice
from mentorbot.guides.prose import body_faults, inline_faults, plain_faults
from mentorbot.guides.sizes import size_faults

PLAIN = frozenset({"title", "short", "summary", "asked_as"})
INLINE = frozenset({"outcome", "why", "do", "done_when", "evidence", "nudges"})


def undrawable(draft: Draft) -> Iterator[Problem]:
    for passage in draft.findings.passages:
        for down, (message, suggestion) in _faults(passage):
            yield advice(passage.file, passage.line + down, message, suggestion)


def _faults(passage: Passage) -> Iterator[tuple[int, Fault]]:
    """Lines down from the start of the passage, and what is wrong there."""
    if passage.key == "body":
        yield from _body_faults(passage.text)
    elif passage.key in INLINE:
        yield from ((0, fault) for fault in inline_faults(passage.text))
    elif passage.key in PLAIN:
        yield from ((0, fault) for fault in plain_faults(passage.text))


def _body_faults(body: str) -> Iterator[tuple[int, Fault]]:
    for down, line in enumerate(body.split("\n")):
        for fault in body_faults(line):
            yield down, fault
    yield from size_faults(body)
