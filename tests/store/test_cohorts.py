"""Cohorts of a workspace."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from mentorbot.domain.cohorts import CohortState
from mentorbot.domain.enrolments import EnrolmentState
from mentorbot.domain.weekdays import Weekday
from mentorbot.store import Store
from mentorbot.store.cohorts import (
    add_cohort,
    cohort,
    cohorts_of,
    free_slug,
    move_cohort,
    save_cohort,
    set_state,
    sizes,
)
from mentorbot.store.enrolments import save_enrolment
from tests.store.scenes import NOW, a_cohort, a_workspace, new_cohort, somebody_enrolled


async def test_a_cohort_comes_back_as_it_was_kept(store: Store) -> None:
    async with store.begin() as tx:
        full = replace(
            new_cohort(await a_workspace(tx)),
            days=(Weekday.WEDNESDAY, Weekday.SUNDAY),
            at=time(23, 59),
            zone="Pacific/Chatham",
            starts_on=date(2026, 12, 1),
            every=2,
            ends_on=date(2027, 6, 30),
            holidays="DE-BY,2026-12-31",
            budget=12,
            channel="C1",
            state=CohortState.PAUSED,
        )
        made = await add_cohort(tx, full)
        assert made == replace(full, key=made.key)
        assert await cohort(tx, made.key) == made
        assert all(isinstance(day, Weekday) for day in made.days)


async def test_a_cohort_may_leave_the_rest_open(store: Store) -> None:
    async with store.begin() as tx:
        made = await a_cohort(tx, await a_workspace(tx))
        kept = await cohort(tx, made.key)
    assert (kept.zone, kept.starts_on, kept.channel) == (None, None, None)


async def test_a_slug_names_one_cohort_of_a_workspace(store: Store) -> None:
    async with store.begin() as tx:
        garden, elsewhere = await a_workspace(tx), await a_workspace(tx)
        spring = replace(new_cohort(garden), slug="spring")
        await add_cohort(tx, spring)
        await add_cohort(tx, replace(spring, workspace=elsewhere.key))
    with pytest.raises(IntegrityError):
        async with store.begin() as tx:
            await add_cohort(tx, spring)


async def test_a_slug_that_is_taken_gets_the_next_number(store: Store) -> None:
    async with store.begin() as tx:
        garden = await a_workspace(tx)
        assert await free_slug(tx, garden.key, "spring") == "spring"
        for expected in ("spring", "spring-2", "spring-3"):
            slug = await free_slug(tx, garden.key, "spring")
            assert slug == expected
            await add_cohort(tx, replace(new_cohort(garden), slug=slug))
        longest = "x" * 32
        await add_cohort(tx, replace(new_cohort(garden), slug=longest))
        await add_cohort(tx, replace(new_cohort(garden), slug=await free_slug(tx, garden.key, longest)))


async def test_a_workspaces_cohorts_come_newest_first_archived_ones_too(store: Store) -> None:
    async with store.begin() as tx:
        garden = await a_workspace(tx)
        first = await a_cohort(tx, garden)
        second = await add_cohort(tx, replace(new_cohort(garden), created_at=NOW + timedelta(days=1)))
        await a_cohort(tx, await a_workspace(tx))
        await set_state(tx, second.key, CohortState.ARCHIVED)
        assert await cohorts_of(tx, garden.key) == [replace(second, state=CohortState.ARCHIVED, revision=1), first]


async def test_a_cohorts_size_counts_those_who_are_in_it(store: Store) -> None:
    async with store.begin() as tx:
        garden = await a_workspace(tx)
        spring, _empty = await a_cohort(tx, garden), await a_cohort(tx, garden)
        for state in EnrolmentState:
            await save_enrolment(tx, replace(await somebody_enrolled(tx, cohort=spring, workspace=garden), state=state))
        await somebody_enrolled(tx)
        assert await sizes(tx, garden.key) == {spring.key: 3}


async def test_whoever_read_it_before_a_change_does_not_write_over_it(store: Store) -> None:
    async with store.begin() as tx:
        made = await a_cohort(tx, await a_workspace(tx))
        assert await save_cohort(tx, replace(made, budget=5))
        assert not await save_cohort(tx, replace(made, budget=7))
        kept = await cohort(tx, made.key)
    assert (kept.budget, kept.revision) == (5, 1)


async def test_each_change_counts_and_terms_take_back_no_rest(store: Store) -> None:
    async with store.begin() as tx:
        made = await a_cohort(tx, await a_workspace(tx))
        await set_state(tx, made.key, CohortState.PAUSED)
        assert await move_cohort(tx, made.key, old="", new="abc")
        assert await save_cohort(tx, replace(made, name="Autumn", revision=2))
        kept = await cohort(tx, made.key)
    assert (kept.name, kept.state, kept.guide_version, kept.revision) == ("Autumn", CohortState.PAUSED, "abc", 3)
