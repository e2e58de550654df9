"""Whom a call for help reaches, and when it goes further."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorbot.domain.escalation import Candidate, Confidants, Told, Why, escalates_at, rings, whom_to_tell
from mentorbot.domain.members import Member, MemberKey, Reach, WorkspaceKey
from mentorbot.domain.weekdays import Weekday

NOW = datetime(2026, 11, 24, 9, 4, 30, tzinfo=UTC)
"""A Tuesday: 10:04 in Berlin, 22:04 in Auckland."""


def somebody(key: int, name: str, zone: str = "Europe/Berlin", **more: object) -> Member:
    kept = Member(
        key=MemberKey(key), workspace=WorkspaceKey(1), user=f"U{key}", name=name, zone=zone, zone_chosen=False
    )
    return replace(kept, **more)  # type: ignore[arg-type]


GRACE, KIM = somebody(1, "Grace"), somebody(2, "Kim")
AWAY = date(2026, 11, 24)


def test_the_mentor_is_told() -> None:
    theirs = Confidants(mentor=Candidate(member=GRACE), cover=Candidate(member=KIM))
    assert whom_to_tell(theirs, NOW) == Told(GRACE, Why.NOTHING, "Grace")


def test_the_cover_is_told_while_the_mentor_is_away() -> None:
    theirs = Confidants(mentor=Candidate(member=GRACE, away_until=AWAY), cover=Candidate(member=KIM))
    assert whom_to_tell(theirs, NOW) == Told(KIM, Why.AWAY, "Grace")
    assert whom_to_tell(theirs, NOW + timedelta(days=1)) == Told(GRACE, Why.NOTHING, "Grace")


def test_away_is_a_day_where_the_mentor_lives() -> None:
    later = NOW + timedelta(hours=3)  # Wednesday already in Auckland, Tuesday still in Berlin
    there = Confidants(mentor=Candidate(member=replace(GRACE, zone="Pacific/Auckland"), away_until=AWAY))
    here = Confidants(mentor=Candidate(member=GRACE, away_until=AWAY))
    assert whom_to_tell(there, later).whom is not None
    assert whom_to_tell(here, later) == Told(None, Why.AWAY, "Grace")


@pytest.mark.parametrize(
    ("mentor", "cover", "told"),
    [
        (None, None, Told(None, Why.NO_MENTOR)),
        (Candidate(member=GRACE, away_until=AWAY), None, Told(None, Why.AWAY, "Grace")),
        (
            Candidate(member=GRACE, away_until=AWAY),
            Candidate(member=KIM, away_until=AWAY),
            Told(None, Why.AWAY, "Grace"),
        ),
        (
            Candidate(member=replace(GRACE, reach=Reach.CLOSED)),
            Candidate(member=KIM),
            Told(KIM, Why.UNREACHABLE, "Grace"),
        ),
        (
            Candidate(member=replace(GRACE, reach=Reach.CLOSED)),
            Candidate(member=replace(KIM, reach=Reach.CLOSED)),
            Told(None, Why.UNREACHABLE, "Grace"),
        ),
    ],
)
def test_admins_are_told_where_nobody_else_hears(mentor: Candidate | None, cover: Candidate | None, told: Told) -> None:
    assert whom_to_tell(Confidants(mentor=mentor, cover=cover), NOW) == told


def test_whoever_a_letter_did_not_reach_is_not_tried_again() -> None:
    theirs = Confidants(mentor=Candidate(member=GRACE), cover=Candidate(member=KIM))
    assert whom_to_tell(theirs, NOW, tried={GRACE.key}) == Told(KIM, Why.UNREACHABLE, "Grace")
    assert whom_to_tell(theirs, NOW, tried={GRACE.key, KIM.key}).whom is None


@pytest.mark.parametrize(
    ("asked", "work_days", "heard"),
    [
        ("2026-11-24 10:04:30", None, "2026-11-26 10:04"),
        ("2026-11-27 17:00", None, "2026-12-01 17:00"),
        ("2026-11-28 12:00", None, "2026-12-01 12:00"),
        ("2026-11-27 17:00", tuple(Weekday), "2026-11-29 17:00"),
        ("2027-03-26 02:30", None, "2027-03-30 02:30"),  # clocks go forward in between
    ],
)
def test_admins_hear_after_two_working_days_of_whoever_was_told(
    asked: str, work_days: tuple[Weekday, ...] | None, heard: str
) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    told = replace(GRACE, work_days=work_days)
    at = datetime.fromisoformat(asked).replace(tzinfo=berlin).astimezone(UTC)
    assert escalates_at(at, told) == datetime.fromisoformat(heard).replace(tzinfo=berlin).astimezone(UTC)


START = datetime(2020, 1, 1, tzinfo=UTC)
ZONES = st.sampled_from(["Europe/Berlin", "America/New_York", "Pacific/Auckland", "Pacific/Apia", "Asia/Kolkata"])


@given(
    st.integers(0, 10 * 365 * 24 * 60).map(lambda minutes: START + timedelta(minutes=minutes)),
    ZONES,
    st.sets(st.sampled_from(list(Weekday)), min_size=1),
)
def test_it_always_goes_further_on_a_working_day_and_within_a_fortnight(
    asked: datetime, zone: str, days: set[Weekday]
) -> None:
    at = escalates_at(asked, replace(GRACE, zone=zone, work_days=tuple(sorted(days))))
    assert at.astimezone(ZoneInfo(zone)).weekday() in days
    assert timedelta(days=1) < at - asked <= timedelta(days=14, hours=2)


def test_it_rings_at_once_and_then_once_a_day_at_most() -> None:
    assert rings(NOW, last=None)
    assert not rings(NOW, last=NOW - timedelta(hours=23))
    assert rings(NOW, last=NOW - timedelta(days=1))


@pytest.mark.parametrize("told", [Told(None, each, "Grace") for each in (Why.AWAY, Why.UNREACHABLE, Why.NO_MENTOR)])
def test_admins_read_why_it_comes_to_them(told: Told) -> None:
    assert ("Grace" in told.reason) is (told.why is not Why.NO_MENTOR)
