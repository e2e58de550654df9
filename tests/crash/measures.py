"""How soon it goes on after `kill -9`, with the real waits: seconds from the kill to the next post on each platform."""

import asyncio
import sys
from pathlib import Path
from time import monotonic

from tests.crash.crowd import BOTH
from tests.crash.stage import Stage, staged

BACKLOG = 400
"""People on each platform who are due at once, so that something always waits."""
PATIENCE = 60.0
_ROOT = Path(__file__).parents[2]


async def imports() -> float:
    """How long Python alone takes to load the bot, on this machine as busy as it is now."""
    began = monotonic()
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", "import mentorbot.cli", cwd=_ROOT)
    assert await process.wait() == 0
    return monotonic() - began


async def restart(url: str, home: Path, *, rounds: int) -> list[float]:
    """Kill the one process while it sends, start another at once: until the first post of that one."""
    found = []
    async with staged(url, home, None, size=BACKLOG, scale=1.0) as stage:
        await stage.bot.start()
        for _ in range(rounds):
            await _under_way(stage)
            killed = monotonic()
            await stage.bot.kill()
            seen = len(stage.judge.arrivals)
            await stage.bot.start()
            async with asyncio.timeout(PATIENCE):
                found.append((await stage.judge.arrival(beyond=seen)).at - killed)
    return found


async def take_over(url: str, home: Path, *, rounds: int) -> list[float]:
    """Kill the replica that holds the lanes while another waits: until that one has posted on both platforms."""
    found = []
    async with staged(url, home, None, size=BACKLOG, replicas=2, scale=1.0) as stage:
        holder, other = stage.bots
        await holder.start()
        for _ in range(rounds):
            await _under_way(stage)
            await other.start()
            await asyncio.sleep(3)
            killed = monotonic()
            await holder.kill()
            seen = len(stage.judge.arrivals)
            async with asyncio.timeout(PATIENCE):
                posts = [await stage.judge.arrival(beyond=seen, platform=each) for each in BOTH]
            found.append(max(each.at for each in posts) - killed)
            holder, other = other, holder
    return found


async def _under_way(stage: Stage) -> None:
    """Until something has been sent from now on."""
    seen = len(stage.judge.arrivals)
    async with asyncio.timeout(PATIENCE):
        for platform in BOTH:
            await stage.judge.arrival(beyond=seen, platform=platform)
