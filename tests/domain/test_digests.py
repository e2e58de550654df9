"""When admins are told, and what of it is still news."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorbot.domain.cadence import local_date
from mentorbot.domain.digests import BURST, Item, Reader, TroubleKind, settled, telling

NINE = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
"""Monday, 09:00 in Berlin."""
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
BERLIN, AUCKLAND, LOS_ANGELES = "Europe/Berlin", "Pacific/Auckland", "America/Los_Angeles"
ZONES = st.sampled_from([BERLIN, AUCKLAND, LOS_ANGELES, "Asia/Kathmandu", "Pacific/Apia", "UTC"])


def test_a_burst_is_told_together() -> None:
    assert telling(NINE, [Reader(BERLIN)], NINE) == NINE + BURST
    assert telling(NINE, [Reader(BERLIN)], NINE + BURST) == NINE + BURST
    assert telling(NINE, [Reader(BERLIN)], NINE + HOUR) == NINE + HOUR


def test_not_twice_on_one_day_of_their_own_calendar() -> None:
    told = Reader(BERLIN, date(2026, 11, 23))
    assert telling(NINE + HOUR, [told], NINE + 2 * HOUR) == NINE - HOUR + timedelta(days=1)
    assert telling(NINE, [Reader(BERLIN, date(2026, 11, 22))], NINE) == NINE + BURST


def test_the_night_is_quiet() -> None:
    night = NINE + 13 * HOUR
    assert telling(night, [Reader(BERLIN)], night) == NINE + 23 * HOUR


def test_admins_of_several_zones_are_told_while_all_are_awake() -> None:
    assert telling(NINE, [Reader(BERLIN), Reader(LOS_ANGELES)], NINE) == NINE + 8 * HOUR


def test_where_their_days_never_meet_some_are_told_by_day() -> None:
    early = NINE - 2 * HOUR
    assert telling(early, [Reader(BERLIN), Reader(AUCKLAND)], early) == early + BURST
    apart = [Reader("Etc/GMT+6"), Reader("Etc/GMT-6")]
    assert telling(NINE, apart, NINE) == NINE + BURST


@given(
    since=st.integers(0, 366 * 24 * 60).map(lambda minutes: NINE + minutes * MINUTE),
    waited=st.integers(0, 5000),
    readers=st.lists(st.tuples(ZONES, st.none() | st.integers(-2, 1)), min_size=1, max_size=4),
)
def test_it_comes_within_days_and_asking_again_then_says_now(
    since: datetime, waited: int, readers: list[tuple[str, int | None]]
) -> None:
    now = since + waited * MINUTE
    people = [
        Reader(zone, None if ago is None else local_date(now, zone) + timedelta(days=min(ago, 0)))
        for zone, ago in readers
    ]
    at = telling(since, people, now)
    assert max(now, since + BURST) <= at <= now + timedelta(days=3)
    assert telling(since, people, at) == at
    assert all(each.last_on is None or local_date(at, each.zone) > each.last_on for each in people)


def test_a_blockage_is_told_with_its_end_and_an_end_alone_is_not() -> None:
    blocked, mended = item(TroubleKind.BLOCKED, 0), item(TroubleKind.MENDED, 30)
    (told,) = settled([blocked, item(TroubleKind.BLOCKED, 10), mended, item(TroubleKind.MENDED, 60)])
    assert (told.at, told.until) == (blocked.at, mended.at)
    assert settled([mended]) == ()
    (still,) = settled([mended, item(TroubleKind.BLOCKED, 40)])
    assert still.until is None


@pytest.mark.parametrize("kind", [TroubleKind.UNREACHABLE, TroubleKind.HELD, TroubleKind.SILENT])
def test_everything_else_is_told_as_it_is(kind: TroubleKind) -> None:
    both = (item(kind, 0), item(kind, 1))
    assert settled(both) == both


def item(kind: TroubleKind, minutes: int) -> Item:
    return Item(kind=kind, at=NINE + minutes * MINUTE, reason="a reason")
