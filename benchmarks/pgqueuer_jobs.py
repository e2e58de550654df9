"""PgQueuer doing what the outbox does, in a process of its own: its packages are not among ours.

`python benchmarks/pgqueuer_jobs.py <PostgreSQL> <Slack> <messages> <file of the message>` prints the seconds and the
processor seconds that it took, as JSON. The jobs are enqueued beforehand; each posts one message by slack_sdk, 64 at a
time, and counts when PgQueuer has logged it as successful in the database.
"""

import asyncio
import gc
import json
import sys
from pathlib import Path
from time import perf_counter, process_time
from typing import TypedDict

import aiohttp
import asyncpg
from pgqueuer import PgQueuer, Queries
from pgqueuer.db import AsyncpgDriver
from pgqueuer.models import Job
from pgqueuer.types import QueueExecutionMode
from slack_sdk.web.async_client import AsyncWebClient

WIDTH = 64
BATCH = 96
"""Jobs in one claim, and in one write of what was done; 10 (its default) to 256 were tried, without a clear winner.
Twice as many are in its hands at once."""


class Message(TypedDict):
    text: str
    blocks: list[dict[str, object]]


async def _run(database: str, slack: str, number: int, message: Message) -> dict[str, float]:
    connection = await asyncpg.connect(database)  # its documentation: not a pool for who does the jobs
    async with aiohttp.ClientSession() as session:
        client = AsyncWebClient("xoxb-1", base_url=slack, session=session)
        queuer = PgQueuer(AsyncpgDriver(connection))
        await Queries(queuer.connection).install()
        keys = [f"U{one}" for one in range(number)]
        await Queries(queuer.connection).enqueue(["post"] * number, [key.encode() for key in keys], [0] * number)
        width = asyncio.Semaphore(WIDTH)

        @queuer.entrypoint("post")  # type: ignore[untyped-decorator] # not among our packages
        async def post(job: Job) -> None:
            user = (job.payload or b"").decode()
            key = {"event_type": "job", "event_payload": {"key": str(job.id)}}
            async with width:
                await client.chat_postMessage(
                    channel=user, metadata=key, text=message["text"], blocks=message["blocks"]
                )

        gc.freeze()
        started, used = perf_counter(), process_time()
        await queuer.run(batch_size=BATCH, max_concurrent_tasks=2 * BATCH, mode=QueueExecutionMode.drain)
        seconds, processor = perf_counter() - started, process_time() - used
        done = await connection.fetchval("SELECT count(DISTINCT job_id) FROM pgqueuer_log WHERE status = 'successful'")
        assert done == number, f"{done} of {number}"
        return {"seconds": seconds, "processor": processor}


if __name__ == "__main__":
    _, given_database, given_slack, given_number, given_file = sys.argv
    given_message = json.loads(Path(given_file).read_text(encoding="utf-8"))
    print(json.dumps(asyncio.run(_run(given_database, given_slack, int(given_number), given_message))))
