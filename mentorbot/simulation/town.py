"""Who lives in a simulation: workspaces, a cohort in each, and people in the zones that were asked for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time
from itertools import count

from mentorbot.domain.cohorts import Cohort, CohortKey
from mentorbot.domain.enrolments import Enrolment, EnrolmentKey, scheduled
from mentorbot.domain.members import Member, Workspace
from mentorbot.domain.nudges import cadence_of
from mentorbot.domain.weekdays import Weekday
from mentorbot.simulation.scenario import Scenario
from mentorbot.store import Store, Tx
from mentorbot.store.cohorts import add_cohort
from mentorbot.store.enrolments import add_enrolments, roster
from mentorbot.store.people import Newcomer, add_members, add_workspace

HOUR = time(9)
"""When everybody's nudge is due, on one working day for each workspace: the heaviest that a workspace can be."""


@dataclass(frozen=True, slots=True)
class Inhabitant:
    """Somebody as the checks know them."""

    enrolment: EnrolmentKey
    platform: str
    workspace: str
    zone: str


async def settle_town(store: Store, scenario: Scenario, guide: str) -> dict[str, Inhabitant]:
    """Enrol everybody at the scenario's start; gives them by the platform's id of each."""
    people: dict[str, Inhabitant] = {}
    numbers = count(1)
    for place, size in enumerate(_sizes(scenario)):
        async with store.begin() as tx:
            workspace = await add_workspace(
                tx, _platform(scenario, place), f"W{place + 1:05}", f"Workspace {place + 1}"
            )
            newcomers = [_newcomer(scenario, next(numbers)) for _ in range(size)]
            people |= await _enrol(tx, workspace, newcomers, scenario, _cohort(workspace, place, scenario, guide))
    return people


def _sizes(scenario: Scenario) -> Iterator[int]:
    left = scenario.members
    while left > 0:
        yield min(left, scenario.size)
        left -= scenario.size


def _platform(scenario: Scenario, place: int) -> str:
    return ("slack", "discord")[place % 2] if scenario.platform == "both" else scenario.platform


def _newcomer(scenario: Scenario, number: int) -> Newcomer:
    return Newcomer(f"U{number:08}", f"Person {number}", scenario.zones[number % len(scenario.zones)])


def _cohort(workspace: Workspace, place: int, scenario: Scenario, guide: str) -> Cohort:
    return Cohort(
        key=CohortKey(0),
        workspace=workspace.key,
        slug="spring",
        name="Spring",
        guide=guide,
        days=(Weekday(place % 5),),
        at=HOUR,
        created_at=scenario.start,
    )


async def _enrol(
    tx: Tx, workspace: Workspace, newcomers: list[Newcomer], scenario: Scenario, made: Cohort
) -> dict[str, Inhabitant]:
    cohort = await add_cohort(tx, made)
    members = await add_members(tx, workspace.key, newcomers, scenario.start)
    await add_enrolments(tx, [_enrolment(cohort, each, scenario) for each in members])
    return {
        each.member.user: Inhabitant(each.enrolment.key, workspace.platform, workspace.outside, each.member.clock)
        for each in await roster(tx, cohort)
    }


def _enrolment(cohort: Cohort, member: Member, scenario: Scenario) -> Enrolment:
    new = Enrolment(key=EnrolmentKey(0), cohort=cohort.key, member=member.key, joined_at=scenario.start)
    return scheduled(new, cohort, cadence_of(new, cohort, member), scenario.start)
