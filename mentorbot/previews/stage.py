"""The real bot on a database of its own, asked as a learner asks it: what is shown is what people get."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from mentorbot.app import App, wired
from mentorbot.chat.call import Call, call
from mentorbot.chat.ids import UserId, WorkspaceId
from mentorbot.chat.invocation import Caller, Invocation
from mentorbot.chat.reply import Reply
from mentorbot.guides import Library
from mentorbot.outbox import Timing
from mentorbot.settings import Settings
from mentorbot.store.inline import open_inline

NOW: Final = datetime(2026, 11, 23, 9, tzinfo=UTC)
"""A Monday morning, the same for every preview."""


class StillClock:
    def now(self) -> datetime:
        return NOW


class Stage:
    """Each guide has a learner of its own, who is enrolled in it."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._enrolled: set[str] = set()

    async def shows_page(self, guide: str, slug: str) -> Reply:
        return await self._answer(guide, call("mentor guide", topic=slug, guide=guide))

    async def shows_step(self, guide: str, number: int) -> Reply:
        await self._has_learner(guide)
        return await self._answer(guide, call("mentor step", number=number))

    async def shows_task(self, guide: str, slug: str) -> Reply:
        """The task as somebody sees it who makes it this week's."""
        await self._has_learner(guide)
        return await self._answer(guide, call("mentor focus", task=slug))

    async def _has_learner(self, guide: str) -> None:
        if guide not in self._enrolled:
            self._enrolled.add(guide)
            await self._answer(guide, call("cohort create", name=guide, guide=guide))
            await self._answer(guide, call("mentor join", cohort=guide))

    async def _answer(self, guide: str, asked: Call) -> Reply:
        learner = Caller(
            platform="local",
            workspace=WorkspaceId("preview"),
            user=UserId(guide),
            name="A learner",
            zone="UTC",
            admin=True,
        )
        return await self._app.router.answer(Invocation(caller=learner, call=asked))


@asynccontextmanager
async def staged(library: Library) -> AsyncIterator[Stage]:
    """A bot that knows these guides, writes to nobody, and is gone when the block ends."""
    with TemporaryDirectory() as folder:
        settings = Settings(
            slack_bot_token=None,
            slack_app_token=None,
            discord_bot_token=None,
            content_dir=Path(folder),  # the guides are read already, and the operator's folder may be elsewhere
            database_url=f"sqlite:///{folder}/preview.db",
            local=True,
        )
        store = await open_inline(Path(folder) / "preview.db")
        try:
            yield Stage(await wired(settings, library, store, StillClock(), Timing()))
        finally:
            await store.close()
