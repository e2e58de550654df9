"""A judge, a crowd and the bots that serve it, on one database."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic

from tests.crash.bots import Bot, bots
from tests.crash.crowd import BOTH, Spread, gather
from tests.crash.fates import Fates, fair
from tests.crash.judge import Judge, Somebody
from tests.crash.nursery import Nursery
from tests.crash.verdict import Verdict, judge_all, rows_of

SCALE = 0.05
"""Of the real waits, in the tests: a claim's lease is about three seconds."""
POLL = 0.3


@dataclass(frozen=True, slots=True)
class Stage:
    url: str
    judge: Judge
    people: Sequence[Somebody]
    bots: Sequence[Bot]

    @property
    def bot(self) -> Bot:
        return self.bots[0]

    def somebody(self, platform: str) -> Somebody:
        """The first of the crowd there."""
        return next(each for each in self.people if each.platform == platform)

    async def settled(self, *, patience: float = 60.0) -> Verdict:
        """The verdict once nobody's message is under way; waits at most `patience` seconds for that."""
        ends = monotonic() + patience
        while monotonic() < ends and not await self._at_rest():
            await asyncio.sleep(POLL)
        return await self.verdict()

    async def verdict(self) -> Verdict:
        return judge_all(self.people, await rows_of(self.url), self.judge.recorded)

    async def _at_rest(self) -> bool:
        rows = await rows_of(self.url)
        return len(rows) >= len(self.people) and all(row.settled for row in rows)


@asynccontextmanager
async def staged(
    url: str,
    home: Path,
    nursery: Nursery | None,
    *,
    size: int = 1,
    over: timedelta = timedelta(),
    platforms: Sequence[str] = BOTH,
    replicas: int = 1,
    scale: float = SCALE,
    fates: Fates = fair,
) -> AsyncIterator[Stage]:
    """So many people on each platform are due from now on; no bot is started, and none is left at the end."""
    async with Judge(fates) as judge, AsyncExitStack() as stack:
        spread = Spread(size=size, since=datetime.now(UTC), over=over, platforms=platforms)
        people = await gather(url, judge, spread)
        made = bots(judge.environment, url, home, replicas=replicas, scale=scale, nursery=nursery)
        for bot in made:
            await stack.enter_async_context(bot)
        yield Stage(url, judge, people, made)
