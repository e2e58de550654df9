"""Days, times and zones as people write them."""

from datetime import time
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorbot.domain.calendar import Quiet
from mentorbot.domain.errors import NotUnderstood
from mentorbot.domain.spoken import named_zones, read_cohort_zone, read_quiet, read_time, read_zone, zones_like
from mentorbot.domain.spoken_days import read_weekday
from mentorbot.domain.weekdays import Weekday

NONSENSE = ("", " ", "?", "\x00", "soon", "-1", "🌱", "monday\x00", "`", "x" * 10_000, "9" * 10_000, "\n" * 10_000)


@pytest.mark.parametrize("day", Weekday)
def test_a_day_may_be_written_out_shortened_or_in_the_plural(day: Weekday) -> None:
    name = str(day)
    for wrote in (name, name.upper(), f"  {name.lower()}s ", name[:3], name[:2], f"{name}S"):
        assert read_weekday(wrote) is day


@pytest.mark.parametrize("wrote", [*NONSENSE, "m", "someday", "mondayy", "8"])
def test_what_is_no_day_is_said_back_with_an_example(wrote: str) -> None:
    with pytest.raises(NotUnderstood, match=r"isn't a day I know\. Write it like monday or fri\.") as refused:
        read_weekday(wrote)
    assert refused.value.option == "day"
    assert len(str(refused.value)) < 200


def test_a_mistyped_day_has_a_nearest_one() -> None:
    with pytest.raises(NotUnderstood) as refused:
        read_weekday("wendesday")
    assert refused.value.nearest == ("wednesday",)


@pytest.mark.parametrize(
    ("wrote", "at"),
    [
        ("09:00", time(9)),
        ("9", time(9)),
        ("9:05", time(9, 5)),
        ("9.30", time(9, 30)),
        ("9h30", time(9, 30)),
        ("00:00", time(0)),
        ("23:59", time(23, 59)),
        ("9pm", time(21)),
        ("9 PM", time(21)),
        ("9:15 p.m.", time(21, 15)),
        ("9am", time(9)),
        ("12am", time(0)),
        ("12pm", time(12)),
        ("12:30am", time(0, 30)),
        ("٩:٣٠", time(9, 30)),
        (" noon ", time(12)),
        ("midnight", time(0)),
    ],
)
def test_a_time_is_read_as_people_write_it(wrote: str, at: time) -> None:
    assert read_time(wrote) == at


@pytest.mark.parametrize(
    "wrote", [*NONSENSE, "25:00", "24:00", "9:60", "13pm", "0am", "0pm", "9:5", "9:00:00", "-9:00", "9pmish", "9,5"]
)
def test_what_is_no_time_is_said_back_with_an_example(wrote: str) -> None:
    with pytest.raises(NotUnderstood, match=r"isn't a time I know\. Write it like 09:00 or 9pm\.") as refused:
        read_time(wrote)
    assert refused.value.option == "time"
    assert len(str(refused.value)) < 200


@given(st.times())
def test_every_minute_of_the_day_is_read_back_as_it_is_shown(at: time) -> None:
    minute = at.replace(second=0, microsecond=0)
    assert read_time(f"{minute:%H:%M}") == minute
    assert read_time(f"{minute:%I:%M %p}") == minute


@given(st.text())
def test_any_text_is_a_value_or_a_sentence(wrote: str) -> None:
    for read in (read_time, read_weekday, read_zone):
        try:
            read(wrote)
        except NotUnderstood as refused:
            assert "\n" not in str(refused)  # noqa: PT017 - a text may also be readable, and then nothing is raised


def test_every_zone_is_read_by_its_name_in_any_case() -> None:
    for name in available_timezones() - {"localtime"}:
        assert read_zone(name.upper()) == name
        assert ZoneInfo(read_zone(name.lower())).key == name


@pytest.mark.parametrize(
    ("wrote", "zone"),
    [
        ("berlin", "Europe/Berlin"),
        ("New York", "America/New_York"),
        ("buenos aires", "America/Argentina/Buenos_Aires"),
        ("  utc ", "UTC"),
        ("Asia/Kathmandu", "Asia/Kathmandu"),
    ],
)
def test_a_zone_may_be_named_by_its_city(wrote: str, zone: str) -> None:
    assert read_zone(wrote) == zone


@pytest.mark.parametrize("wrote", [*NONSENSE, "Europe/Nowhere", "../etc/passwd", "/etc/localtime", "localtime"])
def test_what_is_no_zone_is_said_back_with_an_example(wrote: str) -> None:
    with pytest.raises(NotUnderstood, match=r"isn't a time zone I know\. Write it like Europe/Berlin") as refused:
        read_zone(wrote)
    assert refused.value.option == "tz"
    assert len(str(refused.value)) < 200


def test_a_mistyped_zone_has_nearest_ones_each_once() -> None:
    with pytest.raises(NotUnderstood) as refused:
        read_zone("berlni")
    assert "Europe/Berlin" in refused.value.nearest
    assert len(set(refused.value.nearest)) == len(refused.value.nearest)


@pytest.mark.parametrize("wrote", ["", " ", "own", "OWN"])
def test_a_cohort_may_keep_to_each_members_own_clock(wrote: str) -> None:
    assert read_cohort_zone(wrote) is None
    assert read_cohort_zone("berlin") == "Europe/Berlin"


def test_zones_are_suggested_by_the_beginning_of_their_city_first() -> None:
    assert zones_like("new y", 5) == ["America/New_York"]
    assert zones_like("lon", 25)[0] == "Europe/London"
    assert len(zones_like("a", 25)) == 25
    assert zones_like("x" * 10_000, 25) == []
    assert "UTC" in zones_like("", 1000)


def test_every_zone_that_people_choose_from_exists() -> None:
    assert all(ZoneInfo(name).key == name for name in named_zones())


@pytest.mark.parametrize(
    ("wrote", "start", "end"),
    [
        ("21:00-08:00", time(21), time(8)),
        ("21-8", time(21), time(8)),
        ("9pm to 8am", time(21), time(8)),
        ("from 21 until 8", time(21), time(8)),
        ("22:30 – 7.15", time(22, 30), time(7, 15)),
        ("midnight-noon", time(0), time(12)),
        ("12-13", time(12), time(13)),
    ],
)
def test_quiet_hours_are_read_as_people_write_them(wrote: str, start: time, end: time) -> None:
    assert read_quiet(wrote) == Quiet(start, end)


def test_quiet_hours_are_taken_away_again() -> None:
    assert read_quiet("None") is None


@pytest.mark.parametrize("wrote", ["21", "21-8-9", "late", "", "25-8", "21-21", "8-7", "x" * 10_000])
def test_what_are_no_quiet_hours_is_said_back(wrote: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        read_quiet(wrote)
    assert refused.value.option == "quiet"
    assert len(str(refused.value)) < 200
