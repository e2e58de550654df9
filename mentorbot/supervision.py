"""Keep a platform running: one that falls over is started again, and the others do not notice."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from time import monotonic

from mentorbot.chat.platform import TokenRefused

FIRST_PAUSE = 1.0
LONGEST_PAUSE = 60.0
"""Seconds between two starts; each is twice the last."""
GOOD_RUN = 300.0
"""Seconds after which a platform counts as having run well: falling over then is a new trouble, not the old one."""

Run = Callable[[], Awaitable[None]]
Sleep = Callable[[float], Awaitable[None]]

log = logging.getLogger(__name__)


@asynccontextmanager
async def supervised(name: str, run: Run) -> AsyncIterator[None]:
    """Run it beside the block, and stop it cleanly after."""
    task = asyncio.create_task(kept_running(name, run), name=f"{name}-supervisor")
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def kept_running(
    name: str, run: Run, *, sleep: Sleep = asyncio.sleep, clock: Callable[[], float] = monotonic
) -> None:
    """Run it for ever, or until its token is refused; `sleep` and `clock` are in seconds."""
    pause = FIRST_PAUSE
    while True:
        started = clock()
        try:
            await run()
            why = "it ended by itself"
        except TokenRefused as refused:
            log.error("%s stays off. %s, then start the bot again.", name, refused)  # noqa: TRY400 - a sentence is enough
            return
        except Exception as error:
            log.exception("%s cannot go on", name)
            why = type(error).__name__
        if clock() - started >= GOOD_RUN:
            pause = FIRST_PAUSE
        log.warning("starting %s again in %.0f s (%s)", name, pause, why)
        await sleep(pause)
        pause = min(pause * 2, LONGEST_PAUSE)
