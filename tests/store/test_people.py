"""Workspaces and members."""

import asyncio
from dataclasses import replace
from datetime import time, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from mentorbot.domain.members import Reach
from mentorbot.domain.weekdays import Weekday
from mentorbot.store import Store
from mentorbot.store.deliveries import add_deliveries
from mentorbot.store.enrolments import answered, save_enrolment
from mentorbot.store.people import (
    Newcomer,
    acquainted,
    add_member,
    add_members,
    add_workspace,
    close_members,
    home_of,
    lock_member,
    lock_workspace,
    member,
    member_of,
    members_named,
    names,
    save_member,
    set_zone,
    workspace,
)
from tests.store.scenes import NOW, a_member, a_workspace, new_delivery, somebody_enrolled


async def test_a_workspace_is_found_by_its_platforms_id(store: Store) -> None:
    async with store.begin() as tx:
        made = await add_workspace(tx, "slack", "T1", "The garden")
        assert await workspace(tx, "slack", "T1") == made
        assert await workspace(tx, "discord", "T1") is None


async def test_a_workspace_exists_once(store: Store) -> None:
    async with store.begin() as tx:
        await add_workspace(tx, "slack", "T1", "The garden")
    with pytest.raises(IntegrityError):
        async with store.begin() as tx:
            await add_workspace(tx, "slack", "T1", "Another name")


async def test_a_member_comes_back_as_they_were_kept(store: Store) -> None:
    async with store.begin() as tx:
        kim = await a_member(tx, await a_workspace(tx))
        changed = replace(
            kim,
            name="Kim 🌱 “Q”",
            zone=None,
            zone_chosen=True,
            reach=Reach.CLOSED,
            reach_reason="closed their DMs",
            work_days=(Weekday.MONDAY, Weekday.SUNDAY),
            quiet_from=time(21),
            quiet_until=time(8),
        )
        await save_member(tx, changed)
        assert await member(tx, kim.key) == changed
        assert await member_of(tx, kim.workspace, kim.user) == changed
        assert await member_of(tx, kim.workspace, "U404") is None


async def test_a_name_of_any_length_is_kept_to_what_fits(store: Store) -> None:
    async with store.begin() as tx:
        garden = await add_workspace(tx, "slack", "T1", "é" * 10_000)
        kim = await add_member(tx, garden.key, "U1", name="ü" * 10_000, zone=None, now=NOW)
    assert (len(garden.name), len(kim.name)) == (200, 200)


async def test_direct_messages_belong_where_somebody_was_seen_last(store: Store) -> None:
    async with store.begin() as tx:
        first, second = await a_workspace(tx), await a_workspace(tx)
        here = await add_member(tx, first.key, "U1", name="Kim", zone=None, now=NOW)
        await add_member(tx, second.key, "U1", name="Kim", zone=None, now=NOW + timedelta(days=1))
        assert await home_of(tx, "local", "U1") == second
        await save_member(tx, here, now=NOW + timedelta(days=2))
        assert await home_of(tx, "local", "U1") == first
        assert await home_of(tx, "slack", "U1") is None


async def test_somebody_we_met_is_found_with_their_workspace(store: Store) -> None:
    async with store.begin() as tx:
        first, second = await a_workspace(tx), await a_workspace(tx)
        early = await add_member(tx, first.key, "U1", name="Kim", zone=None, now=NOW)
        late = await add_member(tx, second.key, "U1", name="Kim", zone=None, now=NOW + timedelta(days=1))
        assert await acquainted(tx, "local", "U1", first.outside) == (first, early, False, False, False)
        assert await acquainted(tx, "local", "U1", None) == (second, late, False, False, False)
        for platform, user, outside in (("slack", "U1", None), ("local", "U2", None), ("local", "U1", "W404")):
            assert await acquainted(tx, platform, user, outside) is None


