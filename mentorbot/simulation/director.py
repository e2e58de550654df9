"""Lets the weeks go by: the bot ticks when something is due, people do things, what breaks breaks."""

import asyncio
import logging
from collections.abc import Callable
from datetime import timedelta
from math import floor
from random import Random
from typing import TYPE_CHECKING

from mentorbot.app import Played
from mentorbot.guides import Library
from mentorbot.platforms.discord.platform import PACE as DISCORD_PACE
from mentorbot.platforms.slack.platform import PACE as SLACK_PACE
from mentorbot.settings import Settings
from mentorbot.simulation.habits import Habits
from mentorbot.simulation.platform import Arrival, Limits, PlayedPlatform
from mentorbot.simulation.process import Process, started
from mentorbot.simulation.scenario import Broken, Scenario
from mentorbot.simulation.town import Inhabitant, settle_town
from mentorbot.simulation.virtual import VirtualClock
from mentorbot.store.inline import InlineStore

if TYPE_CHECKING:
    from collections.abc import Iterator

DAY = 86_400.0
_LIMITS = {
    "slack": Limits(pace=SLACK_PACE, per_second=SLACK_PACE.per_second * 1.5 if SLACK_PACE.per_second else 1),
    "discord": Limits(pace=DISCORD_PACE, per_second=50),
}
"""What the platforms take: Slack is said to take several hundred a minute and workspace, Discord 50 a second."""

Progress = Callable[[float], None]

log = logging.getLogger(__name__)


class Director:
    """One simulation, on a loop in virtual time."""

    def __init__(self, scenario: Scenario, settings: Settings, library: Library, store: InlineStore) -> None:
        self._scenario = scenario
        self._settings = settings
        self._library = library
        self._store = store
        self._loop = asyncio.get_running_loop()
        self.clock = VirtualClock(self._loop, scenario.start)
        self.people: dict[str, Inhabitant] = {}
        self.platforms = {name: self._played(name) for name in _LIMITS}
        self.habits = Habits({}, {}, self._chance("habits"))
        self._jitter = self._chance("jitter")
        self._process: Process | None = None
        self._lanes: set[asyncio.Task[object]] = set()

    async def run(self, progress: Progress) -> None:
        """Everything from the first minute to the last."""
        guide = self._library.default
        self.people = await settle_town(self._store, self._scenario, guide.slug)
        admins = {each.workspace: user for user, each in self.people.items()}
        self._settings = self._settings.model_copy(update={"admins": tuple(admins.values())})
        closed = {name: each.closed for name, each in self.platforms.items()}
        self.habits = Habits(self.people, closed, self._chance("habits"))
        told = 0.0
        while (now := self._loop.time()) < self._scenario.seconds:
            await self._keep_alive()
            if not self._away(Broken.DATABASE) and self._process:
                await self.habits.live(self._store, guide, now, self.clock.now())
            due = await self._due()
            if due is not None and due <= now:
                await self._tick()
                due = await self._due()
            await self._wait(self._next_at(now, due))
            if now - told >= DAY:
                progress(now - told)
                told = now
        progress(self._scenario.seconds - told)

    async def end(self) -> None:
        """The bot stops cleanly, so that nothing is in doubt because the story ended."""
        if self._process:
            await self._process.app.dispatcher.stop()

    async def _keep_alive(self) -> None:
        gone = self._away(Broken.BOT)
        if gone and self._process:
            await self._process.kill()
            self._process, self._lanes = None, set()
        elif not gone and not self._process:
            self._process = await started(
                self._settings,
                self._library,
                self._store,
                clock=self.clock,
                played=Played([*self.platforms.values()], self._jitter.random),
                away=lambda: self._away(Broken.DATABASE),
            )

    async def _tick(self) -> None:
        """What the bot's ticks do each second, when something is due; a tick that breaks is survived there too."""
        if self._process is None:
            return
        app = self._process.app
        try:
            await app.plan()
            await app.tell()
            self._lanes = set(await app.dispatcher.wake())
        except OSError as error:
            log.debug("the tick broke: %s", error)

    async def _due(self) -> float | None:
        """When the bot has something to do next; a second later, as it would find out, while it cannot know."""
        if self._process is None:
            return None
        try:
            due = await self._process.app.next_due(idle=True)
        except OSError:
            return floor(self._loop.time()) + 1.0
        return (due - self._scenario.start) / timedelta(seconds=1) if due else None

    def _next_at(self, now: float, due: float | None) -> float:
        """The second at which something happens next, by whoever it is that acts."""
        instants = [self._scenario.seconds, floor(now) + DAY, *self._edges(now)]
        habit = self.habits.next_at()
        if habit is not None and self._process:
            instants.append(habit)
        return min(instants if due is None else [*instants, due])

    def _edges(self, now: float) -> "Iterator[float]":
        """When what is broken breaks, and is mended."""
        edges = (edge for each in self._scenario.outages for edge in (each.after, each.after + each.length))
        return (edge for edge in edges if edge > now)

    async def _wait(self, until: float) -> None:
        """Until then, or until a lane comes to rest: then the next tick has to see what is left. Ticks are a second."""
        now = self._loop.time()
        tick = max(floor(now) + 1.0, -floor(-until))
        at_work = {each for each in self._lanes if not each.done()}
        if at_work:
            await asyncio.wait(at_work, timeout=tick - now, return_when=asyncio.FIRST_COMPLETED)
            tick = min(tick, floor(self._loop.time()) + 1.0)
        await asyncio.sleep(tick - self._loop.time())

    def _away(self, what: Broken, seconds: float | None = None) -> bool:
        at = self._loop.time() if seconds is None else seconds
        return any(each.what is what and each.at(at) for each in self._scenario.outages)

    def _chance(self, what: str) -> Random:
        """Each has its own, so that one who asks more often changes nothing for the others."""
        return Random(f"{self._scenario.seed} {what}")  # noqa: S311 - a seed tells the same story again

    def _played(self, name: str) -> PlayedPlatform:
        return PlayedPlatform(
            name=name,
            limits=_LIMITS[name],
            chance=self._chance(name),
            faults=self._scenario.faults / 100,
            away=lambda at: self._away(Broken.PLATFORM, at),
            arrived=self._on_arrival,
        )

    def _on_arrival(self, arrival: Arrival) -> None:
        self.habits.on_message(arrival.user, arrival.at)
