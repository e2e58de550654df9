"""The connections to Discord: one for each shard, held by one process at a time.

The lease of a shard is named after the number of shards too: two processes that were told different numbers serve some
servers twice for a while rather than others not at all. What arrives twice runs once, for Discord takes one
acknowledgement and `talk.py` does nothing before it has it. Direct messages come to the first shard only, and one that
arrives twice has a receipt (`direct_messages.py`).
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

import aiohttp
import discord

from mentorbot.chat.platform import Leases, TokenRefused
from mentorbot.platforms.discord.outcomes import Answer
from mentorbot.platforms.discord.rest import Rest

_OUT_OF_REACH: Final = {HTTPStatus.TOO_MANY_REQUESTS, *range(500, 600)}
"""A 429 that discord.py does not wait for comes from Cloudflare: the address is banned for a while."""
_FIRST_WAIT: Final = 1.0
_LONGEST_WAIT: Final = 60.0
_REFUSED: Final = "Discord refuses the token: check DISCORD_BOT_TOKEN"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Shard:
    """One of `count` parts of the servers."""

    number: int
    count: int

    @property
    def lease(self) -> str:
        return f"discord/shard/{self.number} of {self.count}"


Serve = Callable[[Shard], Awaitable[None]]
"""One connection, from login to its end; raises what discord.py raises."""


async def recommended(rest: Rest) -> int:
    """How many shards Discord wants the bot to have; waits for a Discord that is down. Raises TokenRefused."""
    wait = _FIRST_WAIT
    while True:
        answer = await rest.get("/gateway/bot")
        if isinstance(answer, Answer) and answer.status == HTTPStatus.UNAUTHORIZED:
            raise TokenRefused(_REFUSED)
        if isinstance(answer, Answer) and answer.ok:
            told = answer.body.get("shards")
            return max(1, told) if isinstance(told, int) else 1
        wait = await _wait(wait)


async def serve_all(count: int, leases: Leases, serve: Serve, *, look_seconds: float) -> None:
    """Serve each shard that nobody else serves, and look again and again for those that others let go of."""
    tasks = [
        asyncio.create_task(_keep(Shard(number, count), leases, serve, look_seconds), name=f"shard {number}")
        for number in range(count)
    ]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    finally:
        for task in tasks:
            task.cancel()
        ended = await asyncio.gather(*tasks, return_exceptions=True)
    for each in ended:
        if isinstance(each, Exception):
            raise each


async def _keep(shard: Shard, leases: Leases, serve: Serve, look_seconds: float) -> None:
    wait = _FIRST_WAIT

    async def work() -> None:
        nonlocal wait
        while await _served(shard, serve):
            wait = await _wait(wait)

    while True:
        await leases.run_holding(shard.lease, work)
        await asyncio.sleep(look_seconds)


async def _served(shard: Shard, serve: Serve) -> bool:
    """True when Discord could not be reached."""
    try:
        await serve(shard)
    except discord.LoginFailure as refused:
        raise TokenRefused(_REFUSED) from refused
    except (OSError, aiohttp.ClientError, discord.HTTPException) as error:
        if isinstance(error, discord.HTTPException) and error.status not in _OUT_OF_REACH:
            raise
        log.debug("the connection to Discord failed", exc_info=True)
    return True


async def _wait(seconds: float) -> float:
    log.warning("Discord cannot be reached; trying again in %.0f seconds", seconds)
    await asyncio.sleep(seconds)
    return min(seconds * 2, _LONGEST_WAIT)
