"""From `kill -9` to the next message: a bot that is started again on SQLite, and another that takes over on PostgreSQL.

The real `python bot.py`, with its own pace and its own waits.
"""

import argparse
import asyncio
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import monotonic, sleep

sys.path.insert(0, str(Path(__file__).parent.parent))  # started as a file, Python sees this folder only

from benchmarks.bots import Slack, bot, slack
from benchmarks.figures import Figure, arguments, show
from benchmarks.owed import owe, postgres_copies, sqlite_copies
from mentorbot.guides import Library, load_library
from mentorbot.store import open_store
from mentorbot.store.leases import lanes

ROOT = Path(__file__).parent.parent
_LOOK = 0.02


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="how often it is started again")
    asked = parser.parse_args()
    asked.rounds = 1 if asked.quick else asked.rounds
    show(measured(asked), asked)


def measured(asked: argparse.Namespace) -> Iterator[Figure]:
    library = load_library(ROOT / "content")
    found = list(_restarts(library, asked.rounds))
    yield Figure(
        what="from starting it again after kill -9 to the first message, SQLite",
        value=median(found),
        goal=2.0,
        unit=" s",
        detail=f"{min(found):.2f} to {max(found):.2f} s in {len(found)} starts",
    )
    if not asked.quick:
        yield Figure(
            what="from kill -9 to the first message of another replica, PostgreSQL",
            value=_take_over(library),
            goal=30.0,
            unit=" s",
        )


def _restarts(library: Library, rounds: int) -> Iterator[float]:
    with sqlite_copies() as (source, copies), slack() as server:
        asyncio.run(owe(source, library, 1_000))
        address = copies()
        for turn in range(rounds + 1):  # the first start is not one after a kill
            started = monotonic()
            with bot(address, server):
                seconds = first_after(server, started) - started
                if turn:
                    yield seconds
                first_after(server, monotonic())  # and so it is killed while it sends


def _take_over(library: Library) -> float:
    with postgres_copies() as (source, copies, _), slack() as server:
        asyncio.run(owe(source, library, 1_000))
        address = copies()
        with bot(address, server) as one, bot(address, server) as other:
            first_after(server, monotonic() + 5)  # both are up
            owner = asyncio.run(owner_of_a_lane(address))
            next(each for each in (one, other) if each.pid == owner).send_signal(signal.SIGKILL)
            killed = monotonic()
            sleep(0.1)  # what it had written to its sockets arrives
            return first_after(server, killed + 0.1) - killed


def first_after(server: Slack, instant: float) -> float:
    """Wait for a message that comes in after an instant; when it did."""
    while True:
        found = next((each for each in server.taken() if each > instant), None)
        if found is not None:
            return found
        sleep(_LOOK)


async def owner_of_a_lane(address: str) -> int:
    """The process that holds it: its number is in the lease's owner."""
    store = await open_store(address)
    try:
        async with store.read() as tx:
            owner = next(each.owner for each in (await lanes(tx)).values() if each.owner)
        return int(owner.split("-")[-2])
    finally:
        await store.close()


if __name__ == "__main__":
    main()
