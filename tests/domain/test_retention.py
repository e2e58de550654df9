"""How long texts are kept, read and said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorbot.domain.errors import NotUnderstood
from mentorbot.domain.retention import LONGEST, SHORTEST, read_retention, spoken_retention


@pytest.mark.parametrize(
    ("wrote", "days"),
    [
        ("12 months", 365),
        ("1 Year", 365),
        ("90 days", 90),
        ("  30   days ", 30),
        ("1 month", 30),
        ("26 weeks", 182),
        ("10years", 3650),
        ("never", None),
        ("For ever", None),
    ],
)
def test_what_is_read(wrote: str, days: int | None) -> None:
    assert read_retention(wrote) == days


@pytest.mark.parametrize(
    "wrote", ["29 days", "4 weeks", "0 months", "11 years", "99999 years", "a while", "-3 months", ""]
)
def test_what_is_refused_says_what_to_write(wrote: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        read_retention(wrote)
    assert refused.value.option == "retention"


@pytest.mark.parametrize(
    ("days", "said"), [(365, "12 months"), (730, "2 years"), (90, "90 days"), (91, "3 months"), (30, "1 month")]
)
def test_what_is_said(days: int, said: str) -> None:
    assert spoken_retention(days) == said


@given(st.integers(SHORTEST, LONGEST))
def test_what_is_said_can_be_written(days: int) -> None:
    assert read_retention(spoken_retention(days)) == days
