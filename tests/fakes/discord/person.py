"""A person on this Discord: what they type, and what arrives for them."""

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.fakes.discord import messages
from tests.fakes.discord.errors import Json
from tests.fakes.discord.gestures import PATIENCE, NoAnswer, act, ask, write
from tests.fakes.discord.interactions import AUTOCOMPLETE, COMMAND, Answer, Offered, Said
from tests.fakes.discord.payloads import NotOffered, Resolved, Value, command_data, find_word, option_values
from tests.fakes.discord.seen import Modal, Reply, form, message
from tests.fakes.discord.world import Channel, Guild, Member, User

if TYPE_CHECKING:
    from tests.fakes.discord.server import LocalDiscord


@dataclass(frozen=True, slots=True)
class Choice:
    """A suggestion, as people see it and as it is sent."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class _Typed:
    """A slash command that Discord found among those the bot declared."""

    command: Json
    trail: list[Json]

    @property
    def options(self) -> list[Json]:
        declared: list[Json] = (self.trail[-1] if self.trail else self.command).get("options") or []
        return declared

    def data(self, values: list[Json], resolved: Resolved) -> Json:
        return command_data(self.command, self.trail, values, resolved)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in a server, or no longer in it."""

    discord: "LocalDiscord"
    guild: Guild
    user: User

    @property
    def id(self) -> str:
        return self.user.id

    async def uses(self, path: str, /, *, in_dm: bool = False, **options: Value) -> Reply:
        """Run a slash command in the server's channel or in the direct messages with the bot."""
        return message(await self._run(path, options, in_dm=in_dm), self, self.place(in_dm=in_dm))

    async def opens(self, path: str, /, *, in_dm: bool = False, **options: Value) -> Modal:
        """Run a slash command that answers with a form."""
        return form(await self._run(path, options, in_dm=in_dm), self, self.place(in_dm=in_dm))

    async def completes(self, path: str, option: str, typed: str, /, *, in_dm: bool = False) -> list[Choice]:
        """What Discord suggests while an option is being typed."""
        found = await self._find(path, in_dm=in_dm)
        focused = next((each for each in found.options if each["name"] == option and each.get("autocomplete")), None)
        if focused is None:
            raise NotOffered(f"{option} of /{path} suggests nothing")
        value = {"type": focused["type"], "name": option, "value": typed, "focused": True}
        data = found.data([value], Resolved(self.guild, self.discord.files))
        answer = await self.act(AUTOCOMPLETE, data, self.place(in_dm=in_dm))
        if not isinstance(answer, Offered):
            raise NoAnswer("suggestions were expected")
        return [Choice(each["name"], str(each["value"])) for each in answer.choices]

    async def writes(self, text: str) -> Reply:
        """Write to the bot directly, and wait for what it writes back."""
        channel = self.place(in_dm=True)
        return self.read(await ask(self, channel, text), channel)

    async def posts(self, text: str, *, in_dm: bool = True, **more: Json | list[Json] | int) -> Json:
        """Write without waiting; gives the message."""
        return await write(self, self.place(in_dm=in_dm), text, **more)

    async def edits(self, message: Json, text: str) -> None:
        """Change a direct message of one's own."""
        channel = self.place(in_dm=True)
        messages.edit(message, {"content": text}, channel.uploads)
        await self.discord.gateway.tell("MESSAGE_UPDATE", message, channel)

    def direct_messages(self) -> list[Reply]:
        """What the bot sent of its own accord, oldest first, as it reads now."""
        channel = self.place(in_dm=True)
        return [self.read(channel.messages[each], channel) for each in channel.posted]

    async def next_message(self) -> Reply:
        """The next direct message that was not waited for yet."""
        channel = self.place(in_dm=True)
        async with asyncio.timeout(PATIENCE):
            return self.read(await channel.arrivals.get(), channel)

    def closes_direct_messages(self) -> None:
        self.user.accepts_messages = False

    def leaves(self) -> None:
        del self.guild.members[self.user.id]

    def place(self, *, in_dm: bool) -> Channel:
        return self.discord.world.direct_channel(self.user) if in_dm else next(iter(self.guild.channels.values()))

    def read(self, posted: Json, channel: Channel) -> Reply:
        """A message as this person sees it now."""
        return message(Said(posted, channel), self, channel)

    async def act(self, kind: int, data: Json, channel: Channel, source: Json | None = None) -> Answer:
        """Any gesture, as the interaction that it is."""
        return await act(self, kind, data, channel, source)

    async def _run(self, path: str, options: dict[str, Value], *, in_dm: bool) -> Answer:
        found = await self._find(path, in_dm=in_dm)
        resolved = Resolved(self.guild, self.discord.files)
        values = option_values(found.options, options, resolved)
        return await self.act(COMMAND, found.data(values, resolved), self.place(in_dm=in_dm))

    async def _find(self, path: str, *, in_dm: bool) -> _Typed:
        return _Typed(*find_word(await self.discord.declared(), path, self._member(in_dm=in_dm)))

    def _member(self, *, in_dm: bool) -> Member | None:
        return None if in_dm else self.guild.members[self.user.id]
