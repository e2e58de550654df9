"""What becomes of a message, on a real store and a platform that answers what the test says."""

import asyncio
import logging
from dataclasses import replace
from datetime import timedelta

import pytest

from mentorbot.chat.platform import (
    Absent,
    Blocked,
    Evidence,
    Later,
    Outcome,
    Parcel,
    Refused,
    Sent,
    Undeliverable,
    Unknown,
    Unreachable,
)
from mentorbot.domain.deliveries import Delivery, DeliveryKind, DeliveryState
from mentorbot.domain.digests import Digest, TroubleKind
from mentorbot.domain.members import Reach
from mentorbot.outbox import Timing
from mentorbot.outbox.lane import WIDTH
from mentorbot.outbox.settling import MOST_DOUBTS, MOST_UNCLEAR
from mentorbot.store.deliveries import add_deliveries, claim
from mentorbot.store.leases import take
from mentorbot.store.people import member
from mentorbot.store.troubles import items_of
from tests.outbox.scenes import Office, WatchedStore, in_transaction
from tests.store.scenes import NOW, NUDGE, a_member, new_delivery, somebody_enrolled

TIMING = Timing()
SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)


async def test_a_message_that_was_taken_is_sent_and_named(office: Office) -> None:
    (owed,) = await office.owes(await office.workspace())
    assert await office.dispatcher().drain() == 1
    kept = await office.now(owed)
    assert (kept.state, kept.message, kept.settled_at, kept.attempts, kept.trail) == (
        DeliveryState.SENT,
        f"message of {owed.key}",
        NOW,
        1,
        (),
    )


async def test_a_message_is_sent_once(office: Office) -> None:
    await office.owes(await office.workspace())
    dispatcher = office.dispatcher()
    assert [await dispatcher.drain(), await dispatcher.drain()] == [1, 0]
    assert len(office.postbox.taken) == 1


async def test_what_is_put_off_waits_and_is_then_sent_under_the_same_key(office: Office) -> None:
    (owed,) = await office.owes(await office.workspace())
    office.answers(Later(30, "busy"), Sent("1"))
    dispatcher = office.dispatcher()
    assert await dispatcher.drain() == 0
    kept = await office.now(owed)
    assert (kept.state, kept.reason) == (DeliveryState.RETRY, "busy")
    assert await dispatcher.next_at() == NOW + 30 * SECOND
    office.clock.instant += 29 * SECOND
    assert await dispatcher.drain() == 0
    office.clock.instant += SECOND
    assert await dispatcher.drain() == 1
    assert [each.key for each in office.postbox.taken] == [owed.key, owed.key]
    assert [(each.state, each.reason) for each in (await office.now(owed)).trail] == [(DeliveryState.RETRY, "busy")]


async def test_somebody_who_cannot_be_reached_is_marked_so_and_admins_are_to_be_told(office: Office) -> None:
    workspace = await office.workspace()
    (owed,) = await office.owes(workspace)
    office.answers(Undeliverable("they closed their direct messages"))
    await office.dispatcher().drain()
    kept = await office.now(owed)
    assert (kept.state, kept.reason) == (DeliveryState.UNDELIVERABLE, "they closed their direct messages")
    async with office.store.read() as tx:
        them = await member(tx, owed.member)
        ((trouble,), number) = await items_of(tx, workspace.key, 10)
    assert them.reach is Reach.CLOSED
    assert them.reach_reason.startswith("they closed their direct messages")
    assert (number, trouble.kind, trouble.user) == (1, TroubleKind.UNREACHABLE, them.user)


