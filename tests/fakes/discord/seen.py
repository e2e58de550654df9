"""Messages and forms as one person sees them, and what they do with them."""

import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.fakes.discord.check_components import BUTTON, LABEL, SELECTS, walk
from tests.fakes.discord.check_message import EPHEMERAL
from tests.fakes.discord.errors import Json
from tests.fakes.discord.gestures import NoAnswer
from tests.fakes.discord.interactions import COMPONENT, MODAL_SUBMIT, Answer, Asked, Said
from tests.fakes.discord.payloads import NotOffered, Resolved, Value, modal_component
from tests.fakes.discord.text import read_message, read_modal
from tests.fakes.discord.uploads import Upload, shown_in
from tests.fakes.discord.world import Channel

if TYPE_CHECKING:
    from tests.fakes.discord.person import Person


def message(answer: Answer, person: "Person", channel: Channel) -> "Reply":
    """The answer, which must be a message, as it is now."""
    if not isinstance(answer, Said):
        raise NoAnswer(f"a message was expected, not {type(answer).__name__}")
    return Reply(person, copy.deepcopy(answer.message), channel)


def form(answer: Answer, person: "Person", channel: Channel, source: Json | None = None) -> "Modal":
    """The answer, which must be a form; `source` is the message whose button opened it."""
    if not isinstance(answer, Asked):
        raise NoAnswer(f"a form was expected, not {type(answer).__name__}")
    return Modal(person, answer.data, channel, source)


@dataclass(frozen=True, slots=True)
class Reply:
    """A message as one person sees it at one moment."""

    person: "Person"
    message: Json
    channel: Channel

    @property
    def text(self) -> str:
        return read_message(self.message)

    @property
    def private(self) -> bool:
        return bool(self.message["flags"] & EPHEMERAL)

    @property
    def files(self) -> list[Upload]:
        """The pictures and files that it shows, from top to bottom."""
        return shown_in(self.message, self.channel.uploads)

    @property
    def buttons(self) -> list[str]:
        return [each["label"] for each in walk(self.message["components"]) if each["type"] == BUTTON]

    async def press(self, label: str) -> "Reply":
        """Press a button that answers with a message, or changes this one."""
        return message(await self._press(label), self.person, self.channel)

    async def opens(self, label: str) -> "Modal":
        """Press a button that answers with a form."""
        return form(await self._press(label), self.person, self.channel, self.message)

    async def choose(self, label: str) -> "Reply":
        """Choose an option of a select menu."""
        for each in walk(self.message["components"]):
            for option in each.get("options") or [] if each["type"] in SELECTS else []:
                if option["label"] == label:
                    return message(await self._act(each, {"values": [option["value"]]}), self.person, self.channel)
        raise NotOffered(f"there is no option {label}")

    async def _press(self, label: str) -> Answer:
        for each in walk(self.message["components"]):
            if each["type"] == BUTTON and each.get("label") == label and not each.get("disabled"):
                return await self._act(each, {})
        raise NotOffered(f"there is no button {label}, only {self.buttons}")

    async def _act(self, component: Json, values: Json) -> Answer:
        data = {"custom_id": component["custom_id"], "component_type": component["type"], "id": component["id"]}
        return await self.person.act(COMPONENT, data | values, self.channel, self.message)


@dataclass(frozen=True, slots=True)
class Modal:
    """A form as one person sees it."""

    person: "Person"
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
        resolved = Resolved(self.person.guild, self.person.discord.files)
        names = {name for each in self.data["components"] if each["type"] == LABEL for name in _names(each)}
        if unknown := given.keys() - names:
            raise NotOffered(f"the form does not ask for {', '.join(sorted(unknown))}")
        parts = [self._part(each, given, resolved) for each in self.data["components"]]
        data: Json = {"custom_id": self.data["custom_id"], "components": parts}
        data |= {"resolved": resolved.found} if resolved.found else {}
        answer = await self.person.act(MODAL_SUBMIT, data, self.channel, self.source)
        return message(answer, self.person, self.channel)

    def _part(self, part: Json, given: dict[str, Value], resolved: Resolved) -> Json:
        if part["type"] != LABEL:
            return {"type": part["type"], "id": part.get("id", 1)}
        value = next((given[name] for name in _names(part) if name in given), None)
        return modal_component(part, value, resolved)


def _names(part: Json) -> tuple[str, str]:
    return part["label"], part["component"]["custom_id"]
