"""How soon a slash command is acknowledged while a burst of nudges goes out.

The real bot in one process, over Socket Mode; the Slack that takes its messages in another; this one types
`/mentor when` every now and then. Once with Slack's own pace, and once as fast as it goes.
"""

import argparse
import asyncio
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))  # started as a file, Python sees this folder only

from benchmarks.bots import Slack, bot, slack
from benchmarks.figures import Figure, arguments, show
from benchmarks.hub import Hub, hub
from benchmarks.measures import percentile
from benchmarks.owed import owe, sqlite_copies
from mentorbot.guides import load_library

ROOT = Path(__file__).parent.parent
GOAL = 250.0
"""Milliseconds, for 99 of 100."""
_PAUSE = 0.025
_START = 0.05


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("--size", type=int, default=10_000, help="how many nudges")
    parser.add_argument("--commands", type=int, default=400, help="how many commands are typed at most")
    asked = parser.parse_args()
    if asked.quick:
        asked.size, asked.commands = 200, 5
    show(measured(asked), asked)


def measured(asked: argparse.Namespace) -> Iterator[Figure]:
    library = load_library(ROOT / "content")
    with sqlite_copies() as (source, copies):
        asyncio.run(owe(source, library, asked.size))
        for words, pace in ((("0",), "as fast as they go"), ((), "at Slack's pace")):
            acks, sent, seconds = asyncio.run(_typed(copies(), words, asked.commands, asked.size))
            yield Figure(
                what=f"a slash command's acknowledgement, p99, while {asked.size:,} nudges go out {pace}",
                value=percentile(acks, 99) * 1e3,
                goal=GOAL,
                unit=" ms",
                detail=f"p50 {percentile(acks, 50) * 1e3:.1f} ms of {len(acks)}; {sent / seconds:.1f} nudges a second",
            )


async def _typed(address: str, words: tuple[str, ...], commands: int, size: int) -> tuple[list[float], int, float]:
    """The seconds until each acknowledgement; the nudges that went out meanwhile, and in what time."""
    clock = asyncio.get_running_loop()
    async with hub() as people:
        with slack(socket=people.url) as server, bot(address, server, *words):
            await people.connected.wait()
            await _until_taken(server, 1)
            before, started = len(server.taken()), clock.time()
            acks = await _while_it_goes_out(people, server, commands, size)
            return acks, len(server.taken()) - before, clock.time() - started


async def _while_it_goes_out(people: Hub, server: Slack, commands: int, size: int) -> list[float]:
    acks: list[float] = []
    while len(acks) < commands:
        acks.append(await people.types("/mentor", "when", user="U1", slack=server.url))
        if len(acks) % 20 == 0 and len(await asyncio.to_thread(server.taken)) >= size:
            break
        await asyncio.sleep(_PAUSE)
    return acks


async def _until_taken(server: Slack, number: int) -> None:
    while True:
        if len(await asyncio.to_thread(server.taken)) >= number:
            return
        await asyncio.sleep(_START)


if __name__ == "__main__":
    main()
