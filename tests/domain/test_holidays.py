"""Days off: what an admin may write, and what is a holiday by it."""

from datetime import date

import pytest
from holidays import list_supported_countries
from hypothesis import given
from hypothesis import strategies as st

from mentorbot.domain.errors import NotUnderstood
from mentorbot.domain.holidays import holiday, read_holidays, working_week
from mentorbot.domain.weekdays import WORKING_WEEK, span


@pytest.mark.parametrize(
    ("wrote", "kept"),
    [
        ("DE", "DE"),
        ("de", "DE"),
        ("DEU", "DE"),
        ("Germany", "DE"),
        ("united states", "US"),
        ("US-NY", "US-NY"),
        ("de-by", "DE-BY"),
        ("germany-bayern", "DE-BY"),
        ("GB-SCT", "GB-SCT"),
        ("none", ""),
        (" ", ""),
        ("2026-12-24", "2026-12-24"),
        ("2026-12-24; DE, 2026-12-31, DE", "2026-12-24,DE,2026-12-31"),
    ],
)
def test_days_off_are_read_as_people_write_them(wrote: str, kept: str) -> None:
    assert read_holidays(wrote) == kept
    assert read_holidays(kept) == kept


@pytest.mark.parametrize(
    ("wrote", "nearest"), [("Germny", "Germany"), ("untied states", "United States"), ("DE-BX", "DE-BY")]
)
def test_an_unknown_place_has_the_nearest_names(wrote: str, nearest: str) -> None:
    with pytest.raises(NotUnderstood, match="I know no holidays of a") as refused:
        read_holidays(wrote)
    assert nearest in refused.value.nearest
    assert refused.value.option == "holidays"
    assert all(read_holidays(each) for each in refused.value.nearest)


@pytest.mark.parametrize("wrote", ["2026-13-01", "24.12.2026", "atlantis", "-", "DE-Atlantis", "x" * 10_000, "🌱", "1"])
def test_nonsense_is_said_back(wrote: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        read_holidays(wrote)
    assert len(str(refused.value)) < 250


@pytest.mark.parametrize(
    ("text", "on", "name"),
    [
        ("US", date(2026, 11, 26), "Thanksgiving Day"),
        ("US", date(2026, 11, 27), ""),
        ("DE", date(2026, 1, 6), ""),
        ("DE-BY", date(2026, 1, 6), "Epiphany"),
        ("IL", date(2026, 9, 21), "Yom Kippur"),
        ("2026-12-24,DE", date(2026, 12, 24), "a day off of the cohort"),
        ("DE,2026-12-25", date(2026, 12, 25), "Christmas Day"),
        ("", date(2026, 12, 25), ""),
    ],
)
def test_a_holiday_has_a_name_in_english(text: str, on: date, name: str) -> None:
    assert holiday(text, on) == name


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("", "Monday to Friday"),
        ("2026-12-24", "Monday to Friday"),
        ("DE-BY", "Monday to Friday"),
        ("SA", "Sunday to Thursday"),
        ("IL,2026-12-24", "Sunday to Thursday"),
        ("IR", "Saturday to Thursday"),
    ],
)
def test_a_country_brings_its_weekend(text: str, days: str) -> None:
    assert span(working_week(text)) == days


def test_every_country_has_some_working_days() -> None:
    for country in list_supported_countries():
        assert 4 <= len(working_week(country)) <= len(WORKING_WEEK) + 1, country


@given(st.sampled_from(sorted(list_supported_countries())), st.integers(2024, 2032))
def test_every_country_answers_for_every_day_of_the_next_years(country: str, year: int) -> None:
    names = [holiday(country, date(year, month, 1)) for month in range(1, 13)]
    assert all(isinstance(name, str) for name in names)
