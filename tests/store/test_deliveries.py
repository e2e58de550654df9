"""The outbox's rows: owed once, claimed once, settled, held or cancelled."""

import asyncio
from dataclasses import replace
from datetime import timedelta

from mentorbot.domain.deliveries import Address, Delivery, DeliveryKind, DeliveryState, Turn
from mentorbot.domain.enrolments import Enrolment, NudgeKind
from mentorbot.domain.members import Workspace
from mentorbot.store import Store, Tx, open_store
from mentorbot.store.deliveries import (
    Queue,
    add_deliveries,
    cancel_cohort,
    cancel_waiting,
    claim,
    decide,
    delivery,
    doubtful,
    history,
    queues,
    settle,
    settle_one,
)
from mentorbot.store.people import member
from tests.store.scenes import MINUTE, MONDAY, NOW, NUDGE, a_cohort, a_workspace, new_delivery, somebody_enrolled

LEASE = timedelta(minutes=5)


async def test_a_delivery_comes_back_as_it_was_owed(store: Store) -> None:
    async with store.begin() as tx:
        garden, kim = await _kim(tx)
        first = new_delivery(garden, kim)
        last = replace(
            new_delivery(garden, kim, on=MONDAY + timedelta(days=3), due_at=NOW - MINUTE),
            kind=DeliveryKind.REMINDER,
            letter=replace(NUDGE, kind=NudgeKind.REMINDER, next_at=None, back=True),
            trail=(Turn(NOW, DeliveryState.RETRY, "busy"),),
        )
        await add_deliveries(tx, [first, last])
        assert await history(tx, kim.member, 10) == [first, last]
        assert await history(tx, kim.member, 1) == [first]
        await add_deliveries(tx, [])


async def test_one_occasion_is_owed_once_for_ever(store: Store) -> None:
    async with store.begin() as tx:
        garden, kim = await _kim(tx)
        first = new_delivery(garden, kim)
        reminder = replace(new_delivery(garden, kim), kind=DeliveryKind.REMINDER)
        await add_deliveries(tx, [first])
        await add_deliveries(tx, [new_delivery(garden, kim), reminder, new_delivery(garden, kim)])
        assert {each.key for each in await history(tx, kim.member, 10)} == {first.key, reminder.key}
        await claim(tx, garden, NOW, lease=LEASE, limit=1)
        await settle(tx, [replace(first, state=DeliveryState.SENT, settled_at=NOW, attempts=1)])
        await add_deliveries(tx, [new_delivery(garden, kim)])
        assert len(await history(tx, kim.member, 10)) == 2


async def test_what_is_due_is_claimed_with_its_address_longest_waiting_first(store: Store) -> None:
    async with store.begin() as tx:
        garden, kim = await _kim(tx)
        early, late = _weeks(garden, kim, 2)
        await add_deliveries(tx, [late, early, replace(_weeks(garden, kim, 3)[2], due_at=NOW + MINUTE)])
        claimed = await claim(tx, garden, NOW, lease=LEASE, limit=10)
        user = (await member(tx, kim.member)).user
    assert [each.key for each, _ in claimed] == [early.key, late.key]
    assert {address for _, address in claimed} == {Address("local", garden.outside, user)}
    assert {(each.state, each.attempts) for each, _ in claimed} == {(DeliveryState.SENDING, 1)}


async def test_no_more_is_claimed_than_asked_for_and_nothing_twice(store: Store) -> None:
    async with store.begin() as tx:
        garden, kim = await _kim(tx)
        await add_deliveries(tx, _weeks(garden, kim, 5))
    sizes = []
    for _ in range(4):
        async with store.begin() as tx:
            sizes.append(len(await claim(tx, garden, NOW, lease=LEASE, limit=2)))
    assert sizes == [2, 2, 1, 0]


