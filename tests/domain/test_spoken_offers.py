"""How people write what they offer: words with commas, hours."""

from datetime import time

import pytest

from mentorbot.domain.errors import NotUnderstood
from mentorbot.domain.mentoring import LONGEST_WORD, MOST_WORDS
from mentorbot.domain.spoken_offers import read_hours, read_words, spelt_hours, spelt_words


@pytest.mark.parametrize(
    ("wrote", "read"),
    [
        ("APIs, Product  Sense", {"apis", "product sense"}),
        ("apis; APIs,,\nwriting", {"apis", "writing"}),
        ("none", set()),
        (" , ", set()),
        ("none, apis", {"apis"}),
    ],
)
def test_words_are_small_and_each_once(wrote: str, read: set[str]) -> None:
    assert read_words(wrote, "topics") == read


def test_as_many_words_as_there_may_be_and_one_more() -> None:
    words = [f"topic {number}" for number in range(MOST_WORDS + 1)]
    assert len(read_words(",".join(words[:-1]), "topics")) == MOST_WORDS
    with pytest.raises(NotUnderstood, match="That's 11 topics; name up to 10"):
        read_words(",".join(words), "topics")


def test_a_word_of_the_longest_length_and_one_character_more() -> None:
    assert read_words("x" * LONGEST_WORD, "topics") == {"x" * LONGEST_WORD}
    with pytest.raises(NotUnderstood, match="41 characters, and 40 fit"):
        read_words("x" * (LONGEST_WORD + 1), "topics")


@pytest.mark.parametrize("found", [frozenset(), frozenset({"apis"}), frozenset({"writing", "apis"})])
def test_words_are_read_as_they_are_spelt(found: frozenset[str]) -> None:
    assert read_words(spelt_words(found), "topics") == found


@pytest.mark.parametrize(
    ("wrote", "read"),
    [
        ("09:00-17:00", (time(9), time(17))),
        ("from 9 to 5pm", (time(9), time(17))),
        ("22:00 – 06:00", (time(22), time(6))),
    ],
)
def test_hours_are_two_times(wrote: str, read: tuple[time, time]) -> None:
    assert read_hours(wrote) == read
    assert read_hours(spelt_hours(*read)) == read


@pytest.mark.parametrize("wrote", ["09:00", "9-9", "all day", "9-12-17", "25:00-26:00"])
def test_what_are_no_hours_is_said_back(wrote: str) -> None:
    with pytest.raises(NotUnderstood):
        read_hours(wrote)
