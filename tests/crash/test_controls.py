"""The crash test can fail: a bot with one rule broken is caught by the same verdict that passes the real one."""

import asyncio
from pathlib import Path

import pytest

from tests.crash.fates import Answer, Fate
from tests.crash.judge import Point
from tests.crash.nursery import Nursery
from tests.crash.rules import Broken
from tests.crash.stage import Stage, staged

PATIENCE = 30.0


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'mentorbot.db'}"


async def killed_at(stage: Stage, point: Point, *, broken: Broken) -> None:
    """Killed while a post to Slack is there; the request is then forgotten, and the next process breaks the rule."""
    held = stage.judge.hold(stage.somebody("slack"), point)
    await stage.bot.start("--broken", broken)
    async with asyncio.timeout(PATIENCE):
        await held.reached.wait()
    await stage.bot.kill()
    held.forget()
    await stage.bot.start("--broken", broken)


async def test_sending_again_blind_is_caught(url: str, tmp_path: Path, nursery: Nursery) -> None:
    async with staged(url, tmp_path, nursery, platforms=["slack"]) as stage:
        await killed_at(stage, Point.RECORDED, broken=Broken.BLIND)
        verdict = await stage.settled(patience=PATIENCE)
        assert (verdict.right, len(verdict.doubled)) == (False, 1), verdict


async def test_assuming_that_it_was_sent_is_caught(url: str, tmp_path: Path, nursery: Nursery) -> None:
    async with staged(url, tmp_path, nursery, platforms=["slack"]) as stage:
        await killed_at(stage, Point.ARRIVED, broken=Broken.ASSUMED)
        verdict = await stage.settled(patience=PATIENCE)
        assert (verdict.right, len(verdict.lost)) == (False, 1), verdict


async def test_looking_without_waiting_is_caught(url: str, tmp_path: Path, nursery: Nursery) -> None:
    fates = iter([Fate(answer=Answer.ERROR, answers_first=True)])
    async with staged(url, tmp_path, nursery, platforms=["slack"], fates=lambda: next(fates, Fate())) as stage:
        late = stage.judge.hold(stage.somebody("slack"), Point.ARRIVED)
        await stage.bot.start("--broken", Broken.HASTY)
        async with asyncio.timeout(PATIENCE):
            await stage.judge.arrival(beyond=1)
        late.go_on()
        verdict = await stage.settled(patience=PATIENCE)
        assert (verdict.right, len(verdict.doubled)) == (False, 1), verdict
