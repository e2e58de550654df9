"""What people wrote, as our typeface can draw it, in the room there is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorbot.pictures.lettering import CUT, Legible, fitted, legible
from mentorbot.pictures.typeface import Weight, face

LONG = "Maximiliana Wolfeschlegelsteinhausenbergerdorff-Featherstone"
UNBROKEN = "x" * 60


@pytest.mark.parametrize("text", ["Ada Lovelace", "Zoë Łukasz Nguyễn", "Ирина", "Ελένη", "محمد", "דוד", "ანა", "☺"])
def test_scripts_that_the_typeface_has_are_drawn_as_they_are(text: str) -> None:
    assert legible(text) == Legible(text, whole=True)


@pytest.mark.parametrize("text", ["李小龙", "नमस्ते", "สมชาย", "김", "𓀀", "李 Bruce"])
def test_a_name_in_another_script_gives_way_to_the_handle(text: str) -> None:
    assert legible(text, "@bruce") == Legible("@bruce", whole=False)


@pytest.mark.parametrize(
    ("text", "drawn"),
    [("李小龙", "·"), ("李 Bruce", "· Bruce"), ("李 小龙", "· ·"), ("", "·"), ("🦑", "·"), (" \n", "·"), ("A李", "A·")],
)
def test_where_there_is_no_handle_a_point_stands_for_what_is_missing(text: str, drawn: str) -> None:
    for handle in ("", "小龙", "🦑"):
        assert legible(text, handle) == Legible(drawn, whole=False)


@pytest.mark.parametrize("text", ["Kim 🦑", "🦑Kim", "Kim 👩🏽\u200d💻", "Kim 🏳️\u200d🌈"])
def test_an_ornament_is_left_out_beside_words(text: str) -> None:
    assert legible(text, "@kim") == Legible("Kim", whole=False)


def test_a_letter_with_an_accent_of_its_own_is_one_letter() -> None:
    assert legible("Zoe\N{COMBINING DIAERESIS}") == Legible("Zoë", whole=True)


def test_nothing_turns_the_direction_or_breaks_the_line() -> None:
    assert legible("\u202eadA\u202c\nLove\x00lace").text == "adA Love lace"


@given(st.text(), st.text())
def test_any_text_becomes_letters_that_are_there(text: str, handle: str) -> None:
    drawn = legible(text, handle, weight=Weight.BOLD).text
    assert drawn.strip() == drawn != ""
    assert [each for each in drawn if not face(Weight.BOLD).has(each)] == []


@given(
    text=st.text("abc mW", min_size=1, max_size=120).map(lambda text: " ".join(text.split()) or "a"),
    width=st.integers(min_value=60, max_value=800),
    lines=st.integers(min_value=1, max_value=4),
    weight=st.sampled_from(Weight),
)
def test_whatever_its_length_it_fits(text: str, width: int, lines: int, weight: Weight) -> None:
    made = fitted(text, width=width, size=40, least=16, lines=lines, weight=weight)
    assert 1 <= len(made.lines) <= lines
    assert 16 <= made.size <= 40
    assert all(face(weight).width(line, made.size) <= width for line in made.lines)
    joined = "".join(made.lines).replace(" ", "")
    assert joined == text.replace(" ", "") or (made.size == 16 and made.lines[-1].endswith(CUT))


def test_a_short_text_keeps_its_size() -> None:
    made = fitted("Ada", width=400, size=40, least=20, lines=2)
    assert (made.size, made.lines, made.height) == (40, ("Ada",), 40)


def test_a_longer_text_shrinks_before_it_wraps() -> None:
    made = fitted("Ada Lovelace and Grace Hopper", width=400, size=40, least=20, lines=2)
    assert len(made.lines) == 1
    assert 20 <= made.size < 40


def test_a_long_name_wraps_after_a_space_or_a_hyphen() -> None:
    made = fitted(LONG, width=600, size=40, least=24, lines=3, weight=Weight.BOLD)
    assert made.lines == ("Maximiliana", "Wolfeschlegelsteinhausenbergerdorff-", "Featherstone")
    assert not made.cut


def test_an_unbroken_word_breaks_where_it_must_and_loses_nothing() -> None:
    made = fitted(UNBROKEN, width=400, size=40, least=20, lines=2)
    assert "".join(made.lines) == UNBROKEN


def test_what_does_not_fit_says_that_it_was_cut() -> None:
    made = fitted(UNBROKEN * 3, width=300, size=40, least=20, lines=2)
    assert len(made.lines) == 2
    assert made.cut


def test_a_line_is_filled_before_it_is_cut() -> None:
    made = fitted(f"with {UNBROKEN}", width=200, size=20, least=20)
    assert made.lines[0].startswith("with xxxxxxxxxx")


def test_a_line_from_right_to_left_is_cut_on_the_left() -> None:
    assert fitted("محمد" * 30, width=200, size=20, least=20).lines[0].endswith(f"{CUT}\u200f")
    assert fitted("محمد" * 30, width=200, size=20, least=20).cut


def test_a_letter_keeps_its_mark_at_a_break() -> None:
    made = fitted("x\N{COMBINING CARON}" * 30, width=60, size=20, least=20, lines=40)
    assert all(line.startswith("x") for line in made.lines)


def test_bold_is_wider() -> None:
    assert face(Weight.BOLD).width("Ada", 40) > face(Weight.REGULAR).width("Ada", 40) == pytest.approx(77.4, abs=0.5)
