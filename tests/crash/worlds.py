"""The same story on SQLite and on PostgreSQL at once, since a crash test mostly waits."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from tests.crash.fates import Fate, Fates, fair
from tests.crash.nursery import Nursery
from tests.crash.stage import Stage, staged

Story: TypeAlias = Callable[[Stage], Coroutine[None, None, None]]


@dataclass(frozen=True, slots=True)
class Worlds:
    """Addresses of empty databases, by their kind."""

    urls: Mapping[str, str]
    home: Path
    nursery: Nursery

    async def each(self, story: Story, *, first: tuple[Fate, ...] = ()) -> None:
        """Tell it everywhere, with one person on Slack and one on Discord; `first` are the fates of the first posts."""
        async with AsyncExitStack() as stack:
            stages = [await self._staged(stack, name, first) for name in self.urls]  # Alembic takes one at a time
            async with asyncio.TaskGroup() as group:
                for stage in stages:
                    group.create_task(story(stage))

    async def _staged(self, stack: AsyncExitStack, name: str, first: tuple[Fate, ...]) -> Stage:
        home = self.home / name
        home.mkdir()
        fates = _beginning_with(first)
        return await stack.enter_async_context(staged(self.urls[name], home, self.nursery, fates=fates))


def _beginning_with(first: tuple[Fate, ...]) -> Fates:
    fates = iter(first)
    return lambda: next(fates, fair())
