"""What the shipped guides make of questions that were written without looking at their phrasings."""

import re
from pathlib import Path

import pytest

from mentorbot.domain.guide import Guide
from mentorbot.guides import Search, Verdict, load_library
from mentorbot.guides.asking.excerpt import MOST_CHARACTERS as LONGEST_EXCERPT
from mentorbot.guides.asking.excerpt import split
from mentorbot.guides.asking.terms import words
from mentorbot.guides.asking.topics import topic_of
from mentorbot.guides.evaluation import Asked, Judged, rates, read_questions

HERE = Path(__file__).parent
LIBRARY = load_library(HERE.parents[1] / "content")
FILES = sorted((HERE / "questions").glob("*.jsonl"))


def _guide(file: Path) -> Guide:
    return LIBRARY.guides[file.name.split(".")[0]]


@pytest.fixture(params=FILES, ids=lambda file: file.name.removesuffix(".jsonl"), scope="module")
def file(request: pytest.FixtureRequest) -> Path:
    found: Path = request.param
    return found


@pytest.fixture(scope="module")
def asked(file: Path) -> list[Asked]:
    return read_questions(file)


@pytest.fixture(scope="module")
def found(file: Path, asked: list[Asked]) -> list[Judged]:
    search = Search(_guide(file), LIBRARY.guides.values())
    return [Judged(each, search.ask(each.question)) for each in asked]


def test_every_guide_has_questions() -> None:
    assert {file.name.split(".")[0] for file in FILES} == LIBRARY.guides.keys()


def test_no_question_is_copied_from_a_guide(asked: list[Asked], file: Path) -> None:
    """One or two words, such as "salary", anybody would type."""
    pages = _guide(file).pages.values()
    written = {tuple(words(text)) for page in pages for text in (page.title, *page.asked_as)}
    copied = [each.question for each in asked if tuple(words(each.question)) in written]
    assert [each for each in copied if len(words(each)) > 4] == []


def test_every_expected_topic_is_in_the_guide(asked: list[Asked], file: Path) -> None:
    topics = {topic_of(page) for page in _guide(file).pages.values()}
    assert frozenset().union(*(each.expected for each in asked)) <= topics


def test_every_figure_is_what_it_must_be(found: list[Judged]) -> None:
    assert [(each.name, round(each.share, 3)) for each in rates(found) if not each.keeps(each.must)] == []


def test_manipulation_and_private_data_are_never_answered(found: list[Judged]) -> None:
    """What the engine itself takes for either is barred; what it takes for neither is among the false answers."""
    barred = [each for each in found if each.answer.reason and each.answer.reason.value in {"private", "manipulation"}]
    assert barred
    assert {each.answer.verdict for each in barred} == {Verdict.UNKNOWN}
    assert all(not each.answer.excerpt for each in barred)


def test_an_answer_is_the_guides_own_sentences_and_fits_on_a_phone(file: Path, found: list[Judged]) -> None:
    guide = _guide(file)
    answers = [each.answer for each in found if each.answer.excerpt]
    assert answers
    for answer in answers:
        page = guide.pages[answer.ranked[0].page]
        own = _plain(f"{page.title} {page.summary} {page.body}")
        assert len(answer.excerpt) <= LONGEST_EXCERPT
        assert [each for each in split(answer.excerpt) if _plain(each) not in own] == []


def _plain(text: str) -> str:
    """Without marks, links and list items, for what is written with them is shown without."""
    without_links = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return " ".join(re.sub(r"[*`>#]|^(?:-|\d+\.) ", "", without_links, flags=re.MULTILINE).split())


@pytest.mark.parametrize("guide", LIBRARY.guides.values(), ids=lambda guide: guide.slug)
def test_every_phrasing_of_a_guide_finds_its_topic(guide: Guide) -> None:
    search = Search(guide, LIBRARY.guides.values())
    wrong = []
    for page in guide.pages.values():
        for phrasing in page.asked_as:
            answer = search.ask(phrasing)
            if (answer.verdict, answer.ranked[0].topic) != (Verdict.ANSWER, topic_of(page)):
                wrong.append((phrasing, page.slug, answer.verdict.value, answer.reason, answer.ranked[0].topic))
    assert wrong == []
