"""Delivering nudges through the outbox against slack_sdk's own bare loop, and against PgQueuer doing the same.

Everything posts the same message by the same client, 64 at a time, to a Slack in a process of its own; one after the
other in each round, so that whatever else the machine does is done to all of them; a ratio is the median of the rounds.
"""

import argparse
import asyncio
import gc
import sys
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

sys.path.insert(0, str(Path(__file__).parent.parent))  # started as a file, Python sees this folder only

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from benchmarks.bots import slack
from benchmarks.crowd import FIRST
from benchmarks.figures import Figure, arguments, show
from benchmarks.owed import Copies, owe, people, postgres_copies, sqlite_copies
from benchmarks.pgqueuer_runs import PgQueuer, pgqueuer
from mentorbot.chat.fit import fit
from mentorbot.chat.platform import Pace
from mentorbot.domain.enrolments import NudgeKind
from mentorbot.domain.guide import Guide
from mentorbot.domain.nudges import Nudge
from mentorbot.guides import Library, load_library
from mentorbot.jobs.time_machine import RealClock
from mentorbot.messages.nudges import nudge_message
from mentorbot.outbox import Dispatcher
from mentorbot.platforms.slack.platform import SlackPlatform
from mentorbot.platforms.slack.render import Rendered, render
from mentorbot.store import open_store
from mentorbot.store.receipts import StoredReceipts
from tests.platforms.local.small_talk import SmallTalk

ROOT = Path(__file__).parent.parent
WIDTH = 64
BARE, SQLITE, POSTGRESQL, PGQUEUER = "bare loop", "SQLite", "PostgreSQL", "PgQueuer"
GOALS = {SQLITE: (0.70, 0.90), POSTGRESQL: (0.65, 0.85)}
"""Of the bare loop's rate: without latency, and with 50 ms."""


@dataclass(frozen=True, slots=True)
class Run:
    """The seconds and the processor seconds (of this process) that one message took."""

    seconds: float
    processor: float

    def __str__(self) -> str:
        return f"{1 / self.seconds:,.0f}/s at {self.processor * 1e6:.0f} µs of processor"


Runner = Callable[[str], Awaitable[Run]]
"""Deliver all to the Slack at that address."""


class Unpaced(SlackPlatform):
    """As fast as it goes: the pace would hide the cost."""

    @property
    def pace(self) -> Pace:
        return Pace(per_second=None)


async def bare(url: str, rendered: Rendered, number: int) -> Run:
    """slack_sdk alone: one session, 64 at a time, one message rendered once."""
    waiting = iter(range(number))
    async with aiohttp.ClientSession() as session:
        client = AsyncWebClient("xoxb-1", base_url=url, session=session)

        async def work() -> None:
            for one in waiting:
                await client.chat_postMessage(
                    channel=f"U{one}",
                    text=rendered.text,
                    blocks=rendered.blocks,
                    metadata={"event_type": "bare", "event_payload": {"key": str(one)}},
                )

        started, used = perf_counter(), process_time()
        await asyncio.gather(*(work() for _ in range(WIDTH)))
        return Run((perf_counter() - started) / number, (process_time() - used) / number)


async def outbox(url: str, address: str, library: Library, number: int) -> Run:
    """The outbox with its rows: claimed, written, sent, settled. Planning is not in it, nor asking who people are."""
    store = await open_store(address)
    clock = RealClock()
    receipts = StoredReceipts(store, "slack", clock)
    platform = Unpaced(conversation=SmallTalk(), receipts=receipts, bot_token="xoxb-1", app_token="xapp-1", api_url=url)
    platform._people.directory._note([{"id": user} for user in await people(store)])  # noqa: SLF001 - as if read
    try:
        async with platform._clients.shared():  # noqa: SLF001 - what `run` does when it has connected
            dispatcher = Dispatcher(store=store, library=library, platforms={"slack": platform}, clock=clock)
            gc.freeze()  # as the bot does when it has started
            started, used = perf_counter(), process_time()
            sent = await dispatcher.drain()
            found = Run((perf_counter() - started) / number, (process_time() - used) / number)
            assert sent == number, f"{sent} of {number}"
            return found
    finally:
        gc.unfreeze()
        await store.close()


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("--size", type=int, default=10_000, help="how many messages")
    parser.add_argument("--rounds", type=int, default=5, help="how often each is run, in turn")
    parser.add_argument("--only", nargs="+", choices=[SQLITE, POSTGRESQL, PGQUEUER], help="beside the bare loop")
    asked = parser.parse_args()
    if asked.quick:
        asked.size, asked.rounds, asked.only = min(asked.size, 200), 1, asked.only or [SQLITE, POSTGRESQL]
    show(measured(asked), asked)


