"""People, cohorts and messages for the store's tests, each with a word of its own."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import count

from mentorbot.domain.cohorts import Cohort, CohortKey
from mentorbot.domain.deliveries import Delivery, DeliveryKind
from mentorbot.domain.enrolments import Ending, Enrolment, EnrolmentKey, NudgeKind
from mentorbot.domain.members import Member, Workspace
from mentorbot.domain.nudges import Nudge
from mentorbot.store import Tx
from mentorbot.store.cohorts import add_cohort
from mentorbot.store.enrolments import add_enrolment
from mentorbot.store.people import add_member, add_workspace

NOW = datetime(2026, 11, 23, 8, 0, 0, 123_456, tzinfo=UTC)
"""A Monday."""
MONDAY = date(2026, 11, 23)
MINUTE = timedelta(minutes=1)

_numbers = count(1)


async def a_workspace(tx: Tx) -> Workspace:
    return await add_workspace(tx, "local", f"W{next(_numbers)}", "The garden")


async def a_member(tx: Tx, workspace: Workspace, name: str = "Kim") -> Member:
    return await add_member(tx, workspace.key, f"U{next(_numbers)}", name=name, zone="Europe/Berlin", now=NOW)


def new_cohort(workspace: Workspace) -> Cohort:
    return Cohort(
        key=CohortKey(0),
        workspace=workspace.key,
        slug=f"spring-{next(_numbers)}",
        name="Spring 26",
        guide="technical-product-manager",
        created_at=NOW,
    )


async def a_cohort(tx: Tx, workspace: Workspace) -> Cohort:
    return await add_cohort(tx, new_cohort(workspace))


def new_enrolment(cohort: Cohort, member: Member, *, next_at: datetime | None = None) -> Enrolment:
    return Enrolment(
        key=EnrolmentKey(0),
        cohort=cohort.key,
        member=member.key,
        joined_at=NOW,
        next_at=next_at,
        next_on=next_at.date() if next_at else None,
    )


async def somebody_enrolled(
    tx: Tx, *, next_at: datetime | None = NOW, cohort: Cohort | None = None, workspace: Workspace | None = None
) -> Enrolment:
    """A new member in a cohort, with everything that takes."""
    workspace = workspace or await a_workspace(tx)
    cohort = cohort or await a_cohort(tx, workspace)
    return await add_enrolment(tx, new_enrolment(cohort, await a_member(tx, workspace), next_at=next_at))


NUDGE = Nudge(
    kind=NudgeKind.NUDGE,
    guide="technical-product-manager",
    task="call-an-api",
    week=1,
    done=3,
    zone="Europe/Berlin",
    next_at=NOW + timedelta(weeks=1),
)


def new_delivery(workspace: Workspace, enrolment: Enrolment, *, due_at: datetime = NOW, on: date = MONDAY) -> Delivery:
    return Delivery(
        key=f"key-{next(_numbers)}",
        workspace=workspace.key,
        member=enrolment.member,
        enrolment=enrolment.key,
        kind=DeliveryKind.NUDGE,
        on=on,
        letter=NUDGE,
        scheduled_at=due_at,
        until=due_at + timedelta(hours=6),
        due_at=due_at,
        planned_at=NOW,
    )


def full_enrolment(enrolment: Enrolment) -> Enrolment:
    """With something in every place."""
    return replace(
        enrolment,
        focus="call-an-api",
        at=time(7, 30),
        next_at=NOW + MINUTE,
        next_on=MONDAY,
        next_kind=NudgeKind.REMINDER,
        next_why="Thursday 26 November is Thanksgiving Day",
        last_on=MONDAY - timedelta(weeks=1),
        reminded_on=MONDAY - timedelta(days=4),
        week=3,
        unanswered=2,
        quiet_at=NOW - 3 * MINUTE,
        ended_why=Ending.LEFT,
        resumes_on=MONDAY + timedelta(weeks=2),
        paused_at=NOW - MINUTE,
        ended_at=NOW + 2 * MINUTE,
    )
