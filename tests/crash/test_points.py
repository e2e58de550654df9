"""A real process, killed at each crash point of a delivery's life; the next one makes it good.

One window stays open, and no test can close it: a process that is frozen after `Parcel.goes()` has said yes and before
the bytes are with the kernel, for longer than the claim's lease, posts when it thaws. Whoever looked meanwhile found
nothing and sent again. Discord's nonce still catches that within its few minutes; Slack has nothing of the kind.
"""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.crash.deaths import Death
from tests.crash.fates import Answer, Fate
from tests.crash.judge import Held, Point
from tests.crash.nursery import Nursery
from tests.crash.stage import Stage, staged
from tests.crash.worlds import Worlds

PATIENCE = 40.0
KILLED = -9


@pytest.mark.parametrize("death", list(Death))
async def test_killed_at_a_point_of_its_own_work(worlds: Worlds, death: Death) -> None:
    async def story(stage: Stage) -> None:
        await stage.bot.start("--dies-at", death)
        assert await stage.bot.end() == KILLED, stage.bot.log.read_text()
        await stage.bot.start()
        await right(stage)

    await worlds.each(story)


async def test_killed_while_a_post_is_on_its_way_that_never_arrives(worlds: Worlds) -> None:
    async def story(stage: Stage) -> None:
        held = hold_all(stage, Point.ARRIVED)
        await stage.bot.start()
        await kill_at(stage, held)
        for each in held:
            each.forget()
        await stage.bot.start()
        await right(stage)

    await worlds.each(story)


async def test_killed_while_a_post_is_on_its_way_that_arrives_later(worlds: Worlds) -> None:
    async def story(stage: Stage) -> None:
        held = hold_all(stage, Point.ARRIVED)
        await stage.bot.start()
        await kill_at(stage, held)
        for each in held:
            each.go_on()
        await stage.bot.start()
        await right(stage)

    await worlds.each(story)


async def test_killed_when_a_post_was_recorded_and_again_while_looking_for_it(worlds: Worlds) -> None:
    async def story(stage: Stage) -> None:
        recorded, looking = hold_all(stage, Point.RECORDED), hold_all(stage, Point.LOOKING)
        await stage.bot.start()
        await kill_at(stage, recorded)
        await stage.bot.start()
        await kill_at(stage, looking)
        for each in recorded + looking:
            each.forget()
        await stage.bot.start()
        await right(stage)

    await worlds.each(story)


async def test_an_error_after_which_the_post_turns_up_all_the_same(worlds: Worlds) -> None:
    async def story(stage: Stage) -> None:
        held = hold_all(stage, Point.ARRIVED)
        await stage.bot.start()
        await all_reached(held)
        for each in held:
            each.go_on()
        await right(stage)

    error = Fate(answer=Answer.ERROR, answers_first=True)
    await worlds.each(story, first=(error, error))


@pytest.mark.parametrize("point", [Death.CLAIMING, Death.CLAIMED])
async def test_frozen_past_its_lease_before_it_sends(
    postgres_url: str, tmp_path: Path, nursery: Nursery, point: Death
) -> None:
    async with staged(postgres_url, tmp_path, nursery, replicas=2) as stage:
        frozen, other = stage.bots
        await frozen.start("--stops-at", point)
        await frozen.stopped()
        await other.start()
        await right(stage)
        frozen.thaw()
        await stage.judge.lull(1.0)
        await right(stage)


async def test_frozen_past_its_lease_before_it_settles(postgres_url: str, tmp_path: Path, nursery: Nursery) -> None:
    async with staged(postgres_url, tmp_path, nursery, replicas=2) as stage:
        frozen, other = stage.bots
        held = hold_all(stage, Point.RECORDED)
        await frozen.start()
        await all_reached(held)
        frozen.freeze()
        for each in held:
            each.go_on()
        await other.start()
        await right(stage)
        frozen.thaw()
        await stage.judge.lull(1.0)
        await right(stage)


def hold_all(stage: Stage, point: Point) -> list[Held]:
    return [stage.judge.hold(who, point) for who in stage.people]


async def all_reached(held: Sequence[Held]) -> None:
    async with asyncio.timeout(PATIENCE):
        for each in held:
            await each.reached.wait()


async def kill_at(stage: Stage, held: Sequence[Held]) -> None:
    """Kill it when every one of these requests is where it is held."""
    await all_reached(held)
    assert await stage.bot.kill()


async def right(stage: Stage) -> None:
    """Everybody's message is there once, and nothing had to be held."""
    verdict = await stage.settled(patience=PATIENCE)
    told = "\n".join([str(verdict), *(each.log.read_text()[-2000:] for each in stage.bots if each.log.exists())])
    assert verdict.right, told
    assert verdict.sent == len(stage.people), told
