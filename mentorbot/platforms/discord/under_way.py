"""What is being answered: counted, so that an end waits for it."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_GOODBYE_SECONDS: Final = 5.0


class UnderWay:
    """The tasks that answer somebody."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[object]] = set()

    @contextmanager
    def counted(self) -> Iterator[None]:
        """Count the task that this runs in, until the block ends."""
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 - discord.py runs every handler in a task
        self._tasks.add(task)
        try:
            yield
        finally:
            self._tasks.discard(task)

    async def end(self) -> None:
        """Let what is under way end, but not for long."""
        others = self._tasks - {asyncio.current_task()}
        if not others:
            return
        _, slow = await asyncio.wait(others, timeout=_GOODBYE_SECONDS)
        for task in slow:
            task.cancel()
        await asyncio.gather(*slow, return_exceptions=True)
