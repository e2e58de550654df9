"""Where the behaviour suite is played: the local workspace, a local Slack, a local Discord."""

import asyncio
import re
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from mentorbot.app import App
from mentorbot.chat.clock import Clock
from mentorbot.platforms.local.people import WORKSPACE
from tests.behaviour.on_discord import DiscordPerson
from tests.behaviour.on_local import LocalPerson
from tests.behaviour.on_slack import SlackPerson
from tests.behaviour.shown import Json, Person
from tests.fakes.discord import LocalDiscord
from tests.fakes.slack import LocalSlack

_PATIENCE = 10.0


class Venue(ABC):
    """A platform's other side."""

    name: str

    @property
    @abstractmethod
    def workspace(self) -> str:
        """Its id on the platform."""

    @property
    @abstractmethod
    def settings(self) -> dict[str, Any]:
        """What an operator sets to connect to it."""

    @abstractmethod
    def person(self, app: Callable[[], App], name: str, zone: str, *, admin: bool) -> Person:
        """Somebody new; on the local platform somebody of its own people."""

    @abstractmethod
    async def connected(self) -> None:
        """Wait until the app listens."""

    @abstractmethod
    def group(self, name: str, people: Sequence[Person]) -> dict[str, Any]:
        """The option of `/cohort import` for a channel or role with these people."""

    def follow(self, clock: Clock) -> None:
        """Live in the bot's time."""
        del clock

    def pings(self, payload: Json) -> list[str]:
        """Everything in a message that notifies somebody."""
        del payload
        return []


class OnLocal(Venue):
    name = "local"
    workspace = WORKSPACE

    @property
    def settings(self) -> dict[str, Any]:
        return {"local": True}

    def person(self, app: Callable[[], App], name: str, zone: str, *, admin: bool) -> Person:
        del admin  # Robin is
        return LocalPerson(app, name, zone)

    def group(self, name: str, people: Sequence[Person]) -> dict[str, Any]:
        del name, people  # #career is there already: Ada, Kim and Lee
        return {"channel": "#career"}

    async def connected(self) -> None:
        return


class OnSlack(Venue):
    name = "slack"

    def __init__(self, slack: LocalSlack) -> None:
        self.slack = slack

    @property
    def workspace(self) -> str:
        return self.slack.team

    @property
    def settings(self) -> dict[str, Any]:
        return {
            "slack_bot_token": self.slack.bot_token,
            "slack_app_token": self.slack.app_token,
            "slack_api_url": self.slack.url,
        }

    def person(self, app: Callable[[], App], name: str, zone: str, *, admin: bool) -> Person:
        del app
        return SlackPerson(self.slack.person(name, tz=zone, admin=admin), name, zone)

    def group(self, name: str, people: Sequence[Person]) -> dict[str, Any]:
        self.slack.channel(name, [each.user for each in people if isinstance(each, SlackPerson)])
        return {"channel": f"#{name}"}

    def follow(self, clock: Clock) -> None:
        self.slack.clock.source = lambda: clock.now().timestamp()

    async def connected(self) -> None:
        await self.slack.connected()

    def pings(self, payload: Json) -> list[str]:
        """Elements of rich text, and what angle brackets make of mrkdwn; plain text pings nobody."""
        nodes = list(_nodes(payload))
        marked = [each["text"] for each in nodes if each.get("type") == "mrkdwn"]
        elements = [each["type"] for each in nodes if each.get("type") in {"broadcast", "user", "usergroup"}]
        return elements + [each for text in marked for each in re.findall(r"<[!@][^>]*>", text) if "!date^" not in each]


class OnDiscord(Venue):
    name = "discord"

    def __init__(self, discord: LocalDiscord) -> None:
        self.discord = discord

    @property
    def workspace(self) -> str:
        return self.discord.home.id

    @property
    def settings(self) -> dict[str, Any]:
        return {
            "discord_bot_token": self.discord.bot_token,
            "discord_api_url": self.discord.api_url,
            "discord_gateway_url": self.discord.gateway_url,
            "discord_cdn_url": self.discord.cdn_url,
        }

    def person(self, app: Callable[[], App], name: str, zone: str, *, admin: bool) -> Person:
        del app
        return DiscordPerson(self.discord.person(name, manages_guild=admin), name, zone)

    def group(self, name: str, people: Sequence[Person]) -> dict[str, Any]:
        role = self.discord.role(name)
        for each in people:
            self.discord.home.members[each.id].roles.append(role)
        return {"role": role}

    async def connected(self) -> None:
        async with asyncio.timeout(_PATIENCE):
            await self.discord.declared()

    def pings(self, payload: Json) -> list[str]:
        """Mentions in texts outside of code, and every message that would let them through."""
        texts = [re.sub(r"`[^`]*`", "", each["content"]) for each in _nodes(payload) if "content" in each]
        mentions = [each for text in texts for each in re.findall(r"(?<!\\)<@[!&]?\d+>|@everyone|@here", text)]
        bodies = [
            each.body.get("data") or each.body for each in self.discord.requests if "components" in str(each.body)
        ]
        said = [each for each in bodies if "components" in each and "title" not in each]
        return mentions + [str(each) for each in said if (each.get("allowed_mentions") or {}).get("parse") != []]


def _nodes(payload: Json) -> Iterator[dict[str, Any]]:
    """Every object in a payload."""
    if isinstance(payload, dict):
        yield payload
    for each in payload.values() if isinstance(payload, dict) else payload if isinstance(payload, list) else ():
        yield from _nodes(each)


@asynccontextmanager
async def opened(name: str) -> AsyncIterator[Venue]:
    """The venue of that name, on ports of its own."""
    match name:
        case "slack":
            async with LocalSlack() as slack:
                yield OnSlack(slack)
        case "discord":
            async with LocalDiscord() as discord:
                yield OnDiscord(discord)
        case _:
            yield OnLocal()
