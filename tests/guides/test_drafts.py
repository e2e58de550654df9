"""A person's answer becomes a page that an author can take in as it is."""

from datetime import date
from pathlib import Path

import pytest

from mentorbot.domain.members import MemberKey, WorkspaceKey
from mentorbot.domain.questions import LONGEST, LONGEST_ANSWER, Outcome, Question, QuestionKey
from mentorbot.guides import load_library
from mentorbot.guides.drafts import DraftPage, draft_of
from tests.guides.conftest import Edit

TODAY = date(2026, 11, 30)


def _draft(text: str, answer: str, topic: str = "") -> DraftPage:
    asked = Question(
        key=QuestionKey(1),
        workspace=WorkspaceKey(1),
        guide="beekeeper",
        topic=topic,
        outcome=Outcome.PASSED_ON,
        asked_on=TODAY,
        text=text,
        member=MemberKey(1),
        answer=answer,
        answered_by="Robin",
    )
    return draft_of(asked, TODAY)


def test_it_is_the_question_and_the_answer() -> None:
    assert _draft("can bees swim?", "No. Give them pebbles to stand on.", "gear") == DraftPage(
        "faq-can-bees-swim",
        "---\n"
        "title: Can bees swim?\n"
        "summary: No. Give them pebbles to stand on.\n"
        "part_of: gear\n"
        "reviewed: 2026-11-30\n"
        "asked_as:\n"
        "- can bees swim\n"
        "---\n"
        "No. Give them pebbles to stand on.\n",
    )


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("can bees swim?", "No."),
        ('is it "yes": or no? #1', "It is: both.\n\n- one\n- two"),
        ("*why*", "`Because`"),
        ("yes", "no"),
        ("2026-11-30", "12"),
        ("是什么吗", "是"),
        ("x" * LONGEST, "y " * (LONGEST_ANSWER // 2)),
        ("---", "--- not a fence"),
    ],
)
def test_whatever_was_written_it_can_be_read_as_a_page(content: Path, edit: Edit, text: str, answer: str) -> None:
    draft = _draft(text, answer)
    (content / "beekeeper" / "faq" / f"{draft.slug}.md").write_text(draft.text, encoding="utf-8")
    edit("guide.yaml", "faq: [faq-stings]", f"faq: [faq-stings, {draft.slug}]")
    page = load_library(content).default.pages[draft.slug]
    assert page.body.split() == answer.split()
    assert page.asked_as
