"""Which careers a question names, and whether it asks about them."""

import pytest

from mentorbot.guides.asking.careers import Careers, Use, Whose
from mentorbot.guides.asking.reading import Reader
from mentorbot.guides.asking.terms import Naming

OURS = ("lighthouse keeper", "lk")
READER = Reader(("lighthouse", "keeper"), Naming(OURS))
CAREERS = Careers(OURS, ("sailor", "harbour pilot", "engineer"))


def _named(text: str) -> list[tuple[str, Whose, Use]]:
    question = READER.read(text)
    found = CAREERS.mentions(question)
    return [(" ".join(question.said[each.start : each.end]), each.whose, each.use) for each in found]


@pytest.mark.parametrize(
    ("text", "career", "use"),
    [
        ("how do I become a nurse", "nurse", Use.SUBJECT),
        ("what do dental nurses earn", "dental nurses", Use.SUBJECT),
        ("certifications for welders", "welders", Use.SUBJECT),
        ("data engineer salary", "data engineer", Use.SUBJECT),
        ("how do I get a job as a plumber", "plumber", Use.SUBJECT),
        ("is teaching a good career", "teaching", Use.SUBJECT),
        ("I want to move from law to nursing", "nursing", Use.SUBJECT),
        ("I'm a nurse, is it too late", "nurse", Use.ORIGIN),
        ("I work as a plumber", "plumber", Use.ORIGIN),
        ("as a teacher, can I start", "teacher", Use.ORIGIN),
        ("does a plumber stand a chance", "plumber", Use.ORIGIN),
        ("what is the difference to a journalist", "journalist", Use.ASIDE),
    ],
)
def test_another_career_is_a_subject_or_where_somebody_comes_from(text: str, career: str, use: Use) -> None:
    assert (career, Whose.OTHER, use) in _named(text)


def test_ours_and_those_near_us_are_known() -> None:
    assert _named("what does a lighthouse keeper do") == [("lighthouse keeper", Whose.OURS, Use.SUBJECT)]
    assert _named("can a sailor be an LK") == [("sailor", Whose.NEAR, Use.SUBJECT), ("lk", Whose.OURS, Use.SUBJECT)]


def test_a_word_before_a_role_that_is_near_makes_it_another() -> None:
    assert _named("how do I become an engineer")[0][1] is Whose.NEAR
    assert _named("how do I become a senior engineer")[0][1] is Whose.NEAR
    assert _named("how do I become a marine engineer")[0][:2] == ("marine engineer", Whose.OTHER)


@pytest.mark.parametrize("text", ["what do hiring managers want", "how do I act on feedback", "tell my line manager"])
def test_people_one_meets_are_no_careers(text: str) -> None:
    assert [use for _, _, use in _named(text) if use is Use.SUBJECT] == []
