"""The bot as a process that can be killed: the real app, on a line to the database that can break."""

import asyncio
from collections.abc import Callable

from mentorbot.app import App, Played, wired
from mentorbot.chat.clock import Clock
from mentorbot.guides import Library
from mentorbot.outbox import Timing
from mentorbot.settings import Settings
from mentorbot.store.inline import InlineStore
from mentorbot.store.leases import free_all

Away = Callable[[], bool]


class BreakableLine:
    """The database is away while `away` says so; the answer to the last commit before that is lost."""

    def __init__(self, away: Away) -> None:
        self._away = away
        self._heard = True
        self.cut = False
        """The process at this end is dead: it hears and does nothing any more."""

    def before(self) -> None:
        if self.cut:
            raise OSError("this process was killed")
        if not self._away():
            self._heard = True
        elif self._heard:
            self._heard = False  # this one arrives; nobody will hear of it
        else:
            raise OSError("the database is away")

    def after(self) -> None:
        if self.cut:
            raise OSError("this process was killed")
        if not self._heard:
            raise OSError("the database went away before it answered")


class Process:
    """One life of the bot."""

    def __init__(self, app: App, line: BreakableLine) -> None:
        self.app = app
        self._line = line

    async def kill(self) -> None:
        """As `kill -9`: nothing that it was about to do is done, what has left stays on its way."""
        self._line.cut = True
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for each in others:
            each.cancel()
        await asyncio.gather(*others, return_exceptions=True)


async def started(
    settings: Settings, library: Library, store: InlineStore, *, clock: Clock, played: Played, away: Away
) -> Process:
    """A new process, alone on the database as the bot on SQLite is."""
    async with store.begin() as tx:
        await free_all(tx)
    line = BreakableLine(away)
    return Process(await wired(settings, library, store.through(line), clock, Timing(), played=played), line)
