"""What admins read about pairs, and about those who have none."""

import pytest

from mentorbot.chat.spans import plain
from mentorbot.domain.matching import Left
from mentorbot.domain.pairs import Choice, Obstacle, Why
from mentorbot.messages.matching import against, because, left_because


@pytest.mark.parametrize(
    ("why", "sentence"),
    [
        (Why(minutes=600), "10 working hours a week in common"),
        (Why(minutes=60), "1 working hour a week in common"),
        (Why(minutes=89), "1 working hour a week in common"),
        (Why(minutes=90), "1½ working hours a week in common"),
        (Why(minutes=59), "less than a working hour a week in common"),
        (
            Why(minutes=1200, topics=("APIs",), languages=("German",)),
            "20 working hours a week in common; both wrote “APIs”; both speak German",
        ),
        (
            Why(minutes=300, topics=("Go", "SQL"), languages=("Thai", "Hindi"), choice=Choice.KEPT),
            "together already; 5 working hours a week in common; both wrote “Go” and “SQL”; both speak Thai and Hindi",
        ),
        (
            Why(minutes=0, topics=tuple("abcde"), choice=Choice.BY_HAND),
            "chosen by hand; no working hours in common; both wrote “a”, “b”, “c” and 2 more",
        ),
        (
            Why(minutes=2400, topics=("x" * 100,)),
            f"40 working hours a week in common; both wrote “{'x' * 29}…”",
        ),
    ],
)
def test_a_pair_is_explained_in_one_sentence(why: Why, sentence: str) -> None:
    assert plain(because(why)) == sentence


def test_what_people_wrote_stays_as_they_wrote_it() -> None:
    assert "; both wrote “**<!here>**”" in because(Why(minutes=60, topics=("**<!here>**",)))


def test_every_reason_to_be_without_a_mentor_is_told_in_words_of_its_own() -> None:
    told = {left_because(each) for each in (*Left, *Obstacle)}
    assert len(told) == len(Left) + len(Obstacle)
    assert "those who would suit are full, with people who have waited longer" in told
    assert max(map(len, told)) < 80


def test_whatever_speaks_against_a_pair_is_told_in_words_of_its_own() -> None:
    told = {against(each) for each in Obstacle}
    assert len(told) == len(Obstacle)
    assert "they have less than an hour a week in common" in told
