"""How long a peak takes."""

from datetime import UTC, datetime, timedelta

from mentorbot.domain.spread import spread

NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def test_ten_thousand_at_five_a_second_take_half_an_hour_and_a_little() -> None:
    assert spread({NINE: 10_000}, 5.0) == {NINE: NINE + timedelta(seconds=2000)}


def test_what_waits_goes_out_before_what_comes_later() -> None:
    assert spread({NINE: 1200, NINE + MINUTE: 300, NINE + 60 * MINUTE: 300}, 5.0) == {
        NINE: NINE + 4 * MINUTE,
        NINE + MINUTE: NINE + 5 * MINUTE,
        NINE + 60 * MINUTE: NINE + 61 * MINUTE,
    }


def test_without_a_pace_nothing_waits() -> None:
    assert spread({NINE: 10_000}, None) == {NINE: NINE}
