"""The local Slack and the local Discord behind a bad line, outside of the bot's process: they know what arrived.

A post is recorded at any moment of its request, or long after the bot gave up on it; a test may hold a request at a
point, and go on when the bot is dead.
"""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from enum import StrEnum
from time import monotonic
from types import TracebackType
from typing import Self

from aiohttp import web
from aiohttp.typedefs import Handler

from tests.crash.fates import Answer, Fate, Fates, fair
from tests.fakes.discord import LocalDiscord
from tests.fakes.discord.wire import API, too_many
from tests.fakes.slack import LocalSlack
from tests.fakes.slack.web_api import arguments_of
from tests.fakes.slack.workspace import BOT_USER, Kind

RETRY_AFTER = 1
"""Seconds; Slack says whole ones."""


@dataclass(frozen=True, slots=True, order=True)
class Somebody:
    """A person on `slack` or `discord`, by their id there."""

    platform: str
    user: str


class Point(StrEnum):
    """Where a request may be held."""

    ARRIVED = "a post that is not recorded yet"
    RECORDED = "a post that is recorded and not answered"
    LOOKING = "a question about earlier messages that is not answered"


@dataclass(slots=True)
class Held:
    """A request that waits at a point; `forget` it, and it is never recorded nor answered."""

    reached: asyncio.Event = field(default_factory=asyncio.Event)
    gone_on: asyncio.Event = field(default_factory=asyncio.Event)
    forgotten: bool = False

    def go_on(self) -> None:
        self.gone_on.set()

    def forget(self) -> None:
        self.forgotten = True
        self.gone_on.set()


@dataclass(frozen=True, slots=True)
class Arrival:
    """A post that reached its platform; `at` is in seconds of the monotonic clock."""

    at: float
    who: Somebody
    key: str


