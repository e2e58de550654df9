"""Who is due: in the order of their hours, each at one replica, and read in bulk as they would be one by one."""

import asyncio
from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import time, timedelta

import pytest

from mentorbot.domain.cadence import DAY
from mentorbot.domain.cohorts import Cohort, CohortState
from mentorbot.domain.enrolments import Enrolment, EnrolmentState
from mentorbot.domain.members import Member, Reach, Workspace
from mentorbot.domain.progress import Completion
from mentorbot.domain.weekdays import Weekday
from mentorbot.store import Store, Tx, open_store
from mentorbot.store.cohorts import set_state
from mentorbot.store.completions import add_completion
from mentorbot.store.due import Alike, due
from mentorbot.store.enrolments import (
    add_enrolment,
    clear_next,
    held_roster,
    next_instant,
    people_of,
    save_enrolment,
    save_planned,
)
from mentorbot.store.people import save_member
from tests.store.scenes import (
    MINUTE,
    MONDAY,
    NOW,
    a_cohort,
    a_member,
    a_workspace,
    full_enrolment,
    new_enrolment,
    somebody_enrolled,
)

OWN = {"key", "member", "joined_at", "user", "name"}
"""What says who somebody is, and decides nothing."""


async def test_those_who_wait_longest_are_due_first_and_no_more_than_asked_for(store: Store) -> None:
    async with store.begin() as tx:
        made = [await somebody_enrolled(tx, next_at=NOW - number * MINUTE) for number in (1, 3, 0, 2)]
        await somebody_enrolled(tx, next_at=NOW + timedelta(microseconds=1))
        await somebody_enrolled(tx, next_at=None)
        in_order = [made[1].key, made[3].key, made[0].key, made[2].key]
        assert _keys(await due(tx, NOW, 100)) == in_order
        assert _keys(await due(tx, NOW, 2)) == in_order[:2]
        assert await next_instant(tx) == NOW - 3 * MINUTE


async def test_those_of_one_instant_are_due_in_the_order_of_enrolling(store: Store) -> None:
    async with store.begin() as tx:
        garden = await a_workspace(tx)
        cohorts = [await a_cohort(tx, garden) for _ in range(2)]
        made = [await somebody_enrolled(tx, cohort=cohorts[number % 2], workspace=garden) for number in range(8)]
        await save_enrolment(tx, made[0])
        assert _keys(await due(tx, NOW, 100)) == [each.key for each in made]
        assert _keys(await due(tx, NOW, 3)) == [each.key for each in made[:3]]


async def test_whoever_is_due_is_read_as_they_are_one_by_one(store: Store) -> None:
    async with store.begin() as tx:
        made = [await somebody_enrolled(tx), await _full(tx)]
        read = {one.enrolment.key: one for one in await people_of(tx, [each.key for each in made])}
        alike = await due(tx, NOW + MINUTE, 10)
    assert {each.due.enrolment.key: each.due for each in alike} == read
    assert [each.people for each in alike] == [[(0, made[0].key, made[0].member)], [(1, made[1].key, made[1].member)]]
    assert not any(getattr(read[made[1].key].enrolment, each.name) is None for each in fields(Enrolment))


async def test_only_what_they_have_done_in_the_guide_of_the_cohort_counts(store: Store) -> None:
    async with store.begin() as tx:
        garden = await a_workspace(tx)
        cohort, kim = await a_cohort(tx, garden), await a_member(tx, garden)
        await add_enrolment(tx, new_enrolment(cohort, kim, next_at=NOW))
        for guide, task in ((cohort.guide, "call-an-api"), (cohort.guide, "trace"), ("another-guide", "another")):
            await add_completion(tx, kim.key, guide, Completion(task=task, done_at=NOW))
        (one,) = await due(tx, NOW, 10)
    assert one.due.done == {"call-an-api", "trace"}


async def test_people_come_together_who_differ_only_in_who_they_are(store: Store) -> None:
    async with store.begin() as tx:
        garden = await a_workspace(tx)
        cohort = await a_cohort(tx, garden)
        made = [
            await add_enrolment(
                tx,
                replace(
                    new_enrolment(cohort, await a_member(tx, garden, name), next_at=NOW), joined_at=NOW - days * MINUTE
                ),
            )
            for days, name in enumerate(("Kim", "Ada", "Sam"))
        ]
        await add_completion(tx, made[1].member, cohort.guide, Completion(task="call-an-api", done_at=NOW))
        first, second = await due(tx, NOW, 10)
    assert first.people == [(0, made[0].key, made[0].member), (2, made[2].key, made[2].member)]
    assert (first.due.enrolment, second.due.enrolment) == (made[0], made[1])


