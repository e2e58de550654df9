"""Calls for help that nobody answers reach the admins once, by a real store."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from mentorbot.domain.checkins import HelpRequest, HelpRequestKey
from mentorbot.domain.deliveries import Delivery, DeliveryKind
from mentorbot.domain.digests import Item, TroubleKind
from mentorbot.domain.help_letters import HelpNews, Turn
from mentorbot.domain.members import Member, Workspace
from mentorbot.jobs.escalate_help import escalate_help
from mentorbot.store import Store
from mentorbot.store.deliveries import history
from mentorbot.store.help_requests import (
    add_help_request,
    answer_help_requests,
    next_escalation,
    open_help_request,
    save_help_request,
)
from mentorbot.store.tables import workspaces
from mentorbot.store.troubles import items_of
from tests.jobs.test_plan_nudges import BreakingStore, Broken
from tests.store.scenes import NOW, a_cohort, a_member, a_workspace

LATE = NOW + timedelta(days=2)


async def a_call(store: Store, *, people: int = 1) -> tuple[Workspace, Sequence[Member], Member]:
    """Some who called at `NOW`, all in one cohort, and Grace, who has not answered."""
    async with store.begin() as tx:
        garden = await a_workspace(tx)
        spring = await a_cohort(tx, garden)
        grace = await a_member(tx, garden, "Grace")
        callers = [await a_member(tx, garden, f"Kim {number}") for number in range(people)]
        for each in callers:
            asked = HelpRequest(
                key=HelpRequestKey(0),
                workspace=garden.key,
                member=each.key,
                cohort=spring.key,
                note="no idea",
                asked_at=NOW,
                told=grace.key,
                escalates_at=LATE,
            )
            await add_help_request(tx, asked)
    return garden, callers, grace


async def test_admins_hear_of_it_and_so_does_whoever_called(store: Store) -> None:
    garden, (kim,), _ = await a_call(store)
    assert await escalate_help(store, LATE - timedelta(seconds=1)) == 0
    assert await escalate_help(store, LATE) == 1
    (item,) = await told(store, garden)
    assert (item.kind, item.name, item.at) == (TroubleKind.STUCK, "Kim 0", NOW)
    assert item.reason == "Grace has not answered"
    (letter,) = await letters(store, kim)
    assert (letter.kind, letter.due_at) == (DeliveryKind.HELP, LATE)
    assert letter.letter == HelpNews(
        turn=Turn.UNANSWERED, first="Grace", cohort="Spring 26", asked_at=NOW, zone="Europe/Berlin"
    )
    assert await escalate_help(store, LATE + timedelta(days=1)) == 0


async def test_what_is_next_is_said_and_nothing_once_it_is_done(store: Store) -> None:
    await a_call(store)
    assert await coming(store) == LATE
    await escalate_help(store, LATE)
    assert await coming(store) is None


async def test_two_replicas_tell_of_each_call_once(store: Store) -> None:
    garden, callers, _ = await a_call(store, people=5)
    assert sum(await asyncio.gather(*(escalate_help(store, LATE, batch=2) for _ in range(3)))) == len(callers)
    assert len(await told(store, garden)) == len(callers)
    for each in callers:
        assert len(await letters(store, each)) == 1


async def test_whoever_dies_before_the_commit_has_told_nobody(store: Store) -> None:
    garden, _, _ = await a_call(store)
    with pytest.raises(Broken):
        await escalate_help(BreakingStore(store), LATE)
    assert await told(store, garden) == []
    assert await escalate_help(store, LATE) == 1


async def test_what_was_answered_goes_no_further_and_is_no_news_any_more(store: Store) -> None:
    garden, (one, other), grace = await a_call(store, people=2)
    async with store.begin() as tx:
        assert await answer_help_requests(tx, one.key, grace.key, NOW) == 1
    assert await escalate_help(store, LATE) == 1
    assert [each.name for each in await told(store, garden)] == [other.name]
    async with store.begin() as tx:
        await answer_help_requests(tx, other.key, grace.key, LATE)
    assert await told(store, garden) == []


async def test_whoever_wants_it_kept_from_the_admins_is_heeded(store: Store) -> None:
    garden, (kim,), _ = await a_call(store)
    async with store.begin() as tx:
        asked = await open_help_request(tx, kim.key)
        assert asked is not None
        assert await save_help_request(tx, replace(asked, escalates_at=None))
    assert await coming(store) is None
    assert await escalate_help(store, LATE) == 0
    assert await told(store, garden) == []


async def test_a_workspace_can_switch_it_off(store: Store) -> None:
    garden, _, _ = await a_call(store)
    async with store.begin() as tx:
        await tx.execute(update(workspaces).where(workspaces.c.key == garden.key).values(escalates=False))
    assert await coming(store) is None
    assert await escalate_help(store, LATE) == 0


async def coming(store: Store) -> object:
    async with store.read() as tx:
        return await next_escalation(tx)


async def told(store: Store, there: Workspace) -> Sequence[Item]:
    async with store.read() as tx:
        return (await items_of(tx, there.key, 10))[0]


async def letters(store: Store, who: Member) -> Sequence[Delivery]:
    async with store.read() as tx:
        return await history(tx, who.key, 10)
