"""Days, rhythms and dates as people write them."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorbot.domain.errors import NotUnderstood
from mentorbot.domain.spoken_days import (
    Often,
    often,
    read_date,
    read_nudge_days,
    read_often,
    read_rhythm,
    read_work_days,
)
from mentorbot.domain.weekdays import Days, Weekday

MON, TUE, WED, THU, FRI, SAT, SUN = Weekday
TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("wrote", "days"),
    [
        ("monday", (MON,)),
        ("mon,thu", (MON, THU)),
        ("Thursdays and Mondays", (MON, THU)),
        ("tue & fri", (TUE, FRI)),
        ("wed/sat", (WED, SAT)),
        ("sun thu", (THU, SUN)),
        ("mon, and thu", (MON, THU)),
        ("fri,fri", (FRI,)),
    ],
)
def test_one_day_or_two_are_read_as_people_write_them(wrote: str, days: Days) -> None:
    assert read_nudge_days(wrote) == days


@pytest.mark.parametrize(
    ("wrote", "says"),
    [
        ("mon-fri", "one or two days"),
        ("monday,tuesday", "Monday and Tuesday are neighbours"),
        ("sunday and monday", "Sunday and Monday are neighbours"),
        ("mon,someday", "isn't a day I know"),
        ("-", "isn't a day I know"),
        (",", "isn't a day I know"),
    ],
)
def test_other_days_for_nudges_are_said_back(wrote: str, says: str) -> None:
    with pytest.raises(NotUnderstood, match=says) as refused:
        read_nudge_days(wrote)
    assert refused.value.option == "day"


@pytest.mark.parametrize(
    ("wrote", "days"),
    [
        ("sun-thu", (MON, TUE, WED, THU, SUN)),
        ("mon to fri", (MON, TUE, WED, THU, FRI)),
        ("Monday – Friday", (MON, TUE, WED, THU, FRI)),
        ("monday through thursday", (MON, TUE, WED, THU)),
        ("sat till wed", (MON, TUE, WED, SAT, SUN)),
        ("mon-wed, fri", (MON, TUE, WED, FRI)),
        ("wednesday", (WED,)),
        ("all", tuple(Weekday)),
        ("usual", None),
    ],
)
def test_working_days_are_read_as_people_write_them(wrote: str, days: Days | None) -> None:
    assert read_work_days(wrote) == days


@given(st.text(max_size=40))
def test_whatever_is_written_gives_days_or_a_sentence(wrote: str) -> None:
    for read in (read_nudge_days, read_work_days, read_often):
        with suppress(NotUnderstood):
            read(wrote)


@pytest.mark.parametrize(
    ("wrote", "wish"),
    [
        ("week", Often.WEEK),
        ("Weekly", Often.WEEK),
        ("every  two weeks", Often.TWO_WEEKS),
        ("fortnightly", Often.TWO_WEEKS),
        ("every other week", Often.TWO_WEEKS),
        ("twice a week", Often.TWICE),
        ("2x", Often.TWICE),
    ],
)
def test_a_rhythm_has_several_names(wrote: str, wish: Often) -> None:
    assert read_often(wrote) is wish


def test_an_unknown_rhythm_has_the_nearest() -> None:
    with pytest.raises(NotUnderstood) as refused:
        read_often("two week")
    assert refused.value.nearest == ("two weeks",)


@pytest.mark.parametrize(
    ("every", "day", "before", "after"),
    [
        ("", "", ((MON,), 1), ((MON,), 1)),
        ("", "fri", ((MON,), 2), ((FRI,), 2)),
        ("", "mon,thu", ((MON,), 1), ((MON, THU), 1)),
        ("", "mon", ((MON, THU), 1), ((MON,), 1)),
        ("two weeks", "", ((MON,), 1), ((MON,), 2)),
        ("two weeks", "", ((MON, THU), 1), ((MON,), 2)),
        ("twice", "", ((WED,), 1), ((WED, SAT), 1)),
        ("twice", "sun", ((MON,), 1), ((WED, SUN), 1)),
        ("week", "monday,thursday", ((MON, THU), 1), ((MON,), 1)),
        ("week", "tue,fri", ((MON,), 2), ((TUE, FRI), 1)),
        ("twice a week", "monday", ((MON, THU), 1), ((MON,), 1)),
    ],
)
def test_of_two_that_contradict_each_other_the_one_counts_that_changes_something(
    every: str, day: str, before: tuple[Days, int], after: tuple[Days, int]
) -> None:
    assert read_rhythm(every, day, days=before[0], weeks=before[1]) == after
    assert read_rhythm(often(*after), "", days=after[0], weeks=after[1]) == after


def test_every_two_weeks_takes_one_day() -> None:
    with pytest.raises(NotUnderstood, match="takes one day, not Tuesday and Friday"):
        read_rhythm("two weeks", "tue,fri", days=(MON,), weeks=1)


@pytest.mark.parametrize(
    ("wrote", "on"),
    [
        ("2026-12-08", date(2026, 12, 8)),
        ("8 December", date(2026, 12, 8)),
        ("8. dec 2027", date(2027, 12, 8)),
        ("dec 8", date(2026, 12, 8)),
        ("December 8, 2027", date(2027, 12, 8)),
        ("3 jan", date(2027, 1, 3)),
        ("29 february", date(2028, 2, 29)),
        ("today", TODAY),
        ("Tomorrow", date(2026, 11, 23)),
    ],
)
def test_a_date_is_read_as_people_write_it(wrote: str, on: date) -> None:
    assert read_date(wrote, TODAY, "until") == on


@pytest.mark.parametrize("wrote", ["", "soon", "31 june", "2026-02-30", "8 smarch", "8.12.", "x" * 10_000])
def test_what_is_no_date_is_said_back_with_an_example(wrote: str) -> None:
    with pytest.raises(NotUnderstood, match=r"isn't a date I know\. Write it like 2026-12-06\.") as refused:
        read_date(wrote, TODAY, "until")
    assert refused.value.option == "until"