async def test_nothing_more_is_tried_after_the_first_proof(office: Office) -> None:
    workspace = await office.workspace()
    async with office.store.begin() as tx:
        them = await somebody_enrolled(tx, workspace=workspace)
        made = [new_delivery(workspace, them, on=NOW.date() + timedelta(days=day)) for day in range(2)]
        await add_deliveries(tx, made[:1])
    office.answers(Undeliverable("they left"))
    dispatcher = office.dispatcher()
    await dispatcher.drain()
    async with office.store.begin() as tx:
        await add_deliveries(tx, made[1:])
    await dispatcher.drain()
    assert len(office.postbox.taken) == 1
    assert (await office.now(made[1])).state is DeliveryState.UNDELIVERABLE


async def test_a_message_that_is_not_there_after_the_settling_time_is_sent_again(office: Office) -> None:
    (owed,) = await office.owes(await office.workspace())
    office.answers(Unknown("a timeout"), Sent("2"))
    dispatcher = office.dispatcher()
    await dispatcher.drain()
    kept = await office.now(owed)
    assert (kept.state, kept.reason, kept.doubts) == (DeliveryState.SENDING, "a timeout", 1)
    office.clock.instant += TIMING.settling - SECOND
    await dispatcher.drain()
    assert office.postbox.sought == [], "looked for too early"
    office.clock.instant += SECOND
    await dispatcher.drain()
    assert (await office.now(owed)).state is DeliveryState.RETRY
    office.clock.instant += 10 * SECOND
    assert await dispatcher.drain() == 1
    kept = await office.now(owed)
    assert (kept.message, [each.state for each in kept.trail]) == ("2", [DeliveryState.SENDING, DeliveryState.RETRY])
    assert len(office.postbox.sought) == 1


async def test_a_message_that_is_found_is_not_sent_again(office: Office) -> None:
    (owed,) = await office.owes(await office.workspace())
    office.answers(Unknown("a 500"))
    office.postbox.evidence = lambda parcel: Sent(f"found {parcel.key}")
    dispatcher = office.dispatcher()
    await dispatcher.drain()
    office.clock.instant += TIMING.settling
    await dispatcher.drain()
    kept = await office.now(owed)
    assert (kept.state, kept.message, len(office.postbox.taken)) == (DeliveryState.SENT, f"found {owed.key}", 1)


async def test_what_was_being_sent_when_the_bot_died_is_looked_for_once_the_lease_is_over(office: Office) -> None:
    workspace = await office.workspace()
    (owed,) = await office.owes(workspace)
    async with office.store.begin() as tx:
        await claim(tx, workspace, NOW, lease=TIMING.lease, limit=9)
    dispatcher = office.dispatcher()
    office.clock.instant = NOW + TIMING.lease - SECOND
    await dispatcher.drain()
    assert (office.postbox.taken, office.postbox.sought) == ([], [])
    office.clock.instant = NOW + TIMING.lease
    await dispatcher.drain()
    office.clock.instant += 10 * SECOND
    await dispatcher.drain()
    assert (len(office.postbox.sought), len(office.postbox.taken)) == (1, 1)
    assert (await office.now(owed)).state is DeliveryState.SENT


async def test_without_evidence_it_is_held_and_admins_are_to_be_told(office: Office) -> None:
    workspace = await office.workspace()
    (owed,) = await office.owes(workspace)
    office.answers(Unknown("a timeout"))
    office.postbox.evidence = lambda _parcel: Unknown("the history cannot be read")
    dispatcher = office.dispatcher()
    await dispatcher.drain()
    for _ in range(3):
        office.clock.instant += HOUR
        await dispatcher.drain()
    kept = await office.now(owed)
    assert (kept.state, kept.reason) == (DeliveryState.HELD, "the history cannot be read")
    assert (len(office.postbox.taken), len(office.postbox.sought)) == (1, 1)
    async with office.store.read() as tx:
        ((trouble,), _) = await items_of(tx, workspace.key, 10)
    assert (trouble.kind, trouble.delivery) == (TroubleKind.HELD, owed.key)


