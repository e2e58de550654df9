"""A person on this Discord, what they do, and what they then read."""

import asyncio
import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.fakes.discord.check_components import BUTTON, LABEL, SELECTS, walk
from tests.fakes.discord.check_message import EPHEMERAL
from tests.fakes.discord.errors import Json
from tests.fakes.discord.interactions import (
    AUTOCOMPLETE,
    COMMAND,
    COMPONENT,
    MODAL_SUBMIT,
    Answer,
    Asked,
    Interaction,
    Offered,
    Said,
)
from tests.fakes.discord.payloads import (
    NotOffered,
    Resolved,
    Value,
    command_data,
    find_word,
    modal_component,
    option_values,
)
from tests.fakes.discord.text import read_message, read_modal
from tests.fakes.discord.world import Channel, Guild, Member, User

if TYPE_CHECKING:
    from tests.fakes.discord.server import LocalDiscord

_PATIENCE = 10.0
"""Seconds that a person of a test waits for an answer after the acknowledgement."""


class NoAnswer(AssertionError):
    """The bot did not acknowledge in time, or never answered."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A suggestion, as people see it and as it is sent."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in a server, or no longer in it."""

    discord: "LocalDiscord"
    guild: Guild
    user: User

    @property
    def id(self) -> str:
        return self.user.id

    async def uses(self, path: str, /, *, in_dm: bool = False, **options: Value) -> "Reply":
        """Run a slash command in the server's channel or in the direct messages with the bot."""
        return self._read(await self._run(path, options, in_dm=in_dm))

    async def opens(self, path: str, /, *, in_dm: bool = False, **options: Value) -> "Modal":
        """Run a slash command that answers with a form."""
        return self._fill(await self._run(path, options, in_dm=in_dm))

    async def completes(self, path: str, option: str, typed: str, /, *, in_dm: bool = False) -> list[Choice]:
        """What Discord suggests while an option is being typed."""
        declared = await self.discord.declared()
        command, trail = find_word(declared, path, self._member(in_dm=in_dm))
        known = (trail[-1] if trail else command).get("options") or []
        focused = next((each for each in known if each["name"] == option and each.get("autocomplete")), None)
        if focused is None:
            raise NotOffered(f"{option} of /{path} suggests nothing")
        value = {"type": focused["type"], "name": option, "value": typed, "focused": True}
        data = command_data(command, trail, [value], Resolved(self.guild))
        answer = await self.act(AUTOCOMPLETE, data, self.place(in_dm=in_dm))
        if not isinstance(answer, Offered):
            raise NoAnswer("suggestions were expected")
        return [Choice(each["name"], str(each["value"])) for each in answer.choices]

    def direct_messages(self) -> "list[Reply]":
        """What the bot sent of its own accord, oldest first, as it reads now."""
        channel = self.discord.world.direct_channel(self.user)
        return [self.read(channel.messages[each], channel) for each in channel.posted]

    async def next_message(self) -> "Reply":
        """The next direct message that was not waited for yet."""
        channel = self.discord.world.direct_channel(self.user)
        async with asyncio.timeout(_PATIENCE):
            return self.read(await channel.arrivals.get(), channel)

    def closes_direct_messages(self) -> None:
        self.user.accepts_messages = False

    def opens_direct_messages(self) -> None:
        self.user.accepts_messages = True

    def leaves(self) -> None:
        del self.guild.members[self.user.id]

    def place(self, *, in_dm: bool) -> Channel:
        return self.discord.world.direct_channel(self.user) if in_dm else next(iter(self.guild.channels.values()))

    def read(self, message: Json, channel: Channel) -> "Reply":
        return Reply(self, copy.deepcopy(message), channel)

    async def act(self, kind: int, data: Json, channel: Channel, source: Json | None = None) -> Answer:
        """Make a gesture and wait for what the bot says to it."""
        interaction = Interaction(kind=kind, channel=channel, source=source)
        self.discord.interactions.begin(interaction)
        await self.discord.gateway.ready()
        await self.discord.gateway.dispatch("INTERACTION_CREATE", self._payload(interaction, data))
        await self._acknowledged(interaction)
        try:
            async with asyncio.timeout(_PATIENCE):
                return await interaction.answers.get()
        except TimeoutError:
            raise NoAnswer("acknowledged, then never answered") from None

    async def _acknowledged(self, interaction: Interaction) -> None:
        try:
            async with asyncio.timeout(self.discord.interactions.acknowledge_seconds):
                await interaction.responded.wait()
        except TimeoutError:
            raise NoAnswer("the application did not respond") from None

    async def _run(self, path: str, options: dict[str, Value], *, in_dm: bool) -> tuple[Answer, Channel]:
        declared = await self.discord.declared()
        command, trail = find_word(declared, path, self._member(in_dm=in_dm))
        known = (trail[-1] if trail else command).get("options") or []
        resolved = Resolved(self.guild)
        values = option_values(known, options, resolved)
        channel = self.place(in_dm=in_dm)
        return await self.act(COMMAND, command_data(command, trail, values, resolved), channel), channel

    def _read(self, given: tuple[Answer, Channel]) -> "Reply":
        answer, channel = given
        if not isinstance(answer, Said):
            raise NoAnswer(f"a message was expected, not {type(answer).__name__}")
        return self.read(answer.message, channel)

    def _fill(self, given: tuple[Answer, Channel], source: Json | None = None) -> "Modal":
        answer, channel = given
        if not isinstance(answer, Asked):
            raise NoAnswer(f"a form was expected, not {type(answer).__name__}")
        return Modal(self, answer.data, channel, source)

    def _member(self, *, in_dm: bool) -> Member | None:
        return None if in_dm else self.guild.members[self.user.id]

    def _payload(self, interaction: Interaction, data: Json) -> Json:
        payload: Json = {
            "id": interaction.id, "application_id": self.discord.world.bot.id, "type": interaction.kind, "data": data,
            "token": interaction.token, "version": 1, "channel_id": interaction.channel.id,
            "channel": interaction.channel.json(), "locale": "en-GB", "entitlements": [], "app_permissions": "0",
            "authorizing_integration_owners": {"0": self.guild.id}, "attachment_size_limit": 10_485_760,
        }  # fmt: skip
        if interaction.source is not None:
            payload["message"] = interaction.source
        if interaction.channel.recipient is not None:
            return payload | {"user": self.user.json(), "context": 1}
        guild = {"id": self.guild.id, "locale": "en-GB", "features": []}
        member = self.guild.members[self.user.id].json()
        return payload | {"guild_id": self.guild.id, "guild": guild, "member": member, "context": 0}


