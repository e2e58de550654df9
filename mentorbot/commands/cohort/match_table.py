"""A match as a table for a spreadsheet: each learner in a line, with their mentor and why, or with why not."""

import csv
import io
from collections.abc import Iterator

from mentorbot.chat.blocks import File
from mentorbot.chat.spans import plain
from mentorbot.commands.matchmaking import Facts
from mentorbot.domain.cohorts import Cohort
from mentorbot.domain.matching import Proposal
from mentorbot.domain.pairs import Pairing
from mentorbot.messages.matching import because, left_because

_HEADER = ("learner", "mentor", "state", "hours a week in common", "why")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet reckon with a name instead of showing it."""


def match_table(cohort: Cohort, facts: Facts, found: Proposal) -> File:
    """The pairs that would be new, those that stay, and whoever would have nobody."""
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(_HEADER)
    table.writerows([_cell(each) for each in row] for row in _rows(facts, found))
    return File(f"match-{cohort.slug}.csv", "text/csv", text.getvalue().encode("utf-8-sig"))


def _rows(facts: Facts, found: Proposal) -> Iterator[tuple[str, ...]]:
    yield from (_pair(facts, each, "new") for each in found.pairs)
    yield from (_pair(facts, each, "stays") for each in found.kept)
    for each in found.without:
        yield facts.learners[each.learner].member.name, "", "without a mentor", "", left_because(each.reason)


def _pair(facts: Facts, each: Pairing, state: str) -> tuple[str, ...]:
    learner, mentor = facts.learners[each.learner].member, facts.mentors[each.mentor][1]
    return learner.name, mentor.name, state, f"{each.why.minutes / 60:.1f}", plain(because(each.why))


def _cell(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
