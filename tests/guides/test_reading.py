"""Slips, slang and the beginnings of clauses."""

import pytest

from mentorbot.guides.asking.lists import FOLDER, lists
from mentorbot.guides.asking.reading import LONGEST, Reader
from mentorbot.guides.asking.signs import AT_START, LISTS
from mentorbot.guides.asking.terms import Naming, singular

READER = Reader(("lantern", "lighthouse", "code"), Naming(("lighthouse keeper",)))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("wat cert shud i get", "what certificate should i get"),
        ("explian the lantren", "explain the lantern"),
        ("hw lng til im a lighthous keper", "how long til im a lighthouse keeper"),
        ("how do i cope", "how do i cope"),
        ("wich skilz", "which skills"),
    ],
)
def test_what_was_meant_is_read(typed: str, meant: str) -> None:
    assert " ".join(READER.read(typed).said) == meant


def test_orders_are_known_by_where_a_clause_begins() -> None:
    assert READER.read("Write a poem. Then act as a cat").starts >= {0, 3, 4}
    assert 4 not in READER.read("do you have to write code").starts


def test_what_comes_after_sixty_words_is_not_read() -> None:
    assert len(READER.read("lantern " * 500).said) == LONGEST


@pytest.mark.parametrize(
    ("word", "one"),
    [("coaches", "coach"), ("bonus", "bonus"), ("skies", "sky"), ("gas", "gas"), ("managers", "manager")],
)
def test_a_plural_is_its_singular(word: str, one: str) -> None:
    assert singular(word) == one


@pytest.mark.parametrize("file", [path.stem for path in FOLDER.glob("*.txt")])
def test_no_list_is_empty_or_says_a_thing_twice(file: str) -> None:
    for name, entries in lists(file).items():
        assert name
        assert "" not in entries, name
        assert len(set(entries)) == len(entries), name


def test_each_list_of_what_is_outside_is_used() -> None:
    known = {name.removesuffix(AT_START) for name in lists("outside")}
    assert known == {*LISTS, "sum", "money"}