async def test_whatever_else_differs_keeps_people_apart(store: Store) -> None:
    """Each of as many people as there are columns differs in one from two who are ordinary."""
    async with store.begin() as tx:
        garden = await a_workspace(tx)
        cohort = await a_cohort(tx, garden)
        full, their = await _both(tx, await _full(tx, workspace=garden, cohort=cohort))
        own = {*OWN, "cohort", "workspace"}
        differing = [each for each in (*_names(Enrolment), *_names(Member)) if each not in own]
        for name in differing:
            made = await somebody_enrolled(tx, cohort=cohort, workspace=garden)
            ordinary, member = await _both(tx, made)
            if hasattr(ordinary, name):
                await save_enrolment(tx, replace(ordinary, **{name: getattr(full, name)}))
            else:
                await save_member(tx, replace(member, **{name: getattr(their, name)}))
        await somebody_enrolled(tx, cohort=cohort, workspace=garden)
        await somebody_enrolled(tx, cohort=cohort, workspace=garden)
        alike = await due(tx, NOW + MINUTE, 100)
    assert sorted(len(each.people) for each in alike) == [1] * (len(differing) + 1) + [2]


@pytest.mark.parametrize("state", [CohortState.PAUSED, CohortState.ARCHIVED])
async def test_nobody_is_due_in_a_cohort_that_rests_or_is_over(store: Store, state: CohortState) -> None:
    async with store.begin() as tx:
        made = await somebody_enrolled(tx)
        await set_state(tx, made.cohort, state)
        assert await due(tx, NOW, 10) == []
        await set_state(tx, made.cohort, CohortState.ACTIVE)
        assert _keys(await due(tx, NOW, 10)) == [made.key]


@pytest.mark.parametrize("database", ["postgresql"])
async def test_nobody_is_due_whose_cohort_is_being_planned_anew(store: Store) -> None:
    async with store.begin() as tx:
        garden = await a_workspace(tx)
        cohort = await a_cohort(tx, garden)
        made = [await somebody_enrolled(tx, cohort=cohort, workspace=garden) for _ in range(2)]
        other = await somebody_enrolled(tx)
    async with store.begin() as editing, store.begin() as tick:
        held = await held_roster(editing, cohort)
        assert [each.enrolment.key for each in held] == [each.key for each in made]
        assert _keys(await due(tick, NOW, 10)) == [other.key]


async def test_a_cohort_of_which_nobody_expects_anything_leaves_others_alone(store: Store) -> None:
    async with store.begin() as tx:
        made, other = await somebody_enrolled(tx), await somebody_enrolled(tx)
        await clear_next(tx, made.cohort)
        assert _keys(await due(tx, NOW, 10)) == [other.key]


async def test_two_replicas_never_plan_the_same_person(store: Store, database_url: str) -> None:
    replica = await open_store(database_url)
    async with store.begin() as tx:
        made = [await somebody_enrolled(tx) for _ in range(12)]

    async def take(at: Store) -> list[int]:
        taken: list[int] = []
        while True:
            async with at.begin() as tx:
                people = await due(tx, NOW, 2)
                await save_planned(tx, [replace(each.due.enrolment, next_at=NOW + MINUTE) for each in people])
            if not people:
                return taken
            taken += _keys(people)

    try:
        halves = await asyncio.gather(take(store), take(replica))
    finally:
        await replica.close()
    assert sorted(halves[0] + halves[1]) == sorted(each.key for each in made)


async def _full(tx: Tx, *, workspace: Workspace | None = None, cohort: Cohort | None = None) -> Enrolment:
    """Somebody with something in every place."""
    made = await somebody_enrolled(tx, workspace=workspace, cohort=cohort)
    enrolment, member = await _both(tx, made)
    days = (Weekday.TUESDAY, Weekday.THURSDAY)
    full = replace(full_enrolment(enrolment), days=days, state=EnrolmentState.PAUSED, next_on=MONDAY + DAY)
    await save_enrolment(tx, full)
    await save_member(
        tx,
        replace(
            member,
            zone="Asia/Kolkata",
            zone_chosen=True,
            reach=Reach.CLOSED,
            reach_reason="No direct messages",
            work_days=(*days, Weekday.SUNDAY),
            quiet_from=time(22, 15),
            quiet_until=time(7),
            admin=True,
        ),
    )
    return full


async def _both(tx: Tx, made: Enrolment) -> tuple[Enrolment, Member]:
    (one,) = await people_of(tx, [made.key])
    return one.enrolment, one.member


def _names(kind: type[Enrolment | Member]) -> list[str]:
    return [each.name for each in fields(kind)]


def _keys(alike: Sequence[Alike]) -> list[int]:
    people = sorted(person for each in alike for person in each.people)
    assert [person.place for person in people] == list(range(len(people)))
    return [person.enrolment for person in people]
