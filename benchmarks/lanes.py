"""How much of a platform's limit a lane uses while many wait, and that it never exceeds it, in any window of time.

The real bot, once alone on SQLite and once as three replicas on PostgreSQL. Part way one post is answered with a
Retry-After, and of the three the one that holds the lane is killed; what passes until it is taken over, and while the
platform takes nothing, does not count as time in which the lane could have sent.
"""

import argparse
import asyncio
import signal
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from time import monotonic, sleep

sys.path.insert(0, str(Path(__file__).parent.parent))  # started as a file, Python sees this folder only

from benchmarks.bots import Slack, bot, slack
from benchmarks.figures import Figure, arguments, show
from benchmarks.owed import Copies, owe, postgres_copies, sqlite_copies
from benchmarks.restart import first_after, owner_of_a_lane
from mentorbot.guides import load_library
from mentorbot.platforms.discord.platform import PACE as DISCORD

ROOT = Path(__file__).parent.parent
RETRY_AFTER = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """So many posts in any so many seconds; `words` for `paced_bot.py` where it is not the bot as it is."""

    name: str
    posts: int
    seconds: float
    words: Sequence[str] = ()
    windows: Sequence[float]
    """Shorter windows that get their share of the limit, and one post more."""

    @property
    def per_second(self) -> float:
        return self.posts / self.seconds


@dataclass(frozen=True, slots=True)
class Lane:
    """When the posts came in, and the spans in which none could."""

    posts: Sequence[float]
    closed: Sequence[tuple[float, float]]

    @property
    def rate(self) -> float:
        """Posts a second of the time in which the lane was open."""
        idle = sum(until - since for since, until in self.closed)
        return (len(self.posts) - 1 - len(self.closed)) / (self.posts[-1] - self.posts[0] - idle)

    def most(self, seconds: float) -> int:
        """The most posts in any window of that length."""
        first, found = 0, 0
        for last, at in enumerate(self.posts):
            while self.posts[first] <= at - seconds:
                first += 1
            found = max(found, last - first + 1)
        return found


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("--seconds", type=float, default=70.0, help="how long each lane is watched, closed spans aside")
    asked = parser.parse_args()
    show(measured(asked), asked)


def measured(asked: argparse.Namespace) -> Iterator[Figure]:
    if asked.quick:
        limits, asked.seconds = [Limit(name="quick", posts=60, seconds=1.0, words=("50",), windows=())], 1.5
    else:
        limits = [
            Limit(name="Slack's", posts=300, seconds=60.0, windows=(10.0,)),
            Limit(name="Discord's", posts=50, seconds=1.0, words=(str(DISCORD.per_second), "turnstile"), windows=()),
        ]
    with sqlite_copies() as alone, ExitStack() as stack:
        shared = None if asked.quick else stack.enter_context(postgres_copies())
        for source in (alone[0], *([shared[0]] if shared else [])):
            asyncio.run(owe(source, load_library(ROOT / "content"), 200 if asked.quick else 5_000))
        watched = [(limit, alone[1], 1) for limit in limits]
        watched += [(limit, shared[1], 3) for limit in limits if shared]
        with ThreadPoolExecutor(len(watched)) as threads:
            found = [threads.submit(_watched, *each, asked.seconds) for each in watched]
            for (limit, _, replicas), lane in zip(watched, found, strict=True):
                yield from _figures(limit, lane.result(), replicas)


def _watched(limit: Limit, copies: Copies, replicas: int, seconds: float) -> Lane:
    """Let them send so long; interrupt them at a third and at two thirds of it."""
    address, closed = copies(), []
    with slack() as server, ExitStack() as stack:
        bots = [stack.enter_context(bot(address, server, *limit.words)) for _ in range(replicas)]
        first_after(server, 0.0)
        sleep(seconds / 3)
        server.refuse(RETRY_AFTER if seconds > RETRY_AFTER else 1)
        sleep(seconds / 3)
        closed.append(_refused(server))
        if replicas > 1:
            owner = asyncio.run(owner_of_a_lane(address))
            next(each for each in bots if each.pid == owner).send_signal(signal.SIGKILL)
            killed = monotonic()
            closed.append((max(each for each in server.taken() if each < killed), first_after(server, killed + 0.1)))
        sleep(seconds / 3)
        return Lane(server.taken(), closed)


def _refused(server: Slack) -> tuple[float, float]:
    """The longest silence so far is that of the Retry-After."""
    taken = server.taken()
    return max(pairwise(taken), key=lambda each: each[1] - each[0])


def _figures(limit: Limit, lane: Lane, replicas: int) -> Iterator[Figure]:
    by = "one replica" if replicas == 1 else f"{replicas} replicas, one killed"
    yield Figure(
        what=f"use of {limit.name} limit with a backlog, {by}",
        value=lane.rate / limit.per_second,
        goal=0.9,
        at_least=True,
        detail=f"{len(lane.posts)} posts; none came for {', '.join(f'{b - a:.1f}' for a, b in lane.closed)} s",
    )
    for seconds in (limit.seconds, *limit.windows):
        share = limit.per_second * seconds + (seconds < limit.seconds)
        yield Figure(
            what=f"most posts in any {seconds:g} s of {limit.name} lane, {by}", value=lane.most(seconds), goal=share
        )


if __name__ == "__main__":
    main()
