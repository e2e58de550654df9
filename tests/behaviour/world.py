"""The whole bot on one platform, a clock that tests set, and the people who use it."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from mentorbot.app import App, open_app
from mentorbot.settings import Settings
from tests.behaviour.shown import Person, Reply
from tests.behaviour.venues import OnDiscord, OnSlack, Venue
from tests.holding import hold

START = datetime(2026, 11, 23, 8, tzinfo=UTC)
"""A Monday: 09:00 in Berlin, 03:00 in New York."""
CONTENT = Path(__file__).parents[2] / "content"
_STEPS = 1000
_PATIENCE = 10.0


class SetClock:
    """`now` is what a test says."""

    def __init__(self) -> None:
        self.instant = START

    def now(self) -> datetime:
        return self.instant

    def set(self, when: str) -> None:
        """To "2026-11-30 09:00 Europe/Berlin"; nothing happens by it."""
        self.instant = instant_of(when)


class Alarm(logging.Handler):
    """Whatever the bot complains about in its log, unless a test said that it would."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[str] = []
        self.expected: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(self.format(record))

    @property
    def surprises(self) -> list[str]:
        return [each for each in self.heard if not any(part in each for part in self.expected)]


class World:
    """One app at a time; `restart` closes it and opens it again on the same database."""

    def __init__(self, venue: Venue, database: Path) -> None:
        self.venue = venue
        self.clock = SetClock()
        venue.follow(self.clock)
        self.alarm = Alarm()
        self.content = CONTENT
        """What the next start reads."""
        self._database = database
        self._stack = AsyncExitStack()
        self.app: App
        self.ada: Person
        self.kim: Person
        self.robin: Person

    @property
    def slack(self) -> OnSlack:
        assert isinstance(self.venue, OnSlack)
        return self.venue

    @property
    def discord(self) -> OnDiscord:
        assert isinstance(self.venue, OnDiscord)
        return self.venue

    async def begin(self) -> None:
        await self.start()

        def app() -> App:
            return self.app

        self.ada = self.venue.person(app, "Ada", "Europe/Berlin", admin=False)
        self.kim = self.venue.person(app, "Kim", "America/New_York", admin=False)
        self.robin = self.venue.person(app, "Robin", "Europe/Amsterdam", admin=True)

    async def restart(self) -> None:
        """A clean stop, and a start."""
        await self.stop()
        await self.start()

    async def stop(self) -> None:
        await self._stack.aclose()

    async def at(self, when: str) -> None:
        """Live until "2026-11-30 09:00 Europe/Berlin"; whatever is due by then happens at its own time."""
        target = instant_of(when)
        for _ in range(_STEPS):
            due = await self.app.next_due()
            if due is None or due > target:
                break
            self.clock.instant = max(due, self.clock.instant)
            await self.app.tick()
        await self._tick_at(target)

    async def wakes_at(self, when: str) -> None:
        """Be asleep until then: nothing happens on the way."""
        await self._tick_at(instant_of(when))

    async def in_a_while(self, **length: float) -> None:
        """Live on for a `timedelta(**length)`."""
        await self.at(f"{self.clock.instant + timedelta(**length):%Y-%m-%d %H:%M:%S} UTC")

    def fails_once(self) -> None:
        """The next message fails in a way that leaves open whether it was sent, and nobody can look for it."""
        if self.venue.name == "slack":
            self.slack.slack.fail("chat.postMessage", status=500)
            self.slack.slack.fail("conversations.history", "missing_scope")
        else:
            self.discord.discord.fail("POST /channels/*/messages", 500)

    async def holds(self, when: str) -> None:
        """Whoever is due then is sent their nudge, and nobody can tell whether it arrived."""
        self.clock.set(when)
        await self.app.plan()
        assert await hold(self.app.store, self.venue.name, self.venue.workspace, self.clock.instant)

    def refuses_the_token(self, *, times: int) -> None:
        """The platform takes nothing at all for so many tries."""
        match self.venue:
            case OnSlack(slack=slack):
                slack.fail("chat.postMessage", error="token_revoked", times=times)
            case OnDiscord(discord=discord):
                discord.fail("POST /channels/*/messages", 401, message="401: Unauthorized", times=times)

    def somebody(self, name: str, zone: str) -> Person:
        """One more learner."""
        return self.venue.person(lambda: self.app, name, zone, admin=False)

    def refuses(self, person: Person) -> None:
        """The platform takes no more messages for somebody."""
        if self.venue.name == "slack":
            self.slack.slack.workspace.users[person.id].deleted = True
        else:
            self.discord.discord.world.users[person.id].accepts_messages = False

    async def cohort(self, name: str = "Spring 26", **options: str) -> Reply:
        """Robin makes one."""
        return await self.robin.does("cohort create", name=name, **options)

    def slow_posts(self, *, seconds: float) -> None:
        """The next direct message takes a while."""
        match self.venue:
            case OnSlack(slack=slack):
                slack.fail("chat.postMessage", delay=seconds)
            case OnDiscord(discord=discord):
                discord.delay("POST /channels/*/messages", seconds)

    async def posting(self) -> None:
        """Wait until a direct message is on its way."""
        if isinstance(self.venue, OnSlack):
            await self.venue.slack.until_called("chat.postMessage")
        else:
            async with asyncio.timeout(_PATIENCE):
                # The local Discord announces no request.
                while not self.discord.discord.count("POST /users/@me/channels"):  # noqa: ASYNC110 - as above
                    await asyncio.sleep(0.01)

    def complains(self, *parts: str) -> None:
        """The log may say this in the test; anything else fails it."""
        self.alarm.expected += parts

    async def _tick_at(self, target: datetime) -> None:
        assert target >= self.clock.instant, f"it is {self.clock.instant} already"
        self.clock.instant = target
        await self.app.tick()

    async def start(self) -> None:
        off: dict[str, Any] = {
            "slack_bot_token": None,
            "slack_app_token": None,
            "discord_bot_token": None,
            "admins": frozenset(),
        }
        chosen = {**off, "database_url": f"sqlite:///{self._database}", "content_dir": self.content, "port": 0}
        settings = Settings(_env_file=None, **{**chosen, **self.venue.settings})
        self.app = await self._stack.enter_async_context(open_app(settings, clock=self.clock))
        await self._stack.enter_async_context(self.app.serve())
        await self.venue.connected()


@asynccontextmanager
async def living(venue: Venue, database: Path) -> AsyncIterator[World]:
    """The world, begun; afterwards nothing is left of it, and its log held no surprise."""
    world = World(venue, database)
    logging.getLogger().addHandler(world.alarm)
    try:
        await world.begin()
        yield world
    finally:
        await world.stop()
        logging.getLogger().removeHandler(world.alarm)
    assert not world.alarm.surprises, "\n".join(world.alarm.surprises)


def instant_of(when: str) -> datetime:
    """UTC, from a wall clock and its zone: "2026-11-30 09:00 Europe/Berlin"."""
    wall, _, zone = when.rpartition(" ")
    return datetime.fromisoformat(wall).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