async def test_a_doubt_is_counted_also_when_the_process_died_before_it_could_say_so(office: Office) -> None:
    workspace = await office.workspace()
    (owed,) = await office.owes(workspace)
    office.postbox.evidence = lambda _parcel: Unknown("the history cannot be read")
    async with office.store.begin() as tx:
        await claim(tx, workspace, NOW, lease=TIMING.lease, limit=9)
    office.clock.instant = NOW + TIMING.lease
    await office.dispatcher().drain()
    kept = await office.now(owed)
    assert (kept.state, kept.doubts) == (DeliveryState.HELD, 1), "an admin is to read that it may have arrived"


async def test_one_in_doubt_whose_guide_was_taken_away_is_held(office: Office) -> None:
    workspace = await office.workspace()
    async with office.store.begin() as tx:
        gone = new_delivery(workspace, await somebody_enrolled(tx, workspace=workspace))
        gone = replace(gone, letter=replace(NUDGE, guide="unicorn-keeper"))
        await add_deliveries(tx, [gone])
        await claim(tx, workspace, NOW, lease=TIMING.lease, limit=9)
    office.clock.instant = NOW + TIMING.lease
    await office.dispatcher().drain()
    kept = await office.now(gone)
    assert (kept.state, kept.doubts, office.postbox.sought) == (DeliveryState.HELD, 1, [])


async def test_a_look_up_that_has_to_wait_waits(office: Office) -> None:
    (owed,) = await office.owes(await office.workspace())
    office.answers(Unknown("a timeout"))
    office.postbox.evidence = lambda _parcel: Later(90, "the history's rate limit")
    dispatcher = office.dispatcher()
    await dispatcher.drain()
    office.clock.instant += TIMING.settling
    await dispatcher.drain()
    assert await dispatcher.next_at() == office.clock.instant + 90 * SECOND
    assert (await office.now(owed)).state is DeliveryState.SENDING


async def test_a_message_that_is_lost_again_and_again_is_held(office: Office) -> None:
    (owed,) = await office.owes(await office.workspace())
    office.postbox.answer = lambda _parcel: Unknown("the connection broke")
    dispatcher = office.dispatcher()
    for _ in range(4 * MOST_DOUBTS):
        await dispatcher.drain()
        office.clock.instant += 5 * timedelta(minutes=1)
    kept = await office.now(owed)
    assert (kept.state, kept.doubts) == (DeliveryState.HELD, MOST_DOUBTS)
    assert len(office.postbox.taken) == MOST_DOUBTS


async def test_one_that_turns_out_not_to_have_arrived_too_late_is_expired(office: Office) -> None:
    (owed,) = await office.owes(await office.workspace())
    office.answers(Unknown("a timeout"))
    dispatcher = office.dispatcher()
    await dispatcher.drain()
    office.clock.instant = owed.until + SECOND
    await dispatcher.drain()
    assert (await office.now(owed)).state is DeliveryState.EXPIRED


async def test_a_message_that_the_platform_refuses_is_held_at_once(office: Office) -> None:
    (owed,) = await office.owes(await office.workspace())
    office.answers(Refused("invalid_blocks"))
    await office.dispatcher().drain()
    kept = await office.now(owed)
    assert (kept.state, kept.reason, office.postbox.sought) == (DeliveryState.HELD, "invalid_blocks", [])


