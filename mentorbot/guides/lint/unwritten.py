"""What `new-guide` marked as still to be written."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from mentorbot.guides.folder import Draft
from mentorbot.guides.keys import Passage
from mentorbot.guides.problem import Problem, advice

MARK = "TO WRITE"
"""Begins every text that an author has to put in place; what is wanted follows it after a colon."""
NAMES = {"body": "page", "nudges": "nudge", "do": "action", "short": "abbreviation"}


def is_written(text: str) -> bool:
    """Whether an author has been here; the other rules leave alone what is not."""
    return MARK not in text


def unwritten(draft: Draft) -> Iterator[Problem]:
    """A problem for each mark; all phrasings of a page are one."""
    marked = [each for each in draft.findings.passages if not is_written(each.text)]
    for (file, key), passages in groupby(marked, key=lambda each: (each.file, each.key)):
        if key == "asked_as":
            yield _phrasings(file, tuple(passages))
        else:
            yield from _marks(passages)


def _phrasings(file: str, passages: tuple[Passage, ...]) -> Problem:
    message = f"{len(passages)} phrasings are still to be written."
    return advice(file, passages[0].line, message, "Wanted: how people really type the question in a chat.")


def _marks(passages: Iterable[Passage]) -> Iterator[Problem]:
    for passage in passages:
        for number, line in enumerate(passage.text.split("\n"), passage.line):
            _, mark, wanted = line.partition(f"{MARK}: ")
            if mark:
                message = f"The {NAMES.get(passage.key, passage.key)} is still to be written."
                yield advice(passage.file, number, message, f"Wanted: {wanted.strip()}")
