"""The parts that every guide has, because people ask for them and the bot leads to them."""

from collections.abc import Iterator
from typing import Final

from mentorbot.guides.folder import Draft
from mentorbot.guides.lint.places import header, header_file
from mentorbot.guides.problem import Problem, advice

REQUIRED: Final = {
    "overview": "what the work is",
    "steps": "the way in, at a glance",
    "skills": "what one has to be able to do",
    "education": "which ways of learning lead there",
    "outlook": "how the prospects are",
    "related": "which other careers are near",
}
"""The topics, by their slugs, and what each answers; content/README.md says why these."""


def missing_parts(draft: Draft) -> Iterator[Problem]:
    """Said at the list that should name it; the steps are looked for when the guide is read."""
    if draft.guide is None:
        return
    file, topics = header_file(draft), header(draft, "topics")
    there = {each.text for each in topics}
    for slug in sorted(REQUIRED.keys() - there):
        what = f"Write topics/{slug}.md, {REQUIRED[slug]}, and name it here."
        yield advice(file, topics[0].line if topics else 1, f"The topic `{slug}` is missing.", what)
    if not header(draft, "faq"):
        yield advice(file, 1, "There is no `faq`.", "Write a page in faq/ for each question that people ask most.")