async def test_it_is_known_whose_nudges_wait_for_an_answer_until_they_do_anything(store: Store) -> None:
    async with store.begin() as tx:
        garden = await a_workspace(tx)
        waiting = await somebody_enrolled(tx, workspace=garden)
        ada = await member(tx, waiting.member)
        await save_enrolment(tx, replace(waiting, unanswered=2))
        assert await acquainted(tx, "local", ada.user, garden.outside) == (garden, ada, True, False, False)
        await answered(tx, ada.key, NOW)
        assert await acquainted(tx, "local", ada.user, garden.outside) == (garden, ada, False, False, False)


async def test_members_are_found_by_a_part_of_their_name(store: Store) -> None:
    async with store.begin() as tx:
        garden, elsewhere = await a_workspace(tx), await a_workspace(tx)
        for name in ("Kim", "Kimberly", "Ada", "Joa_kim"):
            await a_member(tx, garden, name)
        await a_member(tx, elsewhere, "Kim")

        async def found(typed: str, limit: int = 25) -> set[str]:
            return {each.name for each in await members_named(tx, garden.key, typed, limit)}

        assert await found("kim") == {"Kim", "Kimberly", "Joa_kim"}
        assert len(await found("kim", 2)) == 2
        assert await found("100%_") == set()
        assert await found("\\") == set()


async def test_hundreds_are_added_at_once_and_who_was_known_stays_as_they_were(store: Store) -> None:
    arrived = [Newcomer(f"N{number}", f"Person {number}", "Asia/Kathmandu") for number in range(500)]
    async with store.begin() as tx:
        garden = await a_workspace(tx)
        known = await add_member(tx, garden.key, "N7", name="Ada", zone="Europe/Berlin", now=NOW)
        made = await add_members(tx, garden.key, arrived, NOW)
        assert len(made) == 500
        assert known in made
        assert await add_members(tx, garden.key, [], NOW) == []
        assert len(await add_members(tx, garden.key, arrived, NOW)) == 500


async def test_one_who_arrives_twice_in_one_list_is_one_member(store: Store) -> None:
    async with store.begin() as tx:
        made = await add_members(tx, (await a_workspace(tx)).key, [Newcomer("N1", "Kim", None)] * 2, NOW)
    assert [each.user for each in made] == ["N1"]


async def test_a_zone_for_many_reaches_just_them(store: Store) -> None:
    async with store.begin() as tx:
        garden = await a_workspace(tx)
        kim, ada = await a_member(tx, garden), await a_member(tx, garden, "Ada")
        await set_zone(tx, [kim.key], "Pacific/Chatham")
        assert (await member(tx, kim.key)).zone == "Pacific/Chatham"
        assert (await member(tx, ada.key)).zone == ada.zone


async def test_those_seen_last_are_named_first(store: Store) -> None:
    async with store.begin() as tx:
        garden = await a_workspace(tx)
        await a_member(tx, garden, "Ada")
        await save_member(tx, await a_member(tx, garden, "Kim"), now=NOW + timedelta(days=1))
        assert await names(tx, garden.key, 5) == ["Kim", "Ada"]
        assert await names(tx, garden.key, 1) == ["Kim"]


async def test_a_refused_member_is_closed_with_the_reason_and_the_day(store: Store) -> None:
    async with store.begin() as tx:
        garden = await a_workspace(tx)
        kim, ada = await a_member(tx, garden), await a_member(tx, garden, "Ada")
        await close_members(tx, {kim.key: "closed their DMs"}, NOW)
        closed = await member(tx, kim.key)
        assert (closed.reach, closed.reach_reason) == (Reach.CLOSED, "closed their DMs (2026-11-23)")
        assert await member(tx, ada.key) == ada
        await lock_member(tx, kim.key)


@pytest.mark.parametrize("database", ["postgresql"])
async def test_whoever_holds_a_member_and_a_workspace_keeps_nobody_from_owing_them_a_message(store: Store) -> None:
    async with store.begin() as tx:
        garden = await a_workspace(tx)
        enrolment = await somebody_enrolled(tx, workspace=garden)
    async with store.begin() as holder, asyncio.timeout(10):
        await lock_workspace(holder, garden.key)
        await lock_member(holder, enrolment.member)
        async with store.begin() as tx:
            await add_deliveries(tx, [new_delivery(garden, enrolment)])
