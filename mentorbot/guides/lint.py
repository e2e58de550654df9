"""Every problem of the content, also those with which the bot would run."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from mentorbot.guides.keys import Passage
from mentorbot.guides.load import read_drafts
from mentorbot.guides.problem import Problem
from mentorbot.guides.prose import body_faults, inline_faults, plain_faults
from mentorbot.guides.sizes import size_faults

PLAIN = frozenset({"title", "short", "summary", "asked_as"})
INLINE = frozenset({"outcome", "why", "do", "done_when", "evidence", "nudges"})
UNIQUE = {"nudges": "nudge", "asked_as": "phrasing"}
NOT_A_WORD = re.compile(r"[\W_]+")


def check(content_dir: Path) -> list[Problem]:
    """Everything to put right, in the order of files and lines; nothing when the content is fit to ship."""
    drafts, problems = read_drafts(content_dir)
    for draft in drafts:
        problems.extend(draft.findings.advice)
        problems.extend(_doubled(draft.findings.passages))
        for passage in draft.findings.passages:
            problems.extend(_faults(passage))
    return sorted(set(problems))


def _faults(passage: Passage) -> Iterator[Problem]:
    for down, message in _faults_below(passage):
        yield Problem(passage.file, passage.line + down, message)


def _faults_below(passage: Passage) -> Iterator[tuple[int, str]]:
    """Lines down from the start of the passage, and what is wrong there."""
    if passage.key == "body":
        yield from _body_faults(passage.text)
    elif passage.key in INLINE:
        yield from ((0, message) for message in inline_faults(passage.text))
    elif passage.key in PLAIN:
        yield from ((0, message) for message in plain_faults(passage.text))


def _body_faults(body: str) -> Iterator[tuple[int, str]]:
    for down, line in enumerate(body.split("\n")):
        for message in body_faults(line):
            yield down, message
    yield from size_faults(body)


def _doubled(passages: Iterable[Passage]) -> Iterator[Problem]:
    """A nudge that somebody would get twice, and a phrasing that two pages claim."""
    first: dict[tuple[str, str], Passage] = {}
    for passage in passages:
        if passage.key not in UNIQUE:
            continue
        same = (passage.key, NOT_A_WORD.sub(" ", passage.text.casefold()).strip())
        if seen := first.get(same):
            message = f"This {UNIQUE[passage.key]} is already at {seen.file}:{seen.line}."
            yield Problem(passage.file, passage.line, message)
        first.setdefault(same, passage)