class Judge:
    """`async with Judge() as judge:`, and point a bot at `judge.slack` and `judge.discord`."""

    def __init__(self, fates: Fates = fair) -> None:
        self.fates = fates
        self.slack = LocalSlack(around=[self._around_slack])
        self.discord = LocalDiscord(around=[self._around_discord])
        self.arrivals: list[Arrival] = []
        self.befell: Counter[str] = Counter()
        """How often each fate was met."""
        self.questions = 0
        """How often it was asked for earlier messages."""
        self.under_way = 0
        """Posts that have arrived and are neither answered nor forgotten."""
        self._held: dict[tuple[Somebody, Point], Held] = {}
        self._later: set[asyncio.Task[web.StreamResponse]] = set()
        self._arrived = asyncio.Condition()
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Self:
        await self._stack.enter_async_context(self.slack)
        await self._stack.enter_async_context(self.discord)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for held in self._held.values():
            held.forget()
        for task in self._later:
            task.cancel()
        await self._stack.aclose()

    @property
    def environment(self) -> Mapping[str, str]:
        """The variables that lead a bot here."""
        return {
            "SLACK_BOT_TOKEN": self.slack.bot_token,
            "SLACK_APP_TOKEN": self.slack.app_token,
            "SLACK_API_URL": self.slack.url,
            "DISCORD_BOT_TOKEN": self.discord.bot_token,
            "DISCORD_API_URL": self.discord.api_url,
            "DISCORD_GATEWAY_URL": self.discord.gateway_url,
        }

    @property
    def recorded(self) -> Mapping[Somebody, Sequence[str]]:
        """The keys of the messages that stand in front of each person; those without a key are empty."""
        found: defaultdict[Somebody, list[str]] = defaultdict(list)
        workspace = self.slack.workspace
        for message in workspace.messages:
            channel = workspace.channels[message.channel]
            if message.author == BOT_USER and channel.kind is Kind.DIRECT:
                found[Somebody("slack", channel.members[0])].append(_key_in(message.metadata))
        for user, direct in self.discord.world.direct.items():
            for posted in direct.posted:
                found[Somebody("discord", user)].append(str(direct.messages[posted].get("nonce") or ""))
        return found

    def hold(self, who: Somebody, point: Point) -> Held:
        """Hold the next request about somebody that comes to a point."""
        return self._held.setdefault((who, point), Held())

    async def arrival(self, *, beyond: int = 0, platform: str = "") -> Arrival:
        """The first post (on a platform, or on any) after the first `beyond` of all; waits for it."""
        async with self._arrived:
            while True:
                for each in self.arrivals[beyond:]:
                    if platform in {"", each.who.platform}:
                        return each
                await self._arrived.wait()

    async def lull(self, seconds: float) -> None:
        """Wait until nothing has arrived for so long."""
        while True:
            seen = len(self.arrivals)
            await asyncio.sleep(seconds)
            if len(self.arrivals) == seen:
                return

    @web.middleware
    async def _around_slack(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        method = request.path.removeprefix("/api/")
        if method not in {"chat.postMessage", "conversations.history"}:
            return await handler(request)
        given = await arguments_of(request)
        who = Somebody("slack", self._slack_user(str(given.get("channel", ""))))
        if method == "conversations.history":
            return await self._question(who, request, handler)
        return await self._post(Arrival(monotonic(), who, _key_in(given.get("metadata"))), request, handler)

    @web.middleware
    async def _around_discord(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        match request.path.removeprefix(API).split("/")[1:]:
            case ["channels", channel, "messages", *_] if request.method in {"POST", "GET"}:
                pass
            case _:
                return await handler(request)
        who = Somebody("discord", self._discord_user(channel))
        if request.method == "GET":
            return await self._question(who, request, handler)
        given = await request.json()
        return await self._post(Arrival(monotonic(), who, str(given.get("nonce", ""))), request, handler)

    async def _question(self, who: Somebody, request: web.Request, handler: Handler) -> web.StreamResponse:
        self.questions += 1
        await self._wait_at(who, Point.LOOKING)
        return await handler(request)

    async def _post(self, arrival: Arrival, request: web.Request, handler: Handler) -> web.StreamResponse:
        async with self._arrived:
            self.arrivals.append(arrival)
            self._arrived.notify_all()
        self.under_way += 1
        try:
            return await self._meet(self.fates(), arrival, request, handler)
        finally:
            self.under_way -= 1

    async def _meet(self, fate: Fate, arrival: Arrival, request: web.Request, handler: Handler) -> web.StreamResponse:
        self.befell[fate.name] += 1
        if fate.answers_first:
            task = asyncio.ensure_future(self._recorded(arrival.who, fate, request, handler))
            self._later.add(task)
            task.add_done_callback(self._later.discard)
            return _answer(fate, request)
        answered = await self._recorded(arrival.who, fate, request, handler)
        await asyncio.sleep(fate.after)
        return answered if fate.answer is Answer.OWN else _answer(fate, request)

    async def _recorded(self, who: Somebody, fate: Fate, request: web.Request, handler: Handler) -> web.StreamResponse:
        """The platform's own answer to a post that it has taken, if it does."""
        await asyncio.sleep(fate.before)
        if await self._wait_at(who, Point.ARRIVED):
            return _broken(request)
        if not fate.records:
            return _answer(fate, request)
        answered = await handler(request)
        await self._wait_at(who, Point.RECORDED)
        return answered

    async def _wait_at(self, who: Somebody, point: Point) -> bool:
        """Wait there if a test holds it; says whether the request is forgotten."""
        held = self._held.get((who, point))
        if held is None or held.reached.is_set():
            return False
        held.reached.set()
        await held.gone_on.wait()
        return held.forgotten

    def _slack_user(self, channel: str) -> str:
        found = self.slack.workspace.channels.get(channel)
        return found.members[0] if found and found.members else channel

    def _discord_user(self, channel: str) -> str:
        direct = self.discord.world.direct.items()
        return next((user for user, theirs in direct if theirs.id == channel), channel)


def _key_in(metadata: object) -> str:
    """The delivery that a message of Slack names."""
    match metadata:
        case {"event_payload": {"key": str(key)}}:
            return key
    return ""


def _answer(fate: Fate, request: web.Request) -> web.Response:
    match fate.answer:
        case Answer.LIMITED if request.path.startswith(API):
            return too_many(RETRY_AFTER, everything=False)
        case Answer.LIMITED:
            headers = {"Retry-After": str(RETRY_AFTER)}
            return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers=headers)
        case Answer.ERROR:
            return web.Response(status=503, text="upstream error")
        case _:
            return _broken(request)


def _broken(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=599)
