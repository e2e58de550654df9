"""Words of the field that are listed twice."""

from collections.abc import Iterable, Iterator

from mentorbot.guides.folder import Draft
from mentorbot.guides.keys import Passage
from mentorbot.guides.lint.places import header
from mentorbot.guides.problem import Problem, advice

LISTS = ("also_called", "roles", "synonyms", "related", "topics", "steps", "faq")


def entries_listed_twice(draft: Draft) -> Iterator[Problem]:
    """In one list of guide.yaml; the groups of `synonyms` count as one list, since a word stands for one thing."""
    for key in LISTS:
        yield from _twice(header(draft, key))


def _twice(entries: Iterable[Passage]) -> Iterator[Problem]:
    first: dict[str, Passage] = {}
    for each in entries:
        same = " ".join(each.text.casefold().replace("-", " ").split())
        if seen := first.get(same):
            message = f"{each.text!r} is in `{each.key}` already, on line {seen.line}."
            yield advice(each.file, each.line, message, "Take one of them out.")
        first.setdefault(same, each)
