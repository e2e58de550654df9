"""What becomes of a message, on a real store and a platform that answers what the test says."""

import asyncio
import logging
from dataclasses import replace
from datetime import timedelta

import pytest

from mentorbot.chat.platform import Later, Outcome, Parcel, Sent, Undeliverable, Unknown
from mentorbot.domain.deliveries import DeliveryState
from mentorbot.domain.members import Reach
from mentorbot.outbox.dispatcher import BATCH, LEASE, WIDTH
from mentorbot.store.deliveries import add_deliveries, claim
from mentorbot.store.people import member
from tests.outbox.scenes import Office
from tests.store.scenes import NOW, NUDGE, new_delivery, somebody_enrolled


async def test_a_message_that_was_taken_is_sent_and_named(office: Office) -> None:
    (owed,) = await office.owes(await office.workspace())
    assert await office.dispatcher().drain() == 1
    kept = await office.now(owed)
    assert (kept.state, kept.message, kept.settled_at, kept.attempts) == (
        DeliveryState.SENT,
        f"message of {owed.key}",
        NOW,
        1,
    )


async def test_a_message_is_sent_once(office: Office) -> None:
    await office.owes(await office.workspace())
    dispatcher = office.dispatcher()
    assert [await dispatcher.drain(), await dispatcher.drain()] == [1, 0]
    assert len(office.postbox.taken) == 1


async def test_what_is_put_off_waits_and_is_then_sent_under_the_same_key(office: Office) -> None:
    (owed,) = await office.owes(await office.workspace())
    answers: list[Outcome] = [Later(30, "busy"), Sent("1")]
    office.postbox.answer = lambda _parcel: answers.pop(0)
    dispatcher = office.dispatcher()
    assert await dispatcher.drain() == 0
    kept = await office.now(owed)
    assert (kept.state, kept.due_at, kept.reason) == (DeliveryState.PENDING, NOW + timedelta(seconds=30), "busy")
    office.clock.instant += timedelta(seconds=29)
    assert await dispatcher.drain() == 0
    office.clock.instant += timedelta(seconds=1)
    assert await dispatcher.drain() == 1
    assert [each.key for each in office.postbox.taken] == [owed.key, owed.key]


async def test_somebody_who_cannot_be_reached_is_marked_so_with_the_reason(office: Office) -> None:
    (owed,) = await office.owes(await office.workspace())
    office.postbox.answer = lambda _parcel: Undeliverable("they closed their direct messages")
    await office.dispatcher().drain()
    kept = await office.now(owed)
    assert (kept.state, kept.reason) == (DeliveryState.UNDELIVERABLE, "they closed their direct messages")
    async with office.store.read() as tx:
        them = await member(tx, owed.member)
    assert them.reach is Reach.CLOSED
    assert them.reach_reason.startswith("they closed their direct messages")


async def test_a_message_that_may_have_arrived_is_held_and_never_sent_again(office: Office) -> None:
    (owed,) = await office.owes(await office.workspace())
    office.postbox.answer = lambda _parcel: Unknown("a timeout")
    dispatcher = office.dispatcher()
    await dispatcher.drain()
    office.clock.instant += timedelta(hours=3)
    await dispatcher.drain()
    kept = await office.now(owed)
    assert (kept.state, kept.reason, len(office.postbox.taken)) == (DeliveryState.HELD, "a timeout", 1)


