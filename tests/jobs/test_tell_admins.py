"""Admins are told once a day, each of them, by a real store."""

import asyncio
import logging
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from mentorbot.domain.deliveries import Delivery, DeliveryKind, DeliveryState
from mentorbot.domain.digests import BURST, Digest, Trouble, TroubleKind
from mentorbot.domain.members import Member, Reach, Workspace
from mentorbot.jobs.plan_nudges import plan_nudges
from mentorbot.jobs.tell_admins import ITEMS, TellAdmins
from mentorbot.store import Store
from mentorbot.store.deliveries import add_deliveries, claim, history, settle_one
from mentorbot.store.enrolments import save_enrolment
from mentorbot.store.people import close_members, save_member
from mentorbot.store.troubles import add_troubles, items_of, mark_told, untold
from tests.jobs.test_plan_nudges import LIBRARY, BreakingStore
from tests.store.scenes import NOW, a_member, a_workspace, new_delivery, somebody_enrolled

LATER = NOW + BURST
DAY = timedelta(days=1)


async def test_many_troubles_become_one_message_to_each_admin(store: Store) -> None:
    there = await workspace(store)
    admins = [await admin(store, there) for _ in range(2)]
    people = [await unreachable(store, there, f"Kim {number}") for number in range(3)]
    job = TellAdmins(store)
    assert await job.tell(NOW) == 0
    assert await job.next_at(NOW) == LATER
    assert await job.tell(LATER) == len(admins)
    for each in admins:
        (owed,) = await owed_to(store, each)
        assert (owed.kind, owed.enrolment, owed.due_at) == (DeliveryKind.DIGEST, None, LATER)
        assert isinstance(owed.letter, Digest)
        assert [item.name for item in owed.letter.items] == [one.name for one in people]
        assert owed.letter.zone == "Europe/Berlin"
    assert await job.next_at(LATER) is None


async def test_nothing_to_tell_is_no_message(store: Store) -> None:
    await admin(store, await workspace(store))
    assert await TellAdmins(store).tell(LATER) == 0


async def test_once_a_day_at_most_and_what_came_meanwhile_the_next_morning(store: Store) -> None:
    there = await workspace(store)
    robin = await admin(store, there)
    job = TellAdmins(store)
    await unreachable(store, there, "Kim")
    await job.tell(LATER)
    await arrived(store, there)
    await unreachable(store, there, "Lee")
    evening = NOW + timedelta(hours=8)
    assert await job.tell(evening) == 0
    tomorrow = await job.next_at(evening)
    assert tomorrow is not None
    assert evening < tomorrow < NOW + DAY
    assert await job.tell(tomorrow) == 1
    first, second = sorted(await owed_to(store, robin), key=lambda each: each.on)
    assert second.on - first.on == DAY


async def test_a_digest_that_still_waits_is_not_followed_by_another(store: Store) -> None:
    there = await workspace(store)
    await admin(store, there)
    job = TellAdmins(store)
    await trouble(store, Trouble(workspace=there.key, kind=TroubleKind.BLOCKED, at=NOW, reason="token_revoked"))
    await job.tell(LATER)
    await unreachable(store, there, "Kim")
    assert await job.next_at(LATER) is None
    assert await job.tell(NOW + 3 * DAY) == 0
    await arrived(store, there)
    assert await job.tell(NOW + 3 * DAY) == 1


async def test_two_replicas_write_one_message(store: Store) -> None:
    there = await workspace(store)
    robin = await admin(store, there)
    await unreachable(store, there, "Kim")
    assert sum(await asyncio.gather(*(TellAdmins(store).tell(LATER) for _ in range(3)))) == 1
    assert len(await owed_to(store, robin)) == 1


@pytest.mark.parametrize("database", ["postgresql"])
async def test_what_another_replica_adds_while_a_digest_is_written_is_for_the_next(store: Store) -> None:
    there = await workspace(store)
    await unreachable(store, there, "Kim")
    async with store.begin() as telling:
        await mark_told(telling, there.key, LATER)
        await unreachable(store, there, "Lee")
        told, number = await items_of(telling, there.key, 10, told_at=LATER)
    assert ([each.name for each in told], number) == (["Kim"], 1)
    async with store.read() as tx:
        assert [each.name for each in (await items_of(tx, there.key, 10))[0]] == ["Lee"]


