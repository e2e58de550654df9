"""Somebody is forgotten while a message to them is on its way: it may arrive, and nothing more comes of it."""

import asyncio

import pytest
from sqlalchemy import select

from mentorbot.domain.deliveries import DeliveryState
from mentorbot.store.tables import deliveries, members, troubles
from tests.behaviour.shown import Person
from tests.behaviour.world import World

pytestmark = pytest.mark.parametrize("venue", ["slack", "discord"], indirect=True)


async def _left(world: World, person: Person) -> tuple[list[DeliveryState], str]:
    """What is left of messages, and every row that could name somebody."""
    async with world.app.store.read() as tx:
        states = list((await tx.execute(select(deliveries.c.state))).scalars())
        rows = [
            str(dict(row._mapping))
            for table in (deliveries, members, troubles)
            for row in await tx.execute(select(table))
        ]
    return states, "\n".join(each for each in rows if person.id in each or "'Ada'" in each)


async def test_a_message_on_its_way_may_arrive_and_nothing_more_comes(world: World, ada: Person) -> None:
    await world.cohort()
    await ada.joins("Spring 26")
    world.slow_posts(seconds=0.6)
    world.clock.set("2026-11-30 09:00 Europe/Berlin")
    ticking = asyncio.create_task(world.app.tick())
    await world.posting()
    gone = await ada.does("forget", sure="yes")
    assert "may still arrive" in gone.text
    await ticking
    assert len(ada.messages) == 1
    assert await _left(world, ada) == ([DeliveryState.CANCELLED], "")
    await world.at("2027-01-31 09:00 Europe/Berlin")
    assert len(ada.messages) == 1
    assert await _left(world, ada) == ([DeliveryState.CANCELLED], "")


async def test_a_message_that_is_refused_at_that_moment_tells_admins_nothing(world: World, ada: Person) -> None:
    await world.cohort()
    await ada.joins("Spring 26")
    world.slow_posts(seconds=0.6)
    world.clock.set("2026-11-30 09:00 Europe/Berlin")
    ticking = asyncio.create_task(world.app.tick())
    await world.posting()
    world.refuses(ada)
    await ada.does("forget", sure="yes")
    await ticking
    await world.at("2027-01-31 09:00 Europe/Berlin")
    assert await _left(world, ada) == ([DeliveryState.CANCELLED], "")
    assert world.robin.messages == []


async def test_a_message_in_doubt_is_not_looked_for(world: World, ada: Person) -> None:
    await world.cohort()
    await ada.joins("Spring 26")
    world.fails_once()
    await world.wakes_at("2026-11-30 09:00 Europe/Berlin")
    await ada.does("forget", sure="yes")
    await world.restart()
    await world.at("2027-01-31 09:00 Europe/Berlin")
    assert await _left(world, ada) == ([DeliveryState.CANCELLED], "")
