"""Interactions: one gesture, its first response within three seconds, and everything said after it."""

import asyncio
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from aiohttp import web

from tests.fakes.discord import limits, messages
from tests.fakes.discord.check_components import check_modal
from tests.fakes.discord.check_message import EPHEMERAL
from tests.fakes.discord.errors import (
    ACKNOWLEDGED,
    UNKNOWN_INTERACTION,
    UNKNOWN_MESSAGE,
    UNKNOWN_WEBHOOK,
    Faults,
    Json,
)
from tests.fakes.discord.gateway import Gateway
from tests.fakes.discord.wire import answer, body_of
from tests.fakes.discord.world import Channel, World, snowflake

COMMAND, COMPONENT, AUTOCOMPLETE, MODAL_SUBMIT = 2, 3, 4, 5
SAY, DEFER, DEFER_UPDATE, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9
_ALLOWED: Final = {
    COMMAND: {SAY, DEFER, MODAL},
    COMPONENT: {SAY, DEFER, DEFER_UPDATE, UPDATE, MODAL},
    AUTOCOMPLETE: {CHOICES},
    MODAL_SUBMIT: {SAY, DEFER, DEFER_UPDATE, UPDATE},
}


@dataclass(frozen=True, slots=True)
class Said:
    """A message, new or changed in place."""

    message: Json
    channel: Channel


@dataclass(frozen=True, slots=True)
class Asked:
    """A modal."""

    data: Json


@dataclass(frozen=True, slots=True)
class Offered:
    """Suggestions."""

    choices: list[Json]


Answer: TypeAlias = Said | Asked | Offered


@dataclass(slots=True, kw_only=True)
class Interaction:
    kind: int
    user: Json
    channel: Channel
    source: Json | None = None
    """The message whose button was pressed, or whose button opened the modal."""
    id: str = field(default_factory=snowflake)
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    began: float = field(default_factory=time.monotonic)
    response: int = 0
    private: bool = False
    original: str = ""
    thinking: bool = False
    responded: asyncio.Event = field(default_factory=asyncio.Event)
    answers: asyncio.Queue[Answer] = field(default_factory=asyncio.Queue)

    @property
    def metadata(self) -> Json:
        """What a message says of the gesture that it answers."""
        return {"id": self.id, "type": self.kind, "user": self.user, "authorizing_integration_owners": {}}


