"""Delivering nudges through the outbox against slack_sdk's own bare loop: `.venv/bin/python benchmarks/delivery.py`."""

import argparse
import asyncio
import gc
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

sys.path.insert(0, str(Path(__file__).parent.parent))  # started as a file, Python sees this folder only

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from benchmarks.crowd import FIRST, gather
from mentorbot.chat.fit import fit
from mentorbot.chat.platform import Pace
from mentorbot.domain.enrolments import NudgeKind
from mentorbot.domain.guide import Guide
from mentorbot.domain.nudges import Nudge
from mentorbot.guides import Library, load_library
from mentorbot.jobs.plan_nudges import plan_nudges
from mentorbot.messages.nudges import nudge_message
from mentorbot.outbox import Dispatcher
from mentorbot.platforms.slack.platform import SlackPlatform
from mentorbot.platforms.slack.render import render
from mentorbot.store import Store, open_store
from mentorbot.store.receipts import StoredReceipts
from tests.outbox.scenes import SetClock
from tests.platforms.local.small_talk import SmallTalk
from tests.postgres import running

ROOT = Path(__file__).parent.parent
WIDTH = 64


@dataclass(frozen=True, slots=True)
class Run:
    """Messages, and the seconds and the processor seconds that they took."""

    messages: int
    seconds: float
    processor: float

    @property
    def rate(self) -> float:
        return self.messages / self.seconds

    @property
    def each(self) -> float:
        return self.processor / self.messages


class Unpaced(SlackPlatform):
    """As fast as it goes: the pace would hide the cost."""

    @property
    def pace(self) -> Pace:
        return Pace(per_second=None)


@contextmanager
def slack(milliseconds: float) -> Iterator[str]:
    """A Slack in a process of its own; gives its address."""
    command = [sys.executable, str(Path(__file__).parent / "slack_server.py"), str(milliseconds)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            yield server.stdout.readline().strip()
        finally:
            server.kill()


async def bare(url: str, library: Library, number: int) -> Run:
    """slack_sdk alone: one session, 64 at a time, one message rendered once."""
    rendered = render(fit(nudge_message(_a_nudge(library.default), library.default)))
    waiting = iter(range(number))
    async with aiohttp.ClientSession() as session:
        client = AsyncWebClient("xoxb-1", base_url=url, session=session)

        async def work() -> None:
            for one in waiting:
                await client.chat_postMessage(
                    channel=f"U{one:08}",
                    text=rendered.text,
                    blocks=rendered.blocks,
                    metadata={"event_type": "bare", "event_payload": {"key": str(one)}},
                )

        started, used = perf_counter(), process_time()
        await asyncio.gather(*(work() for _ in range(WIDTH)))
        return Run(number, perf_counter() - started, process_time() - used)


async def ours(url: str, address: str, library: Library, number: int) -> Run:
    """The outbox with its rows: claimed, written, sent, settled. Planning is not in it."""
    async with _owing(address, library, number) as store:
        clock = SetClock(FIRST)
        receipts = StoredReceipts(store, "slack", clock)
        platform = Unpaced(
            conversation=SmallTalk(), receipts=receipts, bot_token="xoxb-1", app_token="xapp-1", api_url=url
        )
        dispatcher = Dispatcher(store=store, library=library, platforms={"slack": platform}, clock=clock)
        gc.freeze()
        async with platform.ready():
            started, used = perf_counter(), process_time()
            sent = await dispatcher.drain()
            assert sent == number, f"{sent} of {number}"
            return Run(number, perf_counter() - started, process_time() - used)


def main() -> None:
    asked = _arguments()
    library = load_library(ROOT / "content")
    with TemporaryDirectory() as folder, running() if asked.postgres else nullcontext() as cluster:
        names = (f"run{number}" for number in range(1_000))
        addresses = map(cluster.create, names) if cluster else (f"sqlite:///{folder}/{name}.db" for name in names)
        for milliseconds in asked.latency:
            with slack(milliseconds) as url:
                asyncio.run(_compared(url, iter(addresses), library, asked, milliseconds))


async def _compared(
    url: str, addresses: Iterator[str], library: Library, asked: argparse.Namespace, milliseconds: float
) -> None:
    await bare(url, library, min(asked.size, 200))
    pairs = [
        (await bare(url, library, asked.size), await ours(url, next(addresses), library, asked.size))
        for _ in range(asked.rounds)
    ]
    alone, whole = zip(*pairs, strict=True)
    rate = median(each.rate for each in whole) / median(each.rate for each in alone)
    processor = median(each.each for each in whole) / median(each.each for each in alone)
    print(
        f"{milliseconds:3.0f} ms: bare {median(each.rate for each in alone):6.0f}/s, "
        f"{median(each.each for each in alone) * 1e6:4.0f} us of processor each; "
        f"outbox {median(each.rate for each in whole):6.0f}/s, {median(each.each for each in whole) * 1e6:4.0f} us; "
        f"rate {rate:.2f}, processor {processor:.2f}"
    )


@asynccontextmanager
async def _owing(address: str, library: Library, number: int) -> AsyncIterator[Store]:
    """A database in which so many are owed a message each."""
    store = await open_store(address)
    try:
        await gather(store, library.default, size=number, early=number, platform="slack")
        await plan_nudges(store, library, FIRST)
        yield store
    finally:
        await store.close()


def _a_nudge(guide: Guide) -> Nudge:
    task = next(iter(guide.tasks))
    return Nudge(
        kind=NudgeKind.NUDGE,
        guide=guide.slug,
        task=task,
        week=1,
        done=0,
        zone="UTC",
        next_at=FIRST + timedelta(weeks=1),
    )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=10_000, help="how many messages")
    parser.add_argument("--rounds", type=int, default=5, help="how often each is run, in turn")
    parser.add_argument("--latency", type=float, nargs="+", default=[0.0, 50.0], help="milliseconds of each answer")
    parser.add_argument("--postgres", action="store_true", help="on an embedded PostgreSQL instead of SQLite")
    return parser.parse_args()


if __name__ == "__main__":
    main()