async def test_two_replicas_never_claim_the_same_message(store: Store, database_url: str) -> None:
    replica = await open_store(database_url)
    async with store.begin() as tx:
        garden, kim = await _kim(tx)
        made = _weeks(garden, kim, 40)
        await add_deliveries(tx, made)

    async def take(at: Store) -> list[str]:
        async with at.begin() as tx:
            return [each.key for each, _ in await claim(tx, garden, NOW, lease=LEASE, limit=7)]

    try:
        taken = await asyncio.gather(*(take(at) for at in (store, replica) * 6))
    finally:
        await replica.close()
    claimed = [key for keys in taken for key in keys]
    assert sorted(claimed) == sorted(set(claimed))
    async with store.begin() as tx:
        rest = [each.key for each, _ in await claim(tx, garden, NOW, lease=LEASE, limit=100)]
    assert sorted(claimed + rest) == sorted(each.key for each in made)


async def test_what_became_of_many_is_written_down(store: Store) -> None:
    async with store.begin() as tx:
        garden, kim = await _kim(tx)
        await add_deliveries(tx, _weeks(garden, kim, 3))
        first, second, third = (each for each, _ in await claim(tx, garden, NOW, lease=LEASE, limit=10))
        settled = [
            replace(first, state=DeliveryState.SENT, settled_at=NOW, message="m1"),
            replace(second, state=DeliveryState.UNDELIVERABLE, settled_at=NOW, reason="closed their DMs"),
            replace(third, state=DeliveryState.RETRY, due_at=NOW + MINUTE, reason="rate limited"),
        ]
        await settle(tx, settled)
        await settle(tx, [])
        found = {each.key: each for each in await history(tx, kim.member, 10)}
        assert found == {each.key: each for each in settled}
        assert await claim(tx, garden, NOW, lease=LEASE, limit=10) == []
        ((again, _),) = await claim(tx, garden, NOW + MINUTE, lease=LEASE, limit=10)
        assert (again.key, again.attempts) == (third.key, 2)


async def test_a_claim_that_somebody_else_has_taken_over_is_not_settled_by_the_first(store: Store) -> None:
    async with store.begin() as tx:
        garden, kim = await _kim(tx)
        await add_deliveries(tx, _weeks(garden, kim, 2))
        frozen = [each for each, _ in await claim(tx, garden, NOW, lease=LEASE, limit=10)]
        for each in frozen:
            assert await settle_one(tx, replace(each, state=DeliveryState.RETRY, reason="not there"))
        await claim(tx, garden, NOW + LEASE, lease=LEASE, limit=10)
        await settle(tx, [replace(frozen[0], state=DeliveryState.SENT, settled_at=NOW)])
        assert not await settle_one(tx, replace(frozen[1], state=DeliveryState.UNDELIVERABLE, settled_at=NOW))
        found = await history(tx, kim.member, 10)
        assert {(each.state, each.attempts) for each in found} == {(DeliveryState.SENDING, 2)}


async def test_a_send_is_in_doubt_once_its_lease_has_ended_and_one_at_a_time_looks_for_it(store: Store) -> None:
    async with store.begin() as tx:
        garden, kim = await _kim(tx)
        await add_deliveries(tx, _weeks(garden, kim, 2))
        ((sent, _),) = await claim(tx, garden, NOW, lease=LEASE, limit=1)
        ended = NOW + LEASE
        assert await doubtful(tx, garden, ended - timedelta(microseconds=1), lease=MINUTE, limit=9) == []
        ((doubted, address),) = await doubtful(tx, garden, ended, lease=MINUTE, limit=9)
        assert (doubted, address.workspace) == (sent, garden.outside)
        assert await doubtful(tx, garden, ended, lease=MINUTE, limit=9) == []
        assert [each.key for each, _ in await doubtful(tx, garden, ended + MINUTE, lease=MINUTE, limit=9)] == [sent.key]


async def test_one_that_stays_in_doubt_is_looked_for_later(store: Store) -> None:
    async with store.begin() as tx:
        garden, kim = await _kim(tx)
        await add_deliveries(tx, [new_delivery(garden, kim)])
        ((sent, _),) = await claim(tx, garden, NOW, lease=LEASE, limit=1)
        doubted = replace(sent, doubts=1, reason="a timeout")
        assert await settle_one(tx, doubted, lease_until=NOW + MINUTE)
        assert await claim(tx, garden, NOW + LEASE, lease=LEASE, limit=1) == []
        ((again, _),) = await doubtful(tx, garden, NOW + MINUTE, lease=MINUTE, limit=9)
        assert again == doubted


