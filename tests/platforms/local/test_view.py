"""The clock in words."""

from datetime import timedelta

import pytest

from mentorbot.platforms.local.people import PEOPLE
from mentorbot.platforms.local.view import clock_view, say_ahead
from tests.platforms.local.small_talk import FIRST_MONDAY


@pytest.mark.parametrize(
    ("ahead", "words"),
    [
        (timedelta(0), ""),
        (timedelta(minutes=29), ""),
        (timedelta(days=-3), ""),
        (timedelta(hours=1), "1 hour ahead"),
        (timedelta(hours=23), "23 hours ahead"),
        (timedelta(days=1, seconds=-1), "1 day ahead"),
        (timedelta(weeks=1), "7 days ahead"),
    ],
)
def test_how_far_the_clock_is_ahead_is_said_in_words(ahead: timedelta, words: str) -> None:
    assert say_ahead(ahead) == words


def test_the_clock_is_the_reader_s_own() -> None:
    shown = [clock_view(FIRST_MONDAY, FIRST_MONDAY, each).text for each in PEOPLE[:3]]
    assert shown == ["Mon 23 Nov, 09:00", "Mon 23 Nov, 03:00", "Mon 23 Nov, 13:45"]