@dataclass(frozen=True, slots=True)
class Reply:
    """A message as one person sees it at one moment."""

    person: Person
    message: Json
    channel: Channel

    @property
    def text(self) -> str:
        return read_message(self.message)

    @property
    def private(self) -> bool:
        return bool(self.message["flags"] & EPHEMERAL)

    @property
    def buttons(self) -> list[str]:
        return [each["label"] for each in walk(self.message["components"]) if each["type"] == BUTTON]

    async def press(self, label: str) -> "Reply":
        """Press a button that answers with a message, or changes this one."""
        return self.person._read(await self._press(label))  # noqa: SLF001 - a reply is the person's other half

    async def opens(self, label: str) -> "Modal":
        """Press a button that answers with a form."""
        return self.person._fill(await self._press(label), self.message)  # noqa: SLF001 - as above

    async def choose(self, label: str) -> "Reply":
        """Choose an option of a select menu."""
        for each in walk(self.message["components"]):
            for option in each.get("options") or [] if each["type"] in SELECTS else []:
                if option["label"] == label:
                    return self.person._read(await self._act(each, {"values": [option["value"]]}))  # noqa: SLF001 - as above
        raise NotOffered(f"there is no option {label}")

    async def _press(self, label: str) -> tuple[Answer, Channel]:
        for each in walk(self.message["components"]):
            if each["type"] == BUTTON and each.get("label") == label and not each.get("disabled"):
                return await self._act(each, {})
        raise NotOffered(f"there is no button {label}, only {self.buttons}")

    async def _act(self, component: Json, values: Json) -> tuple[Answer, Channel]:
        data = {"custom_id": component["custom_id"], "component_type": component["type"], "id": component["id"]}
        return await self.person.act(COMPONENT, data | values, self.channel, self.message), self.channel


@dataclass(frozen=True, slots=True)
class Modal:
    """A form as one person sees it."""

    person: Person
    data: Json
    channel: Channel
    source: Json | None

    @property
    def title(self) -> str:
        return str(self.data["title"])

    @property
    def text(self) -> str:
        return read_modal(self.data)

    @property
    def labels(self) -> list[str]:
        return [each["label"] for each in self.data["components"] if each["type"] == LABEL]

    async def submit(self, given: dict[str, Value]) -> Reply:
        """Fill in by label or by name, and send; what is not given keeps what was filled in."""
        resolved = Resolved(self.person.guild)
        names = {name for each in self.data["components"] if each["type"] == LABEL for name in _names(each)}
        if unknown := given.keys() - names:
            raise NotOffered(f"the form does not ask for {', '.join(sorted(unknown))}")
        parts = [self._part(each, given, resolved) for each in self.data["components"]]
        data: Json = {"custom_id": self.data["custom_id"], "components": parts}
        data |= {"resolved": resolved.found} if resolved.found else {}
        answer = await self.person.act(MODAL_SUBMIT, data, self.channel, self.source)
        return self.person._read((answer, self.channel))  # noqa: SLF001 - a form is the person's other half

    def _part(self, part: Json, given: dict[str, Value], resolved: Resolved) -> Json:
        if part["type"] != LABEL:
            return {"type": part["type"], "id": part.get("id", 1)}
        value = next((given[name] for name in _names(part) if name in given), None)
        return modal_component(part, value, resolved)


def _names(part: Json) -> tuple[str, str]:
    return part["label"], part["component"]["custom_id"]
