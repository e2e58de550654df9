"""A bot on small guides whose content a test changes, and that can be stopped and started."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from mentorbot.app import open_app
from mentorbot.settings import Settings
from tests.commands.cohort.conftest import StillClock, Workspace

FIRST = (("read-a-hive", "light-a-smoker", "find-the-queen"), ("taste-honey", "sell-a-jar"))
"""The tasks of a beekeeper's two steps."""


class Garden:
    """One database and one content folder; its clock stands between two starts."""

    def __init__(self, folder: Path) -> None:
        self.content = folder / "content"
        self.content.mkdir(parents=True)
        self._url = f"sqlite:///{folder}/bot.db"
        self.clock = StillClock()

    @asynccontextmanager
    async def open(self) -> AsyncIterator[Workspace]:
        settings = Settings(database_url=self._url, content_dir=self.content, local=True)
        async with open_app(settings, clock=self.clock) as app:
            assert app.local is not None
            yield Workspace(app, app.local, self.clock)
