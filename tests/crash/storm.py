"""Bots that are killed at random moments, frozen past their leases, and cut off from their database."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random
from time import monotonic
from typing import Final

from tests.crash.bots import Bot
from tests.crash.judge import Judge
from tests.postgres import Cluster

FREEZES: Final = 0.06
"""How many lives have a frost in them."""
PAUSE: Final = 0.2
"""Seconds before a bot that ended by itself is started again."""
RECOVERY: Final = 8.0
"""Seconds after a restart of the database in which a bot may find that there is none, and end."""


class EndedByItself(AssertionError):
    """A bot that nobody killed; its log says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Orders:
    """What a storm does: how many kills, after lives of up to so many seconds; a frost lasts longer than `lease`."""

    kills: int
    life: float
    lease: float
    restarts: int = 0
    """Of the database, spread over the kills."""


@dataclass(slots=True, kw_only=True)
class Storm:
    """`rage` until the last kill; what happened is counted."""

    bots: Sequence[Bot]
    judge: Judge
    orders: Orders
    random: Random
    cluster: Cluster | None = None
    kills: int = 0
    happened: Counter[str] = field(default_factory=Counter)
    _restarted_at: float = -RECOVERY
    _restarting: bool = False

    async def rage(self) -> None:
        """Every bot at once, each with a run of luck of its own, so that a seed tells the same story again."""
        async with asyncio.TaskGroup() as group:
            for bot in self.bots:
                group.create_task(self._torment(bot, Random(self.random.random())))
            if self.cluster is not None and self.orders.restarts:
                group.create_task(self._cut_off(self.cluster))

    async def _torment(self, bot: Bot, random: Random) -> None:
        while self.kills < self.orders.kills:
            await bot.start()
            life, frozen = random.uniform(0, self.orders.life), random.random() < FREEZES
            frost, after = self.orders.lease * random.uniform(1.05, 1.6), random.uniform(0, 1)
            await self._lives(bot, life)
            if frozen and bot.alive:
                await self._frost(bot, frost, after)
            busy = self.judge.under_way > 0
            if await bot.kill():
                self.kills += 1
                self.happened["kills amid a post"] += busy

    async def _lives(self, bot: Bot, seconds: float) -> None:
        """Let it live so long; it may end by itself where there is no database."""
        with suppress(TimeoutError):
            code = await asyncio.wait_for(bot.end(), seconds)
            self._excuse(bot, code)
            await asyncio.sleep(PAUSE)

    async def _frost(self, bot: Bot, seconds: float, after: float) -> None:
        bot.freeze()
        self.happened["frozen past the lease"] += 1
        await asyncio.sleep(seconds)
        bot.thaw()
        await self._lives(bot, after)

    async def _cut_off(self, cluster: Cluster) -> None:
        for number in range(self.orders.restarts):
            share = (number + 1) / (self.orders.restarts + 1)
            while self.kills < self.orders.kills * share:
                await asyncio.sleep(PAUSE)
            self._restarting = True
            await asyncio.to_thread(cluster.restart)
            self._restarting, self._restarted_at = False, monotonic()
            self.happened["restart of the database"] += 1

    def _excuse(self, bot: Bot, code: int | None) -> None:
        self.happened["ended without a database"] += 1
        if not self._restarting and monotonic() - self._restarted_at > RECOVERY:
            raise EndedByItself(f"{bot.name} ended with {code}:\n{bot.log.read_text(errors='replace')[-3000:]}")
