"""The behaviour suite's people on Discord: the real discord.py against the local Discord."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from mentorbot.chat.spans import Moment, MomentStyle, say_moment
from tests.behaviour.shown import Given, Got, Json, Person, Reply, path_of
from tests.fakes.discord import GivenFile, Modal, NotOffered
from tests.fakes.discord import Person as DiscordUser
from tests.fakes.discord import Reply as DiscordSees
from tests.fakes.discord.check_components import BUTTON, walk
from tests.fakes.discord.interactions import COMMAND, COMPONENT, Answer, Asked, Said
from tests.fakes.discord.payloads import Resolved, command_data, find_word, option_values
from tests.fakes.discord.seen import form, message
from tests.fakes.discord.world import Channel

_STAMP = re.compile(r"<t:(\d+):(\w)>")
_STYLES = {"F": MomentStyle.FULL, "D": MomentStyle.DATE, "t": MomentStyle.TIME}


@dataclass(slots=True)
class DiscordPerson(Person):
    user: DiscordUser
    name: str
    zone: str

    @property
    def id(self) -> str:
        return self.user.id

    @property
    def messages(self) -> list[Reply]:
        return [DiscordReply(self, each) for each in self.user.direct_messages()]

    async def does(self, path: str, /, **options: Given) -> Reply:
        declared = await self.user.discord.declared()
        command, trail = find_word(declared, path_of(path), self.user.guild.members[self.user.id])
        known = (trail[-1] if trail else command).get("options") or []
        resolved = Resolved(self.user.guild, self.user.discord.files)
        given = {name: _given(each) for name, each in options.items()}
        data = command_data(command, trail, option_values(known, given, resolved), resolved)
        channel = self.user.place(in_dm=False)
        return self.shown(await self.user.act(COMMAND, data, channel), channel)

    async def types(self, text: str) -> Reply:
        raise NotOffered(f"Discord's client offers words and options, no free text such as {text}")

    async def writes(self, text: str) -> Reply:
        return DiscordReply(self, await self.user.writes(text))

    def shown(self, answer: Answer, channel: Channel, source: Json = None) -> Reply:
        match answer:
            case Said():
                return DiscordReply(self, message(answer, self.user, channel))
            case Asked():
                return DiscordForm(self, form(answer, self.user, channel, source))
            case _:
                raise AssertionError("suggestions came where an answer was expected")


def _given(value: Given) -> Given:
    """As Discord's client takes it."""
    if isinstance(value, bytes):
        return GivenFile(value)
    return value.user if isinstance(value, DiscordPerson) else value


@dataclass(repr=False, slots=True)
class DiscordReply(Reply):
    person: DiscordPerson
    sees: DiscordSees

    @property
    def read(self) -> str:
        """Time stamps as Discord's client shows them to this person."""
        return _STAMP.sub(self._stamp, self.sees.text)

    @property
    def payload(self) -> Json:
        return self.sees.message["components"] or self.sees.message["content"]

    @property
    def buttons(self) -> list[str]:
        return self.sees.buttons

    @property
    def files(self) -> list[Got]:
        return [Got(each.name, each.media_type, each.content, each.description) for each in self.sees.files]

    @property
    def place(self) -> str:
        return str(self.sees.message["id"])

    @property
    def private(self) -> bool:
        return self.sees.private or self.sees.channel.recipient is not None

    @property
    def asks(self) -> bool:
        return False

    async def press(self, label: str) -> Reply:
        for each in walk(self.sees.message["components"]):
            if each["type"] == BUTTON and each.get("label") == label and not each.get("disabled"):
                data = {"custom_id": each["custom_id"], "component_type": each["type"], "id": each["id"]}
                answer = await self.person.user.act(COMPONENT, data, self.sees.channel, self.sees.message)
                return self.person.shown(answer, self.sees.channel, self.sees.message)
        raise NotOffered(f"there is no button {label}, only {self.buttons}")

    async def submit(self, values: Mapping[str, str]) -> Reply:
        raise AssertionError(f"a form was expected, not: {self.text} (for {sorted(values)})")

    def _stamp(self, found: re.Match[str]) -> str:
        at = datetime.fromtimestamp(int(found[1]), UTC)
        return say_moment(Moment(at, self.person.zone, _STYLES[found[2]]))


@dataclass(repr=False, slots=True)
class DiscordForm(Reply):
    person: DiscordPerson
    modal: Modal

    @property
    def read(self) -> str:
        return self.modal.text

    @property
    def payload(self) -> Json:
        return self.modal.data

    @property
    def buttons(self) -> list[str]:
        return []

    @property
    def files(self) -> list[Got]:
        return []

    @property
    def place(self) -> str:
        return ""

    @property
    def private(self) -> bool:
        return True

    @property
    def asks(self) -> bool:
        return True

    async def press(self, label: str) -> Reply:
        raise NotOffered(f"a form has no button {label}")

    async def submit(self, values: Mapping[str, str]) -> Reply:
        return DiscordReply(self.person, await self.modal.submit(dict(values)))

    async def gives(self, files: Mapping[str, bytes]) -> Reply:
        given = {name: GivenFile(content) for name, content in files.items()}
        return DiscordReply(self.person, await self.modal.submit(dict(given)))