class Interactions:
    def __init__(self, world: World, gateway: Gateway) -> None:
        self._world = world
        self._gateway = gateway
        self._open: dict[str, Interaction] = {}
        self._by_token: dict[str, Interaction] = {}
        self.acknowledge_seconds: float = limits.ACKNOWLEDGE_SECONDS

    def begin(self, interaction: Interaction) -> None:
        self._open[interaction.id] = interaction
        self._by_token[interaction.token] = interaction

    def routes(self, api: str) -> list[web.RouteDef]:
        hook = api + "/webhooks/{application}/{token}"
        return [
            web.post(api + "/interactions/{interaction}/{token}/callback", self._callback),
            web.post(hook, self._follow_up),
            web.get(hook + "/messages/{message}", self._show),
            web.patch(hook + "/messages/{message}", self._edit),
            web.delete(hook + "/messages/{message}", self._delete),
        ]

    async def _callback(self, request: web.Request) -> web.Response:
        interaction = self._open.get(request.match_info["interaction"])
        if interaction is None or interaction.token != request.match_info["token"]:
            raise UNKNOWN_INTERACTION
        if interaction.response:
            raise ACKNOWLEDGED
        if time.monotonic() - interaction.began > self.acknowledge_seconds:
            raise UNKNOWN_INTERACTION
        body = await body_of(request)
        self._respond(interaction, body["type"], body.get("data") or {})
        interaction.response = body["type"]
        interaction.responded.set()
        if body["type"] in {SAY, DEFER}:
            await self._tell(interaction, messages.find(interaction.channel, interaction.original))
        if request.query.get("with_response") not in {"1", "true"}:
            return web.Response(status=204)
        return answer(_resource(interaction))

    def _respond(self, interaction: Interaction, kind: int, data: Json) -> None:
        faults = Faults()
        updates_nothing = kind in {DEFER_UPDATE, UPDATE} and interaction.source is None
        if kind not in _ALLOWED[interaction.kind] or updates_nothing:
            faults.add("type", f"Response type {kind} is not allowed for this interaction.")
        if kind == MODAL:
            check_modal(faults, data)
        if kind == CHOICES:
            _check_choices(faults, data.get("choices") or [])
        faults.settle()
        self._responses()[kind](interaction, data)

    def _responses(self) -> dict[int, Callable[[Interaction, Json], None]]:
        return {
            SAY: self._say,
            DEFER: self._defer,
            DEFER_UPDATE: self._defer_update,
            UPDATE: self._update,
            CHOICES: lambda interaction, data: interaction.answers.put_nowait(Offered(data["choices"])),
            MODAL: lambda interaction, data: interaction.answers.put_nowait(Asked(data)),
        }

    def _say(self, interaction: Interaction, data: Json) -> None:
        interaction.private = bool((data.get("flags") or 0) & EPHEMERAL)
        message = messages.post(interaction.channel, self._world.bot, data, ephemeral=interaction.private)
        messages.answers(message, interaction.metadata)
        interaction.original = message["id"]
        interaction.answers.put_nowait(Said(message, interaction.channel))

    def _defer(self, interaction: Interaction, data: Json) -> None:
        interaction.private = bool((data.get("flags") or 0) & EPHEMERAL)
        waiting = messages.placeholder(interaction.channel, self._world.bot, ephemeral=interaction.private)
        messages.answers(waiting, interaction.metadata)
        interaction.original = waiting["id"]
        interaction.thinking = True

    def _defer_update(self, interaction: Interaction, _data: Json) -> None:
        interaction.original = (interaction.source or {})["id"]

    def _update(self, interaction: Interaction, data: Json) -> None:
        interaction.original = (interaction.source or {})["id"]
        message = self._changed(interaction, data)
        interaction.answers.put_nowait(Said(message, interaction.channel))

    async def _follow_up(self, request: web.Request) -> web.Response:
        interaction = self._of_token(request)
        body = await body_of(request)
        if interaction.thinking:
            message = self._filled(interaction, body)
        else:
            private = bool((body.get("flags") or 0) & EPHEMERAL)
            message = messages.post(interaction.channel, self._world.bot, body, ephemeral=private)
            messages.answers(message, interaction.metadata)
            await self._tell(interaction, message)
        interaction.answers.put_nowait(Said(message, interaction.channel))
        return answer(message)

    async def _tell(self, interaction: Interaction, message: Json) -> None:
        """The bot hears of its own answer too."""
        await self._gateway.tell("MESSAGE_CREATE", message, interaction.channel)

    async def _show(self, request: web.Request) -> web.Response:
        return answer(self._message(self._of_token(request), request.match_info["message"]))

    async def _edit(self, request: web.Request) -> web.Response:
        interaction = self._of_token(request)
        body = await body_of(request)
        message = self._message(interaction, request.match_info["message"])
        if interaction.thinking and message["id"] == interaction.original:
            message = self._filled(interaction, body)
        else:
            messages.edit(message, body, interaction.channel.uploads)
        interaction.answers.put_nowait(Said(message, interaction.channel))
        return answer(message)

    async def _delete(self, request: web.Request) -> web.Response:
        interaction = self._of_token(request)
        message = self._message(interaction, request.match_info["message"])
        del interaction.channel.messages[message["id"]]
        return web.Response(status=204)

    def _filled(self, interaction: Interaction, body: Json) -> Json:
        """The answer that was deferred; whether it is private was fixed by the defer."""
        message = self._changed(interaction, body)
        message["flags"] &= ~(1 << 7)
        interaction.thinking = False
        return message

    def _changed(self, interaction: Interaction, body: Json) -> Json:
        channel = interaction.channel
        return messages.edit(messages.find(channel, interaction.original), body, channel.uploads)

    def _message(self, interaction: Interaction, name: str) -> Json:
        if name == "@original" and not interaction.original:
            raise UNKNOWN_MESSAGE
        return messages.find(interaction.channel, interaction.original if name == "@original" else name)

    def _of_token(self, request: web.Request) -> Interaction:
        interaction = self._by_token.get(request.match_info["token"])
        if interaction is None or not interaction.response:
            raise UNKNOWN_WEBHOOK
        if time.monotonic() - interaction.began > limits.TOKEN_SECONDS:
            raise UNKNOWN_WEBHOOK
        return interaction


def _check_choices(faults: Faults, choices: list[Json]) -> None:
    faults.count("data.choices", choices, low=0, high=limits.COMMAND_CHOICES)
    for index, each in enumerate(choices):
        faults.length(f"data.choices.{index}.name", each.get("name"), high=limits.CHOICE_TEXT)
        if isinstance(each.get("value"), str):
            faults.length(f"data.choices.{index}.value", each["value"], high=limits.CHOICE_TEXT)


def _resource(interaction: Interaction) -> Json:
    described: Json = {"id": interaction.id, "type": interaction.kind}
    if interaction.original:
        described |= {
            "response_message_id": interaction.original,
            "response_message_loading": interaction.thinking,
            "response_message_ephemeral": interaction.private,
        }
    found = interaction.channel.messages.get(interaction.original)
    resource: Json = {"type": interaction.response} | ({"message": found} if found else {})
    return {"interaction": described, "resource": resource}
