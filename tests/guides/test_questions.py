"""What the shipped guide makes of questions that were written without looking at its phrasings."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from mentorbot.guides import Answer, Search, Verdict, load_library
from mentorbot.guides.terms import words

HERE = Path(__file__).parent
GUIDE = load_library(HERE.parents[1] / "content").guides["technical-product-manager"]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the pages that would each be right, and the answer."""

    question: str
    expected: frozenset[str]
    answer: Answer

    def is_right_within(self, places: int) -> bool:
        """Whether a right page is among the first."""
        return any(slug in self.expected for slug, _ in self.answer.ranked[:places])


@pytest.fixture(scope="module")
def asked() -> list[Asked]:
    search = Search(GUIDE)
    lines = (HERE / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return [Asked(row["question"], frozenset(row["expected"]), search.ask(row["question"])) for row in rows]


@pytest.fixture
def in_scope(asked: list[Asked]) -> list[Asked]:
    return [each for each in asked if each.expected]


@pytest.fixture
def out_of_scope(asked: list[Asked]) -> list[Asked]:
    return [each for each in asked if not each.expected]


def test_no_question_is_copied_from_the_guide(asked: list[Asked]) -> None:
    written = {tuple(words(text)) for page in GUIDE.pages.values() for text in (page.title, *page.asked_as)}
    assert [each.question for each in asked if tuple(words(each.question)) in written] == []


def test_every_expected_page_is_in_the_guide(in_scope: list[Asked]) -> None:
    assert frozenset().union(*(each.expected for each in in_scope)) <= GUIDE.pages.keys()


def test_the_right_page_is_among_the_first_three(in_scope: list[Asked]) -> None:
    missed = [each.question for each in in_scope if not each.is_right_within(3)]
    assert len(missed) <= 0.1 * len(in_scope), missed


def test_the_right_page_is_mostly_the_first(in_scope: list[Asked]) -> None:
    missed = [each.question for each in in_scope if not each.is_right_within(1)]
    assert len(missed) <= 0.25 * len(in_scope), missed


def test_a_confident_answer_is_rarely_from_the_wrong_page(in_scope: list[Asked]) -> None:
    sure = [each for each in in_scope if each.answer.verdict == Verdict.ANSWER]
    wrong = [each.question for each in sure if not each.is_right_within(1)]
    assert len(sure) >= 0.6 * len(in_scope)
    assert len(wrong) <= 0.1 * len(sure), wrong


def test_a_question_of_the_guide_is_rarely_turned_away(in_scope: list[Asked]) -> None:
    turned_away = [each.question for each in in_scope if each.answer.verdict == Verdict.UNKNOWN]
    assert len(turned_away) <= 0.15 * len(in_scope), turned_away


def test_what_is_out_of_scope_is_rarely_answered(out_of_scope: list[Asked]) -> None:
    answered = [each.question for each in out_of_scope if each.answer.verdict == Verdict.ANSWER]
    assert len(answered) <= 0.1 * len(out_of_scope), answered


def test_every_phrasing_of_the_guide_finds_its_page() -> None:
    search = Search(GUIDE)
    phrasings = [(phrasing, slug) for slug, page in GUIDE.pages.items() for phrasing in page.asked_as]
    found = {phrasing: search.ask(phrasing) for phrasing, _ in phrasings}
    wrong = [
        (phrasing, slug)
        for phrasing, slug in phrasings
        if (found[phrasing].verdict, found[phrasing].ranked[0][0]) != (Verdict.ANSWER, slug)
    ]
    assert wrong == []