async def test_a_platform_that_breaks_is_logged_and_its_message_held(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    broken, fine = await office.owes(await office.workspace(), 2)

    def answer(parcel: Parcel) -> Outcome:
        if parcel.key == broken.key:
            raise KeyError("what nobody thought of")
        return Sent("1")

    office.postbox.answer = answer
    with caplog.at_level(logging.ERROR):
        assert await office.dispatcher().drain() == 1
    assert (await office.now(broken)).state is DeliveryState.HELD
    assert (await office.now(fine)).state is DeliveryState.SENT
    assert [(each.getMessage(), each.exc_info is not None) for each in caplog.records] == [
        (f"sending {broken.key} broke", True)
    ]


async def test_a_retry_after_puts_off_the_rest_of_its_workspace_and_nobody_elses(office: Office) -> None:
    busy, calm = await office.workspace(), await office.workspace()
    waiting = await office.owes(busy, BATCH + WIDTH)
    others = await office.owes(calm, 3)
    office.postbox.answer = lambda parcel: Later(60, "429") if parcel.workspace == busy.outside else Sent("1")
    assert await office.dispatcher().drain() == len(others)
    tried = [each for each in office.postbox.taken if each.workspace == busy.outside]
    assert len(tried) == WIDTH, "asked again although it had said for how long not to"
    for each in waiting:
        kept = await office.now(each)
        assert (kept.state, kept.due_at) == (DeliveryState.PENDING, NOW + timedelta(seconds=60))
    assert {(await office.now(each)).state for each in others} == {DeliveryState.SENT}


async def test_a_workspace_that_opened_again_gets_everything(office: Office) -> None:
    waiting = await office.owes(await office.workspace(), WIDTH + 2)
    answers = iter([Later(60, "429")])
    office.postbox.answer = lambda _parcel: next(answers, Sent("1"))
    dispatcher = office.dispatcher()
    assert await dispatcher.drain() == WIDTH - 1
    office.clock.instant += timedelta(seconds=60)
    assert await dispatcher.drain() == 3
    assert {(await office.now(each)).state for each in waiting} == {DeliveryState.SENT}


async def test_a_message_that_would_come_too_late_is_not_sent(office: Office) -> None:
    (owed,) = await office.owes(await office.workspace())
    office.clock.instant = owed.nudge.until + timedelta(seconds=1)
    assert await office.dispatcher().drain() == 0
    kept = await office.now(owed)
    assert (kept.state, kept.reason, office.postbox.taken) == (DeliveryState.EXPIRED, "its day was over first", [])


async def test_a_message_at_the_last_moment_still_goes(office: Office) -> None:
    (owed,) = await office.owes(await office.workspace())
    office.clock.instant = owed.nudge.until
    assert await office.dispatcher().drain() == 1
    assert (await office.now(owed)).state is DeliveryState.SENT


async def test_a_message_of_a_platform_that_is_off_waits_for_it(office: Office) -> None:
    (owed,) = await office.owes(await office.workspace())
    assert await office.dispatcher(on=False).drain() == 0
    assert (await office.now(owed)).reason == "its platform is switched off"
    office.clock.instant += timedelta(seconds=60)
    assert await office.dispatcher().drain() == 1


async def test_a_message_whose_guide_was_taken_away_is_cancelled_and_holds_up_nobody(office: Office) -> None:
    workspace = await office.workspace()
    async with office.store.begin() as tx:
        gone = new_delivery(workspace, await somebody_enrolled(tx, workspace=workspace))
        gone = replace(gone, nudge=replace(NUDGE, guide="unicorn-keeper"))
        await add_deliveries(tx, [gone])
    others = await office.owes(workspace, WIDTH + 1)
    assert await office.dispatcher().drain() == len(others)
    assert (await office.now(gone)).state is DeliveryState.CANCELLED


async def test_what_was_being_sent_when_the_bot_died_is_held_once_the_lease_is_over(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    (owed,) = await office.owes(await office.workspace())
    async with office.store.begin() as tx:
        await claim(tx, NOW, lease=LEASE, limit=BATCH)
    office.clock.instant = NOW + LEASE - timedelta(seconds=1)
    await office.dispatcher().drain()
    assert (await office.now(owed)).state is DeliveryState.SENDING
    office.clock.instant = NOW + LEASE
    await office.dispatcher().drain()
    assert (await office.now(owed)).state is DeliveryState.HELD
    assert office.postbox.taken == []
    assert "held 1 messages" in caplog.text


async def test_stopping_settles_what_was_claimed_and_claims_no_more(office: Office) -> None:
    waiting = await office.owes(await office.workspace(), BATCH + 1)
    office.postbox.open.clear()
    dispatcher = office.dispatcher()
    draining = asyncio.create_task(dispatcher.drain())
    await office.postbox.arrived.wait()
    stopping = asyncio.create_task(dispatcher.stop())
    await asyncio.sleep(0)
    assert not stopping.done()
    office.postbox.open.set()
    await stopping
    assert await draining == BATCH
    states = [(await office.now(each)).state for each in waiting]
    assert (states.count(DeliveryState.SENT), states.count(DeliveryState.PENDING)) == (BATCH, 1)
    assert await dispatcher.drain() == 0


async def test_each_batch_is_a_sign_of_life(office: Office) -> None:
    await office.owes(await office.workspace(), BATCH + 1)
    await office.dispatcher().drain()
    assert office.batches == 2
