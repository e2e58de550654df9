"""Whether addresses on the web are still there: few at a time, and one at a time from each host."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final
from urllib.parse import urlsplit

from aiohttp import ClientConnectorDNSError, ClientError, ClientSession, ClientTimeout, TooManyRedirects

AT_ONCE: Final = 4
SECONDS: Final = 10.0
GONE: Final = frozenset({404, 410})
OK: Final = 400
"""Below it, an answer is the page or leads to it."""
AGENT: Final = {"User-Agent": "mentorbot-check (are the links of a guide alive?)"}


class Reach(StrEnum):
    """What became of looking."""

    ALIVE = "alive"
    DEAD = "dead"
    NOWHERE = "nowhere"
    """Nobody knows its host; that is settled once all are asked, so that no answer of `look` has it."""
    UNKNOWN = "unknown"
    """It is not for programs (403, 429), or it is unwell just now: nothing that an author could mend."""


@dataclass(frozen=True, slots=True)
class Found:
    """What became of one address, and why."""

    url: str
    reach: Reach
    why: str


async def look(urls: Iterable[str], *, seconds: float = SECONDS) -> list[Found]:
    """Ask for each address once, in the order given; `seconds` is how long one may take."""
    hosts: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
    some = asyncio.Semaphore(AT_ONCE)
    async with ClientSession(timeout=ClientTimeout(total=seconds), headers=AGENT) as session:

        async def one(url: str) -> Found:
            async with hosts[urlsplit(url).netloc], some:
                return await _asked(session, url)

        found = await asyncio.gather(*map(one, dict.fromkeys(urls)))
    if any(each.reach is not Reach.NOWHERE for each in found):
        return [replace(each, reach=Reach.DEAD) if each.reach is Reach.NOWHERE else each for each in found]
    return [replace(each, reach=Reach.UNKNOWN, why="this machine finds no host at all") for each in found]


async def _asked(session: ClientSession, url: str) -> Found:
    try:
        async with session.get(url) as answer:
            return Found(url, _reach(answer.status), f"it answers {answer.status}")
    except TooManyRedirects:
        return Found(url, Reach.DEAD, "it leads round in circles")
    except ClientConnectorDNSError:
        return Found(url, Reach.NOWHERE, "nobody knows its host")
    except TimeoutError:
        return Found(url, Reach.UNKNOWN, "it does not answer in time")
    except (ClientError, OSError, ValueError) as error:
        return Found(url, Reach.UNKNOWN, f"it cannot be reached ({type(error).__name__})")


def _reach(status: int) -> Reach:
    if status < OK:
        return Reach.ALIVE
    return Reach.DEAD if status in GONE else Reach.UNKNOWN