async def test_whoever_dies_before_the_commit_has_told_nobody(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    there = await workspace(store)
    robin = await admin(store, there)
    await unreachable(store, there, "Kim")
    assert await TellAdmins(BreakingStore(store)).tell(LATER) == 0
    assert "could not be told" in caplog.text
    assert await owed_to(store, robin) == []
    assert await TellAdmins(store).tell(LATER) == 1


async def test_nobody_to_tell_keeps_it_and_says_so_once(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    there = await workspace(store)
    await unreachable(store, there, "Kim")
    job = TellAdmins(store)
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            assert await job.tell(LATER) == 0
            assert await job.next_at(LATER) is None
    assert len(caplog.records) == 1
    await admin(store, there)
    assert await job.tell(LATER) == 1


async def test_the_operators_admins_are_told_too(store: Store) -> None:
    there = await workspace(store)
    async with store.begin() as tx:
        named = await a_member(tx, there, "Robin")
    await unreachable(store, there, "Kim")
    assert await TellAdmins(store, {named.user}).tell(LATER) == 1


async def test_an_admin_who_cannot_be_written_to_is_left_out(store: Store) -> None:
    there = await workspace(store)
    closed, open_one = await admin(store, there), await admin(store, there)
    await unreachable(store, there, "Kim")
    async with store.begin() as tx:
        await close_members(tx, {closed.key: "closed"}, NOW)
    assert await TellAdmins(store).tell(LATER) == 1
    assert len(await owed_to(store, open_one)) == 1


async def test_another_workspaces_troubles_are_its_own(store: Store) -> None:
    there, elsewhere = await workspace(store), await workspace(store)
    robin = await admin(store, there)
    await unreachable(store, elsewhere, "Kim")
    assert await TellAdmins(store).tell(LATER) == 0
    assert await owed_to(store, robin) == []


async def test_who_came_back_meanwhile_is_no_news(store: Store) -> None:
    there = await workspace(store)
    await admin(store, there)
    kim = await unreachable(store, there, "Kim")
    async with store.begin() as tx:
        await save_member(tx, replace(kim, reach=Reach.OPEN, reach_reason=""))
    assert await TellAdmins(store).tell(LATER) == 0
    async with store.read() as tx:
        assert await untold(tx) == []


async def test_more_than_fit_are_counted(store: Store) -> None:
    there = await workspace(store)
    robin = await admin(store, there)
    for number in range(ITEMS + 4):
        await unreachable(store, there, f"Kim {number}")
    await TellAdmins(store).tell(LATER)
    (owed,) = await owed_to(store, robin)
    assert isinstance(owed.letter, Digest)
    assert (len(owed.letter.items), owed.letter.more) == (ITEMS, 4)


async def test_falling_silent_is_told_with_the_last_nudge(store: Store) -> None:
    there = await workspace(store)
    robin = await admin(store, there)
    async with store.begin() as tx:
        kim = await somebody_enrolled(tx, workspace=there)
        await save_enrolment(tx, replace(kim, week=3, unanswered=3))
    await plan_nudges(store, LIBRARY, NOW)
    assert await TellAdmins(store).tell(LATER) == 1
    (owed,) = await owed_to(store, robin)
    assert isinstance(owed.letter, Digest)
    ((kind, reason),) = [(each.kind, each.reason) for each in owed.letter.items]
    assert (kind, reason) == (TroubleKind.SILENT, "4 nudges in a row without an answer")


async def test_a_held_message_that_was_decided_meanwhile_is_no_news(store: Store) -> None:
    there = await workspace(store)
    await admin(store, there)
    async with store.begin() as tx:
        held = new_delivery(there, await somebody_enrolled(tx, workspace=there))
        await add_deliveries(tx, [held])
        await add_troubles(
            tx, [Trouble(workspace=there.key, kind=TroubleKind.HELD, at=NOW, reason="a 500", delivery=held.key)]
        )
    assert await TellAdmins(store).tell(LATER) == 0


async def workspace(store: Store) -> Workspace:
    async with store.begin() as tx:
        return await a_workspace(tx)


async def admin(store: Store, there: Workspace) -> Member:
    async with store.begin() as tx:
        made = replace(await a_member(tx, there, "Robin"), admin=True)
        await save_member(tx, made)
    return made


async def unreachable(store: Store, there: Workspace, name: str, at: datetime = NOW) -> Member:
    """Somebody who takes no messages, which nobody was told of yet."""
    async with store.begin() as tx:
        made = await a_member(tx, there, name)
        await close_members(tx, {made.key: "closed"}, at)
        told = Trouble(workspace=there.key, kind=TroubleKind.UNREACHABLE, at=at, reason="closed", member=made.key)
        await add_troubles(tx, [told])
    return made


async def trouble(store: Store, found: Trouble) -> None:
    async with store.begin() as tx:
        await add_troubles(tx, [found])


async def arrived(store: Store, there: Workspace) -> None:
    """Everything that waits in a workspace is sent."""
    async with store.begin() as tx:
        for each, _ in await claim(tx, there, NOW + 9 * DAY, lease=DAY, limit=99):
            await settle_one(tx, replace(each, state=DeliveryState.SENT))


async def owed_to(store: Store, member: Member) -> list[Delivery]:
    async with store.read() as tx:
        return list(await history(tx, member.key, 20))
