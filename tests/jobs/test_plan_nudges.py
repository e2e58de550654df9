"""Planning on a real store: who is due is owed one message, and their next date moves on with it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from mentorbot.domain.cadence import WEEK
from mentorbot.domain.deliveries import Delivery
from mentorbot.domain.enrolments import Enrolment, EnrolmentState
from mentorbot.domain.members import MemberKey
from mentorbot.domain.nudges import Nudge
from mentorbot.guides import Library, load_library
from mentorbot.jobs.plan_nudges import plan_nudges
from mentorbot.store import Store, Tx
from mentorbot.store.cohorts import add_cohort
from mentorbot.store.deliveries import add_deliveries, claim, history, queues
from mentorbot.store.enrolments import live_of
from mentorbot.store.people import member
from tests.store.scenes import MONDAY, NOW, a_workspace, new_cohort, new_delivery, somebody_enrolled

LIBRARY = load_library(Path(__file__).parents[2] / "content")


class Broken(Exception):
    """What a test breaks a transaction with."""


class BreakingStore(Store):
    """A real store whose transactions, but the first few, break after their work, before their commit."""

    def __init__(self, store: Store, *, after: int = 0) -> None:
        self._real = store
        self._whole = after

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Tx]:
        async with self._real.begin() as tx:
            yield tx
            self._whole -= 1
            if self._whole < 0:
                raise Broken

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Tx]:
        async with self._real.read() as tx:
            yield tx


async def test_somebody_due_is_owed_one_message_and_is_next_due_in_a_week(store: Store) -> None:
    kim = await _somebody(store)
    assert await plan_nudges(store, LIBRARY, NOW) == 1
    (owed,) = await _owed(store, kim.member)
    guide = LIBRARY.default
    assert (owed.enrolment, owed.on, owed.due_at) == (kim.key, MONDAY, NOW)
    assert isinstance(owed.letter, Nudge)
    assert (owed.letter.guide, owed.letter.task, owed.letter.week) == (guide.slug, next(iter(guide.tasks)), 1)
    moved = await _now(store, kim)
    assert (moved.next_on, moved.last_on, moved.week) == (MONDAY + WEEK, MONDAY, 1)
    assert moved.next_at == owed.letter.next_at


async def test_planning_again_at_the_same_instant_owes_nothing_more(store: Store) -> None:
    kim = await _somebody(store)
    assert [await plan_nudges(store, LIBRARY, NOW), await plan_nudges(store, LIBRARY, NOW)] == [1, 0]
    assert len(await _owed(store, kim.member)) == 1


async def test_everybody_is_planned_however_small_the_batches(store: Store) -> None:
    people = [await _somebody(store) for _ in range(7)]
    assert await plan_nudges(store, LIBRARY, NOW, batch=3) == 7
    owed = [each for one in people for each in await _owed(store, one.member)]
    assert len(owed) == len({each.key for each in owed}) == 7


async def test_a_whole_batch_and_nobody_more_ends(store: Store) -> None:
    for _ in range(3):
        await _somebody(store)
    assert await plan_nudges(store, LIBRARY, NOW, batch=3) == 3


async def test_nobody_is_planned_before_their_hour(store: Store) -> None:
    kim = await _somebody(store)
    assert await plan_nudges(store, LIBRARY, NOW - timedelta(seconds=1)) == 0
    assert await _now(store, kim) == kim


async def test_a_message_owed_for_the_occasion_already_stays_the_only_one(store: Store) -> None:
    async with store.begin() as tx:
        workspace = await a_workspace(tx)
        kim = await somebody_enrolled(tx, workspace=workspace)
        first = new_delivery(workspace, kim)
        await add_deliveries(tx, [first])
    await plan_nudges(store, LIBRARY, NOW)
    assert [each.key for each in await _owed(store, kim.member)] == [first.key]
    assert (await _now(store, kim)).next_on == MONDAY + WEEK


async def test_the_message_and_the_next_date_are_kept_together_or_not_at_all(store: Store) -> None:
    kim = await _somebody(store)
    with pytest.raises(Broken):
        await plan_nudges(BreakingStore(store), LIBRARY, NOW)
    assert (await _owed(store, kim.member), await _now(store, kim)) == ([], kim)
    assert await plan_nudges(store, LIBRARY, NOW) == 1


async def test_what_was_planned_first_can_be_sent_before_the_rest_of_a_crowd_is_planned(store: Store) -> None:
    """A batch of a few is a transaction of its own: nobody waits for the whole crowd."""
    async with store.begin() as tx:
        workspace = await a_workspace(tx)
        crowd = [await somebody_enrolled(tx, workspace=workspace) for _ in range(7)]
    with pytest.raises(Broken):
        await plan_nudges(BreakingStore(store, after=2), LIBRARY, NOW, batch=2)
    async with store.begin() as tx:
        claimed = await claim(tx, workspace, NOW, lease=WEEK, limit=99)
    assert [each.member for each, _ in claimed] == [each.member for each in crowd[:4]]
    assert await plan_nudges(store, LIBRARY, NOW, batch=2) == 3


async def test_a_cohort_whose_guide_was_taken_away_waits_for_it_from_week_to_week(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    async with store.begin() as tx:
        workspace = await a_workspace(tx)
        cohort = await add_cohort(tx, replace(new_cohort(workspace), guide="unicorn-keeper"))
        kim = await somebody_enrolled(tx, workspace=workspace, cohort=cohort)
    assert await plan_nudges(store, LIBRARY, NOW) == 0
    rests = await _now(store, kim)
    assert (rests.next_on, rests.state) == (kim.next_on + WEEK if kim.next_on else None, EnrolmentState.ACTIVE)
    assert "its guide unicorn-keeper is not here" in caplog.text


async def test_a_library_without_any_guide_plans_nothing_and_ends(store: Store) -> None:
    kim = await _somebody(store)
    assert await plan_nudges(store, Library({}), NOW) == 0
    assert await _owed(store, kim.member) == []


async def test_keys_come_in_the_order_of_writing_and_fit_a_nonce(store: Store) -> None:
    people = [await _somebody(store, later=timedelta(minutes=number)) for number in range(5)]
    await plan_nudges(store, LIBRARY, NOW + timedelta(minutes=4), batch=2)
    keys = [each.key for one in people for each in await _owed(store, one.member)]
    assert keys == sorted(keys)
    assert all(len(each) <= 25 for each in keys)


async def test_what_was_planned_can_be_claimed_at_once(store: Store) -> None:
    kim = await _somebody(store)
    await plan_nudges(store, LIBRARY, NOW)
    async with store.begin() as tx:
        (queue,) = await queues(tx)
        ((claimed, address),) = await claim(tx, queue.workspace, NOW, lease=WEEK, limit=10)
        assert (claimed.member, address.user) == (kim.member, (await member(tx, kim.member)).user)


async def _somebody(store: Store, *, later: timedelta = timedelta()) -> Enrolment:
    async with store.begin() as tx:
        return await somebody_enrolled(tx, next_at=NOW + later)


async def _now(store: Store, enrolment: Enrolment) -> Enrolment:
    async with store.read() as tx:
        found = await live_of(tx, enrolment.member)
    assert found is not None
    return found[0]


async def _owed(store: Store, key: MemberKey) -> list[Delivery]:
    async with store.read() as tx:
        return list(await history(tx, key, 10))