async def test_what_waits_can_be_cancelled_but_not_what_is_on_its_way(store: Store) -> None:
    async with store.begin() as tx:
        garden, kim = await _kim(tx)
        ada = await somebody_enrolled(tx, workspace=garden)
        await add_deliveries(tx, [*_weeks(garden, kim, 2), new_delivery(garden, ada)])
        await claim(tx, garden, NOW - MINUTE, lease=LEASE, limit=1)
        await cancel_waiting(tx, kim.key, NOW + MINUTE, "paused")
        states = {each.state: each for each in await history(tx, kim.member, 10)}
        assert set(states) == {DeliveryState.SENDING, DeliveryState.CANCELLED}
        assert states[DeliveryState.CANCELLED].reason == "paused"
        assert states[DeliveryState.SENDING].until == NOW + MINUTE, "if it did not arrive, it is not tried again"
        assert [each.state for each in await history(tx, ada.member, 10)] == [DeliveryState.PENDING]


async def test_a_cohorts_messages_are_cancelled_together(store: Store) -> None:
    async with store.begin() as tx:
        garden = await a_workspace(tx)
        spring = await a_cohort(tx, garden)
        inside = [await somebody_enrolled(tx, cohort=spring, workspace=garden) for _ in range(3)]
        outside = await somebody_enrolled(tx, workspace=garden)
        await add_deliveries(tx, [new_delivery(garden, each) for each in (*inside, outside)])
        await cancel_cohort(tx, spring.key, NOW, "the cohort rests")
        ((left, _),) = await claim(tx, garden, NOW, lease=LEASE, limit=10)
        assert left.enrolment == outside.key


async def test_what_waits_in_each_workspace_is_known_without_reading_its_queue(store: Store) -> None:
    async with store.begin() as tx:
        garden, kim = await _kim(tx)
        meadow, ada = await _kim(tx)
        assert await queues(tx) == []
        await add_deliveries(tx, [*_weeks(garden, kim, 2), new_delivery(meadow, ada)])
        first = NOW - 2 * MINUTE
        assert await queues(tx) == [Queue(garden, first, None), Queue(meadow, NOW, None)]
        ((sent, _),) = await claim(tx, garden, NOW, lease=LEASE, limit=1)
        assert await queues(tx, garden) == [Queue(garden, NOW - MINUTE, NOW + LEASE)]
        await settle(tx, [replace(sent, state=DeliveryState.SENT, settled_at=NOW)])
        assert await queues(tx, garden) == [Queue(garden, NOW - MINUTE, None)]


async def test_what_was_held_is_decided_once(store: Store) -> None:
    async with store.begin() as tx:
        garden, kim = await _kim(tx)
        await add_deliveries(tx, [new_delivery(garden, kim)])
        ((sent, _),) = await claim(tx, garden, NOW, lease=LEASE, limit=1)
        again = replace(sent, state=DeliveryState.RETRY, until=NOW + MINUTE)
        assert not await decide(tx, again), "it is not held"
        await settle(tx, [replace(sent, state=DeliveryState.HELD, settled_at=NOW)])
        assert await decide(tx, again)
        assert not await decide(tx, again)
        assert await delivery(tx, sent.key) == again


async def _kim(tx: Tx) -> tuple[Workspace, Enrolment]:
    garden = await a_workspace(tx)
    return garden, await somebody_enrolled(tx, workspace=garden)


def _weeks(workspace: Workspace, enrolment: Enrolment, number: int) -> list[Delivery]:
    """One for each of so many weeks, the first due first, all by now."""
    return [
        new_delivery(workspace, enrolment, due_at=NOW - (number - week) * MINUTE, on=MONDAY + timedelta(weeks=week))
        for week in range(number)
    ]
