"""Calls as text: what people type, and what a button carries."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mentorbot.chat.call import Call, call, parse_call, words

names = st.from_regex(r"[a-z][a-z_]{0,15}", fullmatch=True)


def _read(text: str) -> list[tuple[str | None, str]]:
    return [(word.name, word.value) for word in words(text)]


@pytest.mark.parametrize(
    ("typed", "group", "word", "rest"),
    [
        ("/mentor join Spring", "mentor", "join", "Spring"),
        ("mentor join  two  words ", "mentor", "join", "two  words"),
        ("/MENTOR Join Spring", "mentor", "join", "Spring"),
        ("mentor", "mentor", "", ""),
        ("/mentor   help", "mentor", "help", ""),
        ("/mentor ask\nhow do I\nstart", "mentor", "ask", "how do I\nstart"),
        ("/mentor\task\u00a0how", "mentor", "ask", "how"),
        ("", "", "", ""),
        ("/", "", "", ""),
        (" \n ", "", "", ""),
    ],
)
def test_a_typed_line_is_a_group_a_word_and_the_rest(typed: str, group: str, word: str, rest: str) -> None:
    assert parse_call(typed) == Call(group=group, word=word, rest=rest)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", []),
        ("one two", [(None, "one"), (None, "two")]),
        ('"Spring 26" x', [(None, "Spring 26"), (None, "x")]),
        ("“Spring 26” x", [(None, "Spring 26"), (None, "x")]),
        ("„Spring 26“ «x y»", [(None, "Spring 26"), (None, "x y")]),
        ('"Spring 26”', [(None, "Spring 26")]),
        ('"the “best” one"', [(None, "the “best” one")]),
        ('day=monday Time="9 am"', [("day", "monday"), ("time", "9 am")]),
        ("name=“Spring 26”", [("name", "Spring 26")]),
        ('name="" x', [("name", ""), (None, "x")]),
        ("name= x", [("name", ""), (None, "x")]),
        ("name=a=b", [("name", "a=b")]),
        ("1=2 =x", [(None, "1=2"), (None, "=x")]),
        (r'"say \"hi\" \\ now"', [(None, r'say "hi" \ now')]),
        ('5" disk', [(None, '5"'), (None, "disk")]),
        ('"open end', [(None, '"open'), (None, "end")]),
        ('"a"b', [(None, '"a"b')]),
        ("it's fine", [(None, "it's"), (None, "fine")]),
    ],
)
def test_words_may_be_bare_quoted_or_named(typed: str, expected: list[tuple[str | None, str]]) -> None:
    assert _read(typed) == expected


def test_each_word_knows_where_it_starts() -> None:
    assert [word.start for word in words('  one "two three" name=x')] == [2, 6, 18]


@pytest.mark.parametrize("piece", ["a", '"', '" ', '\\"', "a=", "“ ", "\x00", "\n", "a ", 'a="'])
def test_ten_thousand_characters_of_anything_are_read(piece: str) -> None:
    text = (piece * 10_000)[:10_000]
    assert len("".join(word.value for word in words(text))) <= 10_000
    assert parse_call(f"/mentor ask {text}").word == "ask"


@given(st.dictionaries(names, st.text()))
@example({"name": "“Spring” 26"})
@example({"name": "a\\\nb"})
@example({"name": '"'})
@example({"name": ""})
@example({"a": "x=y", "b": "\u2028"})
def test_what_a_button_carries_is_read_back_with_an_equal_meaning(named: dict[str, str]) -> None:
    made = parse_call(str(Call(group="mentor", word="done", named=named)))
    assert (made.group, made.word) == ("mentor", "done")
    assert _read(made.rest) == list(named.items())


@given(st.text(), st.dictionaries(names, st.text(), max_size=2))
def test_loose_words_after_named_ones_are_read_back_too(rest: str, named: dict[str, str]) -> None:
    made = parse_call(str(Call(group="mentor", word="done", named=named, rest=rest)))
    assert _read(made.rest) == [*named.items(), *_read(rest)]


@given(st.text())
@example("")
@example("//")
@example("/ /mentor")
@example("a\x1f/b")
def test_every_text_is_readable_and_is_read_back_the_same(text: str) -> None:
    made = parse_call(text)
    assert parse_call(str(made)) == made


def test_our_own_calls_are_written_by_their_path() -> None:
    assert str(call("mentor snooze", days=3)) == "mentor snooze days=3"
    assert str(call("mentor")) == "mentor"