async def test_a_platform_that_breaks_is_logged_and_its_message_is_in_doubt(
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
    assert (await office.now(broken)).state is DeliveryState.SENDING
    assert (await office.now(fine)).state is DeliveryState.SENT
    assert [(each.getMessage(), each.exc_info is not None) for each in caplog.records] == [
        (f"sending {broken.key} broke", True)
    ]


async def test_a_retry_after_closes_its_lane_and_nobody_elses(office: Office) -> None:
    busy, calm = await office.workspace(), await office.workspace()
    waiting = await office.owes(busy, 2 * WIDTH)
    others = await office.owes(calm, 3)
    office.postbox.answer = lambda parcel: Later(60, "429") if parcel.workspace == busy.outside else Sent("1")
    dispatcher = office.dispatcher()
    assert await dispatcher.drain() == len(others)
    tried = [each for each in office.postbox.taken if each.workspace == busy.outside]
    assert len(tried) <= WIDTH, "asked again although it had said for how long not to"
    assert {(await office.now(each)).state for each in waiting} <= {DeliveryState.RETRY, DeliveryState.PENDING}
    assert {(await office.now(each)).state for each in others} == {DeliveryState.SENT}
    assert await dispatcher.next_at() == NOW + 60 * SECOND


async def test_a_crowd_that_gets_no_answers_keeps_nobody_else_waiting(office: Office) -> None:
    stuck, calm = await office.workspace(), await office.workspace()
    crowd = await office.owes(stuck, 3 * WIDTH)
    office.postbox.slow = dict.fromkeys((each.key for each in crowd), answered := asyncio.Event())
    dispatcher = office.dispatcher()
    (lane,) = await dispatcher.wake()
    await office.postbox.arrived.wait()
    (owed,) = await office.owes(calm)
    (other,) = [each for each in await dispatcher.wake() if each is not lane]
    assert (await other).sent == 1
    assert (await office.now(owed)).state is DeliveryState.SENT
    assert not lane.done()
    assert all(each.workspace == stuck.outside for each in office.postbox.taken[:-1])
    answered.set()
    assert (await lane).sent == len(crowd)


async def test_a_lane_that_opened_again_sends_everything_in_its_order(office: Office) -> None:
    waiting = await office.owes(await office.workspace(), WIDTH + 2)
    office.postbox.answer = lambda _parcel: Later(60, "429")
    dispatcher = office.dispatcher()
    await dispatcher.drain()
    office.postbox.taken.clear()
    office.postbox.answer = lambda _parcel: Sent("1")
    office.clock.instant += 60 * SECOND
    assert await dispatcher.drain() == len(waiting)
    assert [each.key for each in office.postbox.taken] == [each.key for each in waiting]


@pytest.mark.parametrize("outcome", [Unreachable("no route"), Blocked("token_revoked")])
async def test_a_lane_that_fails_rests_longer_each_time_and_tries_one_first(office: Office, outcome: Outcome) -> None:
    await office.owes(await office.workspace(), 5)
    office.postbox.answer = lambda _parcel: outcome
    dispatcher = office.dispatcher()
    await dispatcher.drain()
    pauses = []
    for _ in range(12):
        office.postbox.taken.clear()
        again = await dispatcher.next_at()
        assert again is not None
        pauses.append(again - office.clock.instant)
        office.clock.instant = again
        await dispatcher.drain()
        assert len(office.postbox.taken) == 1
    assert pauses[0] < pauses[1] < pauses[2]
    longest = timedelta(minutes=1) if isinstance(outcome, Unreachable) else timedelta(minutes=15)
    assert longest <= max(pauses) <= longest * 1.25
    office.postbox.answer = lambda _parcel: Sent("1")
    office.clock.instant += longest * 1.25
    assert await dispatcher.drain() == 5


async def test_a_platform_that_gives_no_clear_answers_gets_few_messages_to_doubt(office: Office) -> None:
    waiting = await office.owes(await office.workspace(), 3 * WIDTH)
    office.postbox.per_second = 500.0
    office.postbox.answer = lambda _parcel: Unknown("503")
    dispatcher = office.dispatcher()
    await dispatcher.drain()
    assert MOST_UNCLEAR <= len(office.postbox.taken) < WIDTH
    office.postbox.taken.clear()
    again = await dispatcher.next_at()
    assert again is not None
    office.clock.instant = again
    await dispatcher.drain()
    assert len(office.postbox.taken) == 1, "one goes ahead of the others"
    office.postbox.answer = lambda parcel: Sent(parcel.key)
    for _ in range(10):
        office.clock.instant += timedelta(minutes=1)
        await dispatcher.drain()
    assert {(await office.now(each)).state for each in waiting} == {DeliveryState.SENT}


async def test_a_blocked_workspace_is_told_of_once_and_is_tried_at_once_when_somebody_is_there(office: Office) -> None:
    workspace = await office.workspace()
    await office.owes(workspace, 3)
    office.postbox.answer = lambda _parcel: Blocked("Slack refuses the bot's token")
    dispatcher = office.dispatcher()
    for _ in range(3):
        await dispatcher.drain()
        office.clock.instant += 10 * SECOND
    async with office.store.read() as tx:
        ((trouble,), number) = await items_of(tx, workspace.key, 10)
    assert (number, trouble.kind, trouble.reason) == (1, TroubleKind.BLOCKED, "Slack refuses the bot's token")
    await dispatcher.drain()
    office.postbox.answer = lambda _parcel: Sent("1")
    assert await dispatcher.drain() == 0
    await dispatcher.reopen("local", workspace.outside)
    assert await dispatcher.drain() == 3


async def test_a_workspace_that_is_blocked_after_an_outage_is_told_of_too(office: Office) -> None:
    workspace = await office.workspace()
    await office.owes(workspace)
    office.answers(Unreachable("no route"), Blocked("token_revoked"), Blocked("token_revoked"))
    dispatcher = office.dispatcher()
    for _ in range(3):
        await dispatcher.drain()
        office.clock.instant += 20 * SECOND
    async with office.store.read() as tx:
        ((trouble,), number) = await items_of(tx, workspace.key, 10)
    assert (number, trouble.kind, trouble.reason) == (1, TroubleKind.BLOCKED, "token_revoked")


async def test_a_message_that_would_come_too_late_is_not_sent(office: Office) -> None:
    (owed,) = await office.owes(await office.workspace())
    office.clock.instant = owed.until + SECOND
    assert await office.dispatcher().drain() == 0
    kept = await office.now(owed)
    assert (kept.state, kept.reason, office.postbox.taken) == (DeliveryState.EXPIRED, "its day was over first", [])


async def test_a_look_up_that_takes_long_keeps_nothing_waiting_after_a_failure(office: Office) -> None:
    workspace = await office.workspace()
    await office.owes(workspace)
    office.answers(Unknown("no answer"), Unreachable("no route"))
    dispatcher = office.dispatcher()
    await dispatcher.drain()
    async with office.store.begin() as tx:
        one, other = [await somebody_enrolled(tx, workspace=workspace) for _ in range(2)]
        soon_over = replace(new_delivery(workspace, one), until=NOW + SECOND)
        await add_deliveries(tx, [soon_over, new_delivery(workspace, other, due_at=NOW + SECOND)])
    await dispatcher.drain()
    office.clock.instant += TIMING.settling + SECOND
    office.postbox.eyes.clear()
    office.postbox.arrived.clear()
    at_work = asyncio.create_task(dispatcher.drain())
    async with asyncio.timeout(10):
        await office.postbox.arrived.wait()
        office.postbox.eyes.set()
        await at_work


async def test_a_message_at_the_last_moment_still_goes(office: Office) -> None:
    (owed,) = await office.owes(await office.workspace())
    office.clock.instant = owed.until
    assert await office.dispatcher().drain() == 1
    assert (await office.now(owed)).state is DeliveryState.SENT


async def test_a_message_of_a_platform_that_is_off_waits_for_it(office: Office) -> None:
    (owed,) = await office.owes(await office.workspace())
    assert await office.dispatcher(on=False).drain() == 0
    assert (await office.now(owed)).state is DeliveryState.PENDING
    assert await office.dispatcher().drain() == 1


async def test_a_message_whose_guide_was_taken_away_is_cancelled_and_holds_up_nobody(office: Office) -> None:
    workspace = await office.workspace()
    async with office.store.begin() as tx:
        gone = new_delivery(workspace, await somebody_enrolled(tx, workspace=workspace))
        gone = replace(gone, letter=replace(NUDGE, guide="unicorn-keeper"))
        await add_deliveries(tx, [gone])
    others = await office.owes(workspace, WIDTH + 1)
    assert await office.dispatcher().drain() == len(others)
    assert (await office.now(gone)).state is DeliveryState.CANCELLED


async def test_a_claim_that_has_grown_old_in_a_frozen_process_is_not_sent(office: Office) -> None:
    (owed,) = await office.owes(await office.workspace())

    def frozen(parcel: Parcel) -> Outcome:
        if len(office.postbox.taken) > 1:
            return Sent("2")
        office.clock.instant += TIMING.start_within
        assert not parcel.goes()
        return Later(0, "too late for this claim")

    office.postbox.answer = frozen
    assert await office.dispatcher().drain() == 1
    assert (await office.now(owed)).attempts == 2


async def test_a_lane_that_another_process_holds_is_left_alone_until_its_lease_ends(office: Office) -> None:
    workspace = await office.workspace()
    await office.owes(workspace)
    async with office.store.begin() as tx:
        await take(tx, f"local/{workspace.outside}", "another", NOW, length=TIMING.lane)
    dispatcher = office.dispatcher()
    office.clock.instant = NOW + TIMING.lane - SECOND
    assert await dispatcher.drain() == 0
    office.clock.instant = NOW + TIMING.lane
    assert await dispatcher.drain() == 1


async def test_a_clean_stop_gives_the_lane_back_at_once(office: Office) -> None:
    workspace = await office.workspace()
    await office.owes(workspace)
    await office.dispatcher().drain()
    await office.owes(workspace)
    assert await office.dispatcher().drain() == 1


async def test_two_processes_share_the_work_and_double_nothing(office: Office) -> None:
    waiting: list[Delivery] = []
    for _ in range(4):
        waiting += await office.owes(await office.workspace(), 30)
    one, other = office.dispatcher(), office.dispatcher()
    sent = sum(await asyncio.gather(one.drain(), other.drain()))
    sent += await one.drain() + await other.drain()
    assert sent == len(waiting)
    assert sorted(each.key for each in office.postbox.taken) == sorted(each.key for each in waiting)


async def test_workspaces_that_share_a_lane_take_turns(office: Office) -> None:
    office.postbox.shared, office.postbox.per_second = True, 200.0
    crowded, small = await office.workspace(), await office.workspace()
    await office.owes(crowded, 300)
    dispatcher = office.dispatcher()
    draining = asyncio.create_task(dispatcher.drain())
    await office.postbox.arrived.wait()
    theirs = await office.owes(small, 2)
    async with asyncio.timeout(30):
        # The store tells nobody when a row changes.
        while not all([(await office.now(each)).state is DeliveryState.SENT for each in theirs]):  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    assert len(office.postbox.taken) < 290, "the small one waited for the whole crowd"
    await draining


async def test_a_pace_is_kept_and_outlives_the_process(office: Office) -> None:
    office.postbox.per_second = 50.0
    workspace = await office.workspace()
    await office.owes(workspace, 10)
    loop = asyncio.get_running_loop()
    began = loop.time()
    await office.dispatcher().drain()
    assert loop.time() - began >= 9 / 50, "ten messages take nine pauses"


async def test_no_database_session_is_open_while_a_message_is_on_its_way_or_looked_for(office: Office) -> None:
    seen: list[bool] = []

    def answer(_parcel: Parcel) -> Outcome:
        seen.append(in_transaction.get())
        return Unknown("a timeout") if len(seen) == 1 else Sent("1")

    def evidence(_parcel: Parcel) -> Evidence:
        seen.append(in_transaction.get())
        return Sent("1")

    office.postbox.answer, office.postbox.evidence = answer, evidence
    await office.owes(await office.workspace(), 3)
    office.store = WatchedStore(office.store)
    dispatcher = office.dispatcher()
    await dispatcher.drain()
    office.clock.instant += TIMING.settling
    await dispatcher.drain()
    assert seen == [False] * 4


async def test_stopping_settles_what_is_on_its_way_and_gives_the_rest_back(office: Office) -> None:
    waiting = await office.owes(await office.workspace(), WIDTH + 9)
    office.postbox.open.clear()
    dispatcher = office.dispatcher()
    draining = asyncio.create_task(dispatcher.drain())
    await office.postbox.arrived.wait()
    stopping = asyncio.create_task(dispatcher.stop())
    await asyncio.sleep(0)
    assert not stopping.done()
    office.postbox.open.set()
    await stopping
    assert await draining == len(office.postbox.taken) <= WIDTH
    states = [(await office.now(each)).state for each in waiting]
    assert states.count(DeliveryState.SENT) == len(office.postbox.taken)
    assert states.count(DeliveryState.RETRY) == len(waiting) - len(office.postbox.taken)
    assert await dispatcher.drain() == 0


async def test_what_ends_after_others_were_written_down_is_written_down_too(office: Office) -> None:
    quick, slow = await office.owes(await office.workspace(), 2)
    office.postbox.slow[slow.key] = asyncio.Event()
    draining = asyncio.create_task(office.dispatcher().drain())
    async with asyncio.timeout(10):
        while (await office.now(quick)).state is not DeliveryState.SENT:
            await office.postbox.arrived.wait()
    office.postbox.slow[slow.key].set()
    assert await draining == 2
    assert (await office.now(slow)).state is DeliveryState.SENT


async def test_each_commit_is_a_sign_of_life(office: Office) -> None:
    await office.owes(await office.workspace(), 3 * WIDTH)
    await office.dispatcher().drain()
    assert 1 < office.batches < WIDTH, "many messages share a commit"


async def test_nothing_is_found_absent_that_is_asked_for_beside_a_try(office: Office) -> None:
    (owed,) = await office.owes(await office.workspace())
    office.answers(Unknown("a timeout"), Sent("2"))
    office.postbox.evidence = lambda _parcel: Absent() if len(office.postbox.taken) == 1 else Sent("2")
    dispatcher = office.dispatcher()
    for _ in range(8):
        await dispatcher.drain()
        office.clock.instant += TIMING.settling / 2
    assert (await office.now(owed)).message == "2"
    assert len(office.postbox.taken) == 2


async def test_the_end_of_a_blockage_is_noted_for_the_admins(office: Office) -> None:
    workspace = await office.workspace()
    await office.owes(workspace, 3)
    office.postbox.answer = lambda _parcel: Blocked("Slack refuses the bot's token")
    dispatcher = office.dispatcher()
    await dispatcher.drain()
    office.postbox.answer = lambda _parcel: Sent("1")
    office.clock.instant += HOUR
    await dispatcher.drain()
    async with office.store.read() as tx:
        items, _ = await items_of(tx, workspace.key, 10)
    assert [(each.kind, each.at) for each in items] == [
        (TroubleKind.BLOCKED, NOW),
        (TroubleKind.MENDED, office.clock.instant),
    ]


async def test_a_digest_that_is_held_makes_no_digest(office: Office) -> None:
    workspace = await office.workspace()
    async with office.store.begin() as tx:
        admin = await a_member(tx, workspace, "Robin")
        kim = new_delivery(workspace, await somebody_enrolled(tx, workspace=workspace))
        digest = replace(kim, member=admin.key, enrolment=None, kind=DeliveryKind.DIGEST, letter=Digest(items=()))
        await add_deliveries(tx, [digest])
    office.answers(Refused("invalid_blocks"))
    await office.dispatcher().drain()
    async with office.store.read() as tx:
        assert (await items_of(tx, workspace.key, 10))[1] == 0
