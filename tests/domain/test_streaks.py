"""Streaks: what counts, and what is no gap."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorbot.domain.streaks import streak
from tests.domain.scenes import NINE

DAY = timedelta(days=1)


def days(*numbers: int) -> list[datetime]:
    return [NINE + DAY * number for number in numbers]


@pytest.mark.parametrize(
    ("did", "nudged", "expected"),
    [
        ((), (), 0),
        ((1,), (), 1),  # before the first nudge
        ((), (7, 14), 0),
        ((8,), (7,), 1),
        ((8,), (7, 14), 1),  # the latest still waits
        ((8,), (7, 14, 21), 0),  # nothing was done for the one before it
        ((8, 15, 22), (7, 14, 21), 3),
        ((1, 8, 15), (7, 14, 21), 3),
        ((8, 9, 10), (7, 14), 1),  # much at once is one
        ((8, 60), (7, 56), 2),  # seven weeks of a pause between two nudges
        ((8, 22), (7, 21), 2),  # a holiday on the day of the nudge between them
        ((8, 30), (7, 14, 28), 1),  # a nudge that was not answered ends it
        ((7,), (7,), 1),  # at the very moment of the nudge
    ],
)
def test_it_counts_nudges_and_not_weeks(did: tuple[int, ...], nudged: tuple[int, ...], expected: int) -> None:
    assert streak(days(*did), days(*nudged)) == expected


_DAYS = st.lists(st.integers(0, 200), max_size=30)


@given(_DAYS, _DAYS.map(sorted))
def test_it_is_no_longer_than_what_was_done_and_the_nudges_there_were(did: list[int], nudged: list[int]) -> None:
    found = streak(days(*did), days(*nudged))
    assert 0 <= found <= min(len(set(did)), len(nudged) + 1)


@given(_DAYS, _DAYS.map(sorted), st.integers(1, 100))
def test_a_pause_at_the_end_changes_nothing(did: list[int], nudged: list[int], pause: int) -> None:
    """No nudge comes while somebody rests, and so nothing has to be asked for by `now`."""
    before = streak(days(*did), days(*nudged))
    after = max([*did, *nudged], default=0) + pause
    again = streak(days(*did, after), days(*nudged, after))
    kept = not nudged or any(each >= nudged[-1] for each in did)
    assert again == (before + 1 if kept else 1)
