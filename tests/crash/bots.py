"""The bot's processes: started, killed, frozen and thawed; none is left when the block ends."""

import asyncio
import signal
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.crash.nursery import Birth, Child, Nursery, newborn

_CONTENT = Path(__file__).parents[2] / "content"


@dataclass(slots=True, kw_only=True)
class Bot:
    """One replica: at most one process at a time, which is another after each start.

    Without a nursery each start is that of a new Python.
    """

    name: str
    environment: Mapping[str, str]
    home: Path
    scale: float
    nursery: Nursery | None
    _child: Child | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.kill()

    async def start(self, *words: str) -> None:
        """A new process, whatever became of the last one."""
        await self.kill()
        given = ("--scale", str(self.scale), *words)
        birth = Birth(words=given, environment=self.environment, home=self.home, log=self.log)
        born = newborn(birth) if self.nursery is None else await asyncio.wrap_future(self.nursery.bear(birth))
        self._child = born

    async def kill(self) -> bool:
        """`kill -9`, and wait until it is gone; says whether it was alive."""
        alive = self.alive
        self._signal(signal.SIGKILL)
        await self.end()
        return alive

    def freeze(self) -> None:
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self._signal(signal.SIGCONT)

    async def stopped(self) -> None:
        """Wait until it has frozen itself."""
        if self._child is not None:
            await asyncio.wrap_future(self._child.stopped)

    async def end(self) -> int | None:
        """Wait until the process has ended; says how."""
        if self._child is None:
            return None
        code: int = await asyncio.shield(asyncio.wrap_future(self._child.ended))
        return code

    @property
    def alive(self) -> bool:
        return self._child is not None and self._child.alive

    @property
    def log(self) -> Path:
        return self.home / f"{self.name}.log"

    def _signal(self, number: signal.Signals) -> None:
        if self._child is not None:
            self._child.signal(number)


def bots(
    judge: Mapping[str, str], database_url: str, home: Path, *, replicas: int, scale: float, nursery: Nursery | None
) -> Sequence[Bot]:
    """Replicas on one database, none of them started; `scale` is that of their waits."""
    own = {
        "DATABASE_URL": database_url,
        "CONTENT_DIR": str(_CONTENT),
        "HOST": "127.0.0.1",
        "PORT": "0",
        "LOCAL": "0",
        "ADMINS": "nobody",
        "LOG_FORMAT": "text",
        "LOG_LEVEL": "warning",
    }
    environment = dict(judge) | own
    return [
        Bot(name=f"bot-{number}", environment=environment, home=home, scale=scale, nursery=nursery)
        for number in range(replicas)
    ]
