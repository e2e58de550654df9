"""A nudge that somebody would get twice, and a phrasing that two pages claim."""

import re
from collections.abc import Iterable, Iterator

from mentorbot.guides.folder import Draft
from mentorbot.guides.keys import Passage
from mentorbot.guides.lint.unwritten import is_written
from mentorbot.guides.problem import Problem, advice

UNIQUE = {
    "nudges": ("nudge", "Say it in another way."),
    "asked_as": ("phrasing", "Keep it on the page that answers it better."),
}
NOT_A_WORD = re.compile(r"[\W_]+")


def doubles(draft: Draft) -> Iterator[Problem]:
    yield from _doubles(draft.findings.passages)


def _doubles(passages: Iterable[Passage]) -> Iterator[Problem]:
    first: dict[tuple[str, str], Passage] = {}
    for passage in passages:
        if passage.key not in UNIQUE or not is_written(passage.text):
            continue
        same = (passage.key, NOT_A_WORD.sub(" ", passage.text.casefold()).strip())
        if seen := first.get(same):
            what, instead = UNIQUE[passage.key]
            yield advice(passage.file, passage.line, f"This {what} is already at {seen.file}:{seen.line}.", instead)
        first.setdefault(same, passage)
