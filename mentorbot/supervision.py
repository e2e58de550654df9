"""Keep a platform running: one that falls over is started again, and the others do not notice."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

from mentorbot.chat.platform import TokenRefused

FIRST_PAUSE = 1.0
LONGEST_PAUSE = 60.0
"""Seconds between two starts; each is twice the last."""

log = logging.getLogger(__name__)


@asynccontextmanager
async def supervised(name: str, run: Callable[[], Awaitable[None]]) -> AsyncIterator[None]:
    """Run it beside the block, and stop it cleanly after."""
    task = asyncio.create_task(_kept_running(name, run), name=f"{name}-supervisor")
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _kept_running(name: str, run: Callable[[], Awaitable[None]]) -> None:
    pause = FIRST_PAUSE
    while True:
        try:
            await run()
            log.warning("%s ended by itself; starting it again in %.0f s", name, pause)
        except TokenRefused as refused:
            log.error("%s stays off: %s, then start again", name, refused)  # noqa: TRY400 - a sentence for the operator
            return
        except Exception:
            log.exception("%s cannot go on; starting it again in %.0f s", name, pause)
        await asyncio.sleep(pause)
        pause = min(pause * 2, LONGEST_PAUSE)
