"""Slugs that lead nowhere, and slugs that are used twice."""

import re
from collections.abc import Collection, Iterable, Iterator

from mentorbot.domain.guide import Guide
from mentorbot.guides.keys import Findings, Passage
from mentorbot.guides.nearest import did_you_mean
from mentorbot.guides.problem import Problem

PAGE_KEYS = frozenset({"see_also", "part_of"})
LINK = re.compile(r"\]\((page|task):([^)\s]*)\)")


def dead_references(guide: Guide, passages: Iterable[Passage]) -> Iterator[Problem]:
    """Every see_also, part_of, page: or task: link to something that the guide does not have."""
    known: dict[str, Collection[str]] = {"page": guide.pages, "task": guide.tasks}
    for passage in passages:
        if passage.key in PAGE_KEYS and passage.text not in guide.pages:
            hint = did_you_mean(passage.text, guide.pages, otherwise="Take it out, or write that page.")
            yield Problem(passage.file, passage.line, f"`{passage.key}` names no page: {passage.text!r}.", hint)
        for number, line in enumerate(passage.text.split("\n"), passage.line):
            for kind, slug in LINK.findall(line):
                if slug not in known[kind]:
                    hint = did_you_mean(slug, known[kind], otherwise=f"Write the {kind}, or link elsewhere.")
                    yield Problem(passage.file, number, f"There is no {kind} {slug!r} to link to.", hint)


def doubled_slugs(guide: Guide, findings: Findings, *, header: str) -> Iterator[Problem]:
    """Pages or tasks that share a slug: one would hide the other."""
    pages = [*(page.slug for page in (*guide.topics, *guide.faq)), *(step.slug for step in guide.steps)]
    for slug in sorted({slug for slug in pages if pages.count(slug) > 1}):
        yield Problem(header, 1, f"Two pages are called {slug!r}.", "Rename one: a slug is one page's.")
    first: dict[str, Passage] = {}
    for passage in findings.passages:
        if passage.key != "slug" or not passage.text:
            continue
        if seen := first.get(passage.text):
            where = f"{seen.file}:{seen.line}"
            yield Problem(
                passage.file,
                passage.line,
                f"Another task is called {passage.text!r} already ({where}).",
                "Give this one a name of its own.",
            )
        first.setdefault(passage.text, passage)
