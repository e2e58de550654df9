"""When an announcement may reach somebody."""

from dataclasses import replace
from datetime import UTC, datetime, time

import pytest

from mentorbot.domain.announcements import arrives
from mentorbot.domain.cohorts import Cohort, CohortKey
from mentorbot.domain.members import Member, MemberKey, WorkspaceKey

KIM = Member(
    key=MemberKey(1), workspace=WorkspaceKey(1), user="U1", name="Kim", zone="America/New_York", zone_chosen=False
)
SPRING = Cohort(
    key=CohortKey(1),
    workspace=WorkspaceKey(1),
    slug="spring",
    name="Spring",
    guide="bees",
    created_at=datetime(2026, 11, 1, tzinfo=UTC),
)


def new_york(day: int, hour: int, minute: int = 0) -> datetime:
    """In November 2026, five hours behind UTC."""
    return datetime(2026, 11, day + (hour + 5) // 24, (hour + 5) % 24, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("sent", "comes"),
    [
        (new_york(23, 7), new_york(23, 7)),
        (new_york(23, 21, 59), new_york(23, 21, 59)),
        (new_york(23, 22), new_york(24, 7)),
        (new_york(24, 3), new_york(24, 7)),
        (new_york(24, 6, 59), new_york(24, 7)),
    ],
)
def test_nobody_gets_one_at_night(sent: datetime, comes: datetime) -> None:
    assert arrives(sent, KIM, SPRING) == comes


def test_quiet_hours_of_ones_own_count_instead() -> None:
    napping = replace(KIM, quiet_from=time(12), quiet_until=time(15, 30))
    assert arrives(new_york(23, 13), napping, SPRING) == new_york(23, 15, 30)
    assert arrives(new_york(23, 23), napping, SPRING) == new_york(23, 23)


def test_the_cohorts_clock_counts_where_nobody_knows_theirs() -> None:
    unknown, berlin = replace(KIM, zone=None), replace(SPRING, zone="Europe/Berlin")
    assert arrives(new_york(23, 17), unknown, berlin) == datetime(2026, 11, 24, 6, tzinfo=UTC)


def test_the_morning_after_the_clocks_change_is_at_seven_too() -> None:
    assert arrives(datetime(2027, 3, 14, 4, tzinfo=UTC), KIM, SPRING) == datetime(2027, 3, 14, 11, tzinfo=UTC)
