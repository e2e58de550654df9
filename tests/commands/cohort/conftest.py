"""The whole bot over a local workspace, on a clock that the test moves."""

import shutil
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mentorbot.app import App, open_app
from mentorbot.domain.deliveries import Delivery
from mentorbot.domain.members import Member, WorkspaceKey
from mentorbot.jobs.plan_nudges import plan_nudges
from mentorbot.platforms.local.platform import LocalPlatform
from mentorbot.platforms.local.somebody import Somebody
from mentorbot.settings import Settings
from mentorbot.store.deliveries import history
from mentorbot.store.enrolments import live_of
from mentorbot.store.people import member_of
from tests.holding import hold

CONTENT = Path(__file__).parents[3] / "content"
_STEPS = 500
SUNDAY = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


class StillClock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.at = SUNDAY

    def now(self) -> datetime:
        return self.at


class Workspace:
    """Everybody of the local workspace, and time."""

    def __init__(self, app: App, local: LocalPlatform, clock: StillClock) -> None:
        self.app = app
        self._local = local
        self._clock = clock

    def somebody(self, user: str) -> Somebody:
        return self._local.as_person(user)

    @property
    def now(self) -> datetime:
        return self._clock.at

    async def member(self, user: str) -> Member:
        """Somebody as the store knows them."""
        async with self.app.store.read() as tx:
            found = await member_of(tx, WorkspaceKey(1), user)
        assert found is not None
        return found

    async def history(self, user: str) -> Sequence[Delivery]:
        """What was owed to somebody, newest first."""
        member = await self.member(user)
        async with self.app.store.read() as tx:
            return await history(tx, member.key, 50)

    async def owe_now(self, user: str) -> None:
        """Go to somebody's next hour and plan their nudge, without sending it."""
        member = await self.member(user)
        async with self.app.store.read() as tx:
            found = await live_of(tx, member.key)
        assert found is not None
        assert found[0].next_at is not None
        self._clock.at = found[0].next_at
        assert await plan_nudges(self.app.store, self.app.library, self.now) == 1

    async def hold(self, user: str) -> None:
        """Somebody's next nudge is sent at its hour, and nobody can tell whether it arrived."""
        await self.owe_now(user)
        assert await hold(self.app.store, "local", "local", self.now) == 1

    def jump(self, **span: int) -> None:
        """Time passes while nothing is due."""
        self._clock.at += timedelta(**span)

    async def wait(self, **span: int) -> None:
        """Time passes, and what becomes due happens at its hour."""
        target = self.now + timedelta(**span)
        for _ in range(_STEPS):
            due = await self.app.next_due()
            if due is None or due > target:
                break
            self._clock.at = max(self.now, due)
            await self.app.tick()
        else:
            pytest.fail("something is due for ever")
        self._clock.at = target


@pytest.fixture
async def workspace(tmp_path: Path, sqlite_file: Path) -> AsyncIterator[Workspace]:
    database = shutil.copy(sqlite_file, tmp_path / "bot.db")
    settings = Settings(database_url=f"sqlite:///{database}", content_dir=CONTENT, local=True)
    clock = StillClock()
    async with open_app(settings, clock=clock) as app:
        assert app.local is not None
        yield Workspace(app, app.local, clock)


@pytest.fixture
def robin(workspace: Workspace) -> Somebody:
    """The admin, in Amsterdam."""
    return workspace.somebody("robin")


@pytest.fixture
def kim(workspace: Workspace) -> Somebody:
    """A learner in New York."""
    return workspace.somebody("kim")


@pytest.fixture
async def spring(robin: Somebody) -> str:
    """A cohort with nobody in it; its short name."""
    await robin.says('/cohort create "Spring 26"')
    return "spring-26"