def measured(asked: argparse.Namespace) -> Iterator[Figure]:
    with _runners(asked) as runners:
        for latency in (0, 50):
            only = [name for name in runners if not (latency and name == PGQUEUER)]
            with slack(latency) as server:
                rounds = asyncio.run(_rounds({name: runners[name] for name in only}, server.url, asked.rounds))
            yield from _figures(rounds, latency, asked.size)


async def _rounds(runners: Mapping[str, Runner], url: str, number: int) -> Mapping[str, Sequence[Run]]:
    found: dict[str, list[Run]] = defaultdict(list)
    for _ in range(number):
        for name, run in runners.items():
            found[name].append(await run(url))
    return found


def _figures(rounds: Mapping[str, Sequence[Run]], latency: int, size: int) -> Iterator[Figure]:
    said = "no latency" if not latency else f"{latency} ms"
    for name, goals in GOALS.items():
        if name in rounds:
            detail = f"{_middle(rounds[name])}; bare {_middle(rounds[BARE])}"
            yield Figure(
                what=f"delivering {size:,} nudges, {name}, {said}, to slack_sdk's bare loop's rate",
                value=_ratio(rounds[BARE], rounds[name], lambda run: run.seconds),
                goal=goals[latency > 0],
                at_least=True,
                detail=detail,
            )
            yield Figure(
                what=f"processor time per nudge, {name}, {said}, to the bare loop's",
                value=_ratio(rounds[name], rounds[BARE], lambda run: run.processor),
                goal=1.4,
            )
    if PGQUEUER in rounds and POSTGRESQL in rounds:
        yield Figure(
            what="the rate on PostgreSQL to that of PgQueuer doing the same work",
            value=_ratio(rounds[PGQUEUER], rounds[POSTGRESQL], lambda run: run.seconds),
            goal=1.2,
            at_least=True,
            detail=f"PgQueuer {_middle(rounds[PGQUEUER])}",
        )


def _ratio(above: Sequence[Run], below: Sequence[Run], of: Callable[[Run], float]) -> float:
    return median(of(one) / of(other) for one, other in zip(above, below, strict=True))


def _middle(runs: Sequence[Run]) -> Run:
    return Run(median(each.seconds for each in runs), median(each.processor for each in runs))


@contextmanager
def _runners(asked: argparse.Namespace) -> Iterator[Mapping[str, Runner]]:
    library = load_library(ROOT / "content")
    rendered = render(fit(nudge_message(_a_nudge(library.default), library.default)))
    size, wanted = asked.size, asked.only or [SQLITE, POSTGRESQL, PGQUEUER]
    found: dict[str, Runner] = {BARE: lambda url: bare(url, rendered, size)}

    def through(copies: Copies) -> Runner:
        return lambda url: outbox(url, copies(), library, size)

    with ExitStack() as stack:
        if SQLITE in wanted:
            source, copies = stack.enter_context(sqlite_copies())
            asyncio.run(owe(source, library, size))
            found[SQLITE] = through(copies)
        if POSTGRESQL in wanted:
            source, copies, cluster = stack.enter_context(postgres_copies())
            asyncio.run(owe(source, library, size))
            found[POSTGRESQL] = through(copies)
            if PGQUEUER in wanted and (other := stack.enter_context(pgqueuer(rendered))) is not None:
                numbers = iter(range(1_000))
                found[PGQUEUER] = lambda url: _theirs(other, cluster.create(f"jobs{next(numbers)}"), url, size)
        yield found


async def _theirs(other: PgQueuer, address: str, url: str, size: int) -> Run:
    return Run(*other.run(address, url, size))


def _a_nudge(guide: Guide) -> Nudge:
    return Nudge(
        kind=NudgeKind.NUDGE,
        guide=guide.slug,
        task=next(iter(guide.tasks)),
        week=1,
        done=0,
        zone="UTC",
        next_at=FIRST + timedelta(weeks=1),
    )


if __name__ == "__main__":
    main()
