"""A person's answer as the draft of a page, in the form in which an author writes it."""

import re
from dataclasses import dataclass
from datetime import date

import yaml

from mentorbot.domain.cohorts import slug_of
from mentorbot.domain.questions import Question
from mentorbot.guides.asking.excerpt import split
from mentorbot.guides.schema import SLUG_LENGTH, TITLE_LENGTH

SUMMARY_LENGTH = 200


@dataclass(frozen=True, slots=True)
class DraftPage:
    """A page under `faq/`: its slug and its text."""

    slug: str
    text: str


def draft_of(question: Question, today: date) -> DraftPage:
    """The question as the title and the first phrasing, the answer as the page; `check` names what is missing."""
    asked, answer = question.text or "", question.answer or ""
    head = {
        "title": _cut(re.sub(r"[*`]|\]\(", "", asked[:1].upper() + asked[1:]), TITLE_LENGTH),
        "summary": _cut(split(answer)[0], SUMMARY_LENGTH),
        "part_of": question.topic,
        "reviewed": today,
        "asked_as": [asked.casefold().rstrip("?!. ")[:150]],
    }
    written = yaml.safe_dump(
        {name: value for name, value in head.items() if value}, sort_keys=False, allow_unicode=True, width=1000
    )
    return DraftPage(f"faq-{slug_of(asked)}"[:SLUG_LENGTH].strip("-"), f"---\n{written}---\n{answer}\n")


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"
