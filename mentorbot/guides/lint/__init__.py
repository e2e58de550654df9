"""Every problem of the content, also those with which the bot would run."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from mentorbot.guides.folder import Draft
from mentorbot.guides.lint.doubles import doubles
from mentorbot.guides.lint.drawing import undrawable
from mentorbot.guides.lint.entries import entries_listed_twice
from mentorbot.guides.lint.family import first_guides, relations
from mentorbot.guides.lint.hours import hours_against_weeks
from mentorbot.guides.lint.likeness import nudges_alike
from mentorbot.guides.lint.nesting import nested_parts
from mentorbot.guides.lint.parts import missing_parts
from mentorbot.guides.lint.phrasings import colliding_phrasings
from mentorbot.guides.lint.reading import hard_pages
from mentorbot.guides.lint.reviews import review_dates
from mentorbot.guides.lint.sharing import shared_tasks
from mentorbot.guides.lint.signs import signs_of_completion
from mentorbot.guides.lint.unwritten import unwritten
from mentorbot.guides.load import read_drafts
from mentorbot.guides.problem import Problem

OF_ONE_GUIDE = (
    undrawable,
    doubles,
    unwritten,
    missing_parts,
    nested_parts,
    colliding_phrasings,
    hard_pages,
    hours_against_weeks,
    signs_of_completion,
    nudges_alike,
    entries_listed_twice,
)
OF_ALL_GUIDES = (first_guides, relations, shared_tasks)


def check(content_dir: Path, *, today: date) -> list[Problem]:
    """Everything to put right, in the order of files and lines; nothing when the content is fit to ship."""
    drafts, problems = read_drafts(content_dir)
    return sorted({*problems, *_advice(drafts, today)})


def _advice(drafts: Sequence[Draft], today: date) -> Iterator[Problem]:
    for draft in drafts:
        yield from draft.findings.advice
        yield from review_dates(draft, today)
        for rule in OF_ONE_GUIDE:
            yield from rule(draft)
    for rule_of_all in OF_ALL_GUIDES:
        yield from rule_of_all(drafts)
