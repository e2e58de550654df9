"""What a bot starts with is kept, and another replica finds it: no nudge is lost or doubled by a newer content."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from mentorbot.domain.deliveries import Delivery, DeliveryState
from mentorbot.domain.enrolments import Enrolment
from mentorbot.domain.nudges import Nudge
from mentorbot.guides import Library, load_library
from mentorbot.jobs.keep_guides import keep_guides
from mentorbot.jobs.plan_nudges import plan_nudges
from mentorbot.outbox import Dispatcher
from mentorbot.platforms.local.readable import readable_reply
from mentorbot.store import Store
from mentorbot.store.cohorts import add_cohort, cohort, move_cohort
from mentorbot.store.deliveries import history
from tests.guides.made import write_guide
from tests.outbox.scenes import Postbox, SetClock
from tests.store.scenes import NOW, a_workspace, new_cohort, somebody_enrolled


@pytest.fixture
def old(tmp_path: Path) -> Library:
    """What a replica was started with."""
    write_guide(tmp_path / "content", "beekeeper", ["read-a-hive", "taste-honey"])
    return load_library(tmp_path / "content")


@pytest.fixture
def new(old: Library, tmp_path: Path) -> Library:
    """What another was started with, later."""
    assert old.guides
    write_guide(tmp_path / "content", "beekeeper", ["wear-a-veil", "taste-honey"])
    return load_library(tmp_path / "content")


async def test_a_cohort_of_before_gets_the_version_of_the_first_start(store: Store, old: Library, new: Library) -> None:
    async with store.begin() as tx:
        made = await add_cohort(tx, replace(new_cohort(await a_workspace(tx)), guide="beekeeper"))
    await keep_guides(store, old, NOW)
    await keep_guides(store, new, NOW)
    async with store.read() as tx:
        assert (await cohort(tx, made.key)).edition == old.default.edition


async def test_a_replica_with_older_content_plans_and_sends_what_a_newer_one_has_pinned(
    store: Store, old: Library, new: Library
) -> None:
    kim = await _pinned_to(store, old, new)
    assert await plan_nudges(store, old, NOW) == 1
    assert await plan_nudges(store, new, NOW) == 0
    letter = (await _only(store, kim)).letter
    assert isinstance(letter, Nudge)
    assert (letter.edition, letter.task) == (new.default.edition, "wear-a-veil")
    assert await _sends(store, Library(old.guides), Postbox()) == ["This week: Wear a veil. About an hour."]


async def test_two_replicas_of_two_contents_at_once_send_it_once(store: Store, old: Library, new: Library) -> None:
    kim = await _pinned_to(store, old, new)
    planned = await asyncio.gather(*(plan_nudges(store, each, NOW) for each in (old, new)))
    assert sum(planned) == 1
    sent = [await _sends(store, each, Postbox()) for each in (Library(old.guides), new)]
    assert sent == [["This week: Wear a veil. About an hour."], []]
    assert (await _only(store, kim)).state is DeliveryState.SENT


async def test_a_letter_keeps_its_version_when_the_cohort_moves_before_it_goes_out(
    store: Store, old: Library, new: Library
) -> None:
    kim = await _pinned_to(store, new, old)
    await plan_nudges(store, new, NOW)
    async with store.begin() as tx:
        pin = old.default.version, new.default.version
        assert await move_cohort(tx, kim.cohort, old=pin[0], new=pin[1])
    assert await _sends(store, Library(new.guides), Postbox()) == ["This week: Read a hive. About an hour."]


async def _pinned_to(store: Store, first: Library, second: Library) -> Enrolment:
    """Somebody who is due in a cohort with the version of the `second`."""
    for each in (first, second):
        await keep_guides(store, each, NOW)
    async with store.begin() as tx:
        workspace = await a_workspace(tx)
        pinned = replace(new_cohort(workspace), guide="beekeeper", guide_version=second.default.version)
        return await somebody_enrolled(tx, workspace=workspace, cohort=await add_cohort(tx, pinned))


async def _sends(store: Store, library: Library, postbox: Postbox) -> list[str]:
    """The line of each message that names its task."""
    await Dispatcher(store=store, library=library, platforms={"local": postbox}, clock=SetClock(NOW)).drain()
    lines = [line for each in postbox.taken for line in readable_reply(each.reply).splitlines()]
    return [line for line in lines if line.startswith("This week")]


async def _only(store: Store, whose: Enrolment) -> Delivery:
    async with store.read() as tx:
        (owed,) = await history(tx, whose.member, 9)
    return owed
