"""Enrolments: one at a time, in the order of their hours, and never two of one."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from mentorbot.commands.enrolling import Joining, enrol
from mentorbot.domain.enrolments import LIVE, EnrolmentState
from mentorbot.domain.weekdays import Weekday
from mentorbot.store import Store, open_store
from mentorbot.store.enrolments import (
    add_enrolment,
    add_enrolments,
    clear_next,
    end_cohort,
    enrolment_in,
    held_roster,
    known_in,
    latest_of,
    live_of,
    roster,
    save_enrolment,
    save_focused,
    save_planned,
)
from tests.domain.scenes import GUIDE
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


async def test_an_enrolment_comes_back_as_it_was_kept(store: Store) -> None:
    async with store.begin() as tx:
        garden = await a_workspace(tx)
        cohort, kim = await a_cohort(tx, garden), await a_member(tx, garden)
        assert await enrolment_in(tx, cohort.key, kim.key) is None
        made = await add_enrolment(tx, new_enrolment(cohort, kim))
        assert made == replace(new_enrolment(cohort, kim), key=made.key)
        full = replace(full_enrolment(made), days=(Weekday.SATURDAY,), state=EnrolmentState.PAUSED)
        await save_enrolment(tx, full)
        assert await enrolment_in(tx, cohort.key, kim.key) == full
        await save_enrolment(tx, made)
        assert await enrolment_in(tx, cohort.key, kim.key) == made


@pytest.mark.parametrize("state", sorted(LIVE))
async def test_a_member_is_in_one_cohort_at_a_time(store: Store, state: EnrolmentState) -> None:
    async with store.begin() as tx:
        garden = await a_workspace(tx)
        first, second, kim = await a_cohort(tx, garden), await a_cohort(tx, garden), await a_member(tx, garden)
        await add_enrolment(tx, replace(new_enrolment(first, kim), state=state))
    with pytest.raises(IntegrityError):
        async with store.begin() as tx:
            await add_enrolment(tx, new_enrolment(second, kim))


@pytest.mark.parametrize("state", sorted(set(EnrolmentState) - LIVE))
async def test_what_is_over_is_no_obstacle_to_another_cohort(store: Store, state: EnrolmentState) -> None:
    async with store.begin() as tx:
        garden = await a_workspace(tx)
        first, second, kim = await a_cohort(tx, garden), await a_cohort(tx, garden), await a_member(tx, garden)
        over = await add_enrolment(tx, replace(new_enrolment(first, kim), state=state))
        assert await live_of(tx, kim.key) is None
        assert await latest_of(tx, kim.key) == (over, first)
        now_in = await add_enrolment(tx, replace(new_enrolment(second, kim), joined_at=NOW - timedelta(days=9)))
        assert await live_of(tx, kim.key) == (now_in, second)
        assert await latest_of(tx, kim.key) == (now_in, second)


async def test_somebody_in_no_cohort_has_none(store: Store) -> None:
    async with store.begin() as tx:
        kim = await a_member(tx, await a_workspace(tx))
        assert await live_of(tx, kim.key) is None
        assert await latest_of(tx, kim.key) is None


async def test_of_many_added_at_once_those_who_are_somewhere_already_stay_there(store: Store) -> None:
    async with store.begin() as tx:
        garden = await a_workspace(tx)
        first, second = await a_cohort(tx, garden), await a_cohort(tx, garden)
        people = [await a_member(tx, garden) for _ in range(3)]
        elsewhere = await add_enrolment(tx, new_enrolment(first, people[0]))
        await add_enrolments(tx, [new_enrolment(second, each) for each in (*people, people[2])])
        await add_enrolments(tx, [])
        known = await known_in(tx, second.key, [each.key for each in people])
        assert known[people[0].key] == elsewhere
        assert {known[each.key].cohort for each in people[1:]} == {second.key}
        assert len(await roster(tx, second)) == 2


async def test_two_who_join_at_once_with_one_name_are_enrolled_once(store: Store, database_url: str) -> None:
    """The same person pressing Join twice, here and on another replica."""
    replica = await open_store(database_url)
    async with store.begin() as tx:
        garden = await a_workspace(tx)
        cohort, kim = await a_cohort(tx, garden), await a_member(tx, garden)

    async def join(at: Store) -> Joining:
        async with at.begin() as tx:
            return (await enrol(tx, kim, cohort, GUIDE, now=NOW)).outcome

    try:
        outcomes = await asyncio.gather(*(join(at) for at in (store, replica) * 4))
    finally:
        await replica.close()
    assert sorted(outcomes) == [*[Joining.ALREADY] * 7, Joining.JOINED]


async def test_what_many_are_on_is_kept_and_nothing_else_of_them(store: Store) -> None:
    async with store.begin() as tx:
        garden = await a_workspace(tx)
        cohort = await a_cohort(tx, garden)
        people = [await somebody_enrolled(tx, workspace=garden, cohort=cohort) for _ in range(3)]
        await save_focused(tx, [replace(each, focus="sketch-it", week=2, unanswered=9) for each in people[:2]])
        await save_focused(tx, [])
        now = [each.enrolment for each in await held_roster(tx, cohort)]
    assert now == [*(replace(each, focus="sketch-it", week=2) for each in people[:2]), people[2]]


async def test_a_cohort_that_rests_expects_nothing_and_leaves_others_alone(store: Store) -> None:
    async with store.begin() as tx:
        made, other = await somebody_enrolled(tx), await somebody_enrolled(tx)
        await clear_next(tx, made.cohort)
        assert await enrolment_in(tx, made.cohort, made.member) == replace(made, next_at=None, next_on=None)
        assert await enrolment_in(tx, other.cohort, other.member) == other


async def test_a_cohort_that_ends_ends_for_all_who_are_in_it(store: Store) -> None:
    async with store.begin() as tx:
        garden = await a_workspace(tx)
        cohort = await a_cohort(tx, garden)
        made = {
            state: replace(await somebody_enrolled(tx, cohort=cohort, workspace=garden), state=state)
            for state in EnrolmentState
        }
        for each in made.values():
            await save_enrolment(tx, each)
        assert await end_cohort(tx, cohort.key, NOW) == len(LIVE)
        assert await roster(tx, cohort) == []
        after = {each.enrolment.key: each.enrolment for each in await roster(tx, cohort, live_only=False)}
    assert {each.state for each in after.values()} == {EnrolmentState.LEFT, EnrolmentState.FINISHED}
    assert all(after[made[state].key].ended_at == NOW and after[made[state].key].next_at is None for state in LIVE)
    assert after[made[EnrolmentState.FINISHED].key] == made[EnrolmentState.FINISHED]


async def test_a_roster_is_in_the_order_of_names(store: Store) -> None:
    async with store.begin() as tx:
        garden = await a_workspace(tx)
        cohort = await a_cohort(tx, garden)
        for name in ("Sam", "Ada", "Kim"):
            await add_enrolment(tx, new_enrolment(cohort, await a_member(tx, garden, name)))
        assert [each.member.name for each in await roster(tx, cohort)] == ["Ada", "Kim", "Sam"]


async def test_what_was_planned_for_many_is_kept_for_each(store: Store) -> None:
    async with store.begin() as tx:
        garden = await a_workspace(tx)
        cohort = await a_cohort(tx, garden)
        made = [await somebody_enrolled(tx, cohort=cohort, workspace=garden) for _ in range(4)]
        alike = [replace(each, week=1, next_at=NOW + MINUTE, last_on=MONDAY) for each in made[:2]]
        finished = replace(made[2], state=EnrolmentState.FINISHED, next_at=None, next_on=None, ended_at=NOW)
        await save_planned(tx, [*alike, finished])
        await save_planned(tx, [])
        kept = {each.enrolment.key: each.enrolment for each in await roster(tx, cohort, live_only=False)}
    assert kept == {each.key: each for each in (*alike, finished, made[3])}
