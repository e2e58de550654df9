"""What somebody wrote, as it is quoted back to them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorbot.domain.errors import NotFound, shortened


@pytest.mark.parametrize(
    ("wrote", "quoted"),
    [
        ("Srping 26", "Srping 26"),
        (" two\nlines\tand  gaps ", "two lines and gaps"),
        ("a\x00b\u202ec", "a b c"),
        ("x" * 60, "x" * 60),
        ("x" * 10_000, "x" * 59 + "…"),
        ("`rm -rf`", "'rm -rf'"),
        ("\ud800", ""),
    ],
)
def test_a_quoted_text_is_one_short_line(wrote: str, quoted: str) -> None:
    assert shortened(wrote) == quoted


@given(st.text(), st.integers(1, 100))
def test_a_quoted_text_never_outgrows_its_place(wrote: str, limit: int) -> None:
    made = shortened(wrote, limit)
    assert len(made) <= limit
    assert made.isprintable()
    assert "`" not in made


def test_what_does_not_exist_is_named() -> None:
    assert str(NotFound("cohort", "Srping 26")) == "There's no cohort called “Srping 26”."
