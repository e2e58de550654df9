"""The behaviour suite's people on Slack: the real slack-bolt against the local Slack."""

from collections.abc import Mapping
from dataclasses import dataclass

from mentorbot.chat.call import ASK_ME, Call
from tests.behaviour.shown import Given, Json, Person, Reply, path_of, without_files
from tests.fakes.slack import Person as SlackUser
from tests.fakes.slack import payloads
from tests.fakes.slack.replies import Reply as SlackSees


@dataclass(slots=True)
class SlackPerson(Person):
    user: SlackUser
    name: str
    zone: str

    @property
    def id(self) -> str:
        return self.user.id

    @property
    def messages(self) -> list[Reply]:
        posted = self.user.direct_messages()
        return [SlackReply(self, each) for each in posted if each.message.metadata]

    async def does(self, path: str, /, **options: Given) -> Reply:
        group, _, word = path_of(path).partition(" ")
        named, files = without_files(options)
        reply = await self.types(f"/{Call(group=group, word=word, named=named, rest=ASK_ME if files else '')}")
        return await reply.form.gives(files) if files else reply

    async def types(self, text: str) -> Reply:
        return SlackReply(self, await self.user.types(text))

    async def writes(self, text: str) -> Reply:
        return SlackReply(self, await self.user.says(text))


@dataclass(repr=False, slots=True)
class SlackReply(Reply):
    """Slack's reply is live, so what it read when it came is kept."""

    person: SlackPerson
    shown: SlackSees
    read_then: str = ""
    payload_then: Json = None

    def __post_init__(self) -> None:
        self.read_then = self.shown.text
        self.payload_then = self.shown.view.content if self.asks else self.shown.blocks

    @property
    def read(self) -> str:
        return self.read_then

    @property
    def payload(self) -> Json:
        return self.payload_then

    @property
    def buttons(self) -> list[str]:
        return [each["text"]["text"] for _, each in self._buttons()]

    @property
    def place(self) -> str:
        return self.shown.ts

    @property
    def private(self) -> bool:
        return self.shown.private

    @property
    def asks(self) -> bool:
        return self.shown.is_form

    async def press(self, label: str) -> Reply:
        """As it was when this was shown: a second finger can be on a button that an answer takes away."""
        assert label in self.buttons, f"no button {label!r} among {self.buttons} in: {self.text}"
        block, button = next(each for each in self._buttons() if each[1]["text"]["text"] == label)
        user, message = self.person.user, self.shown.message
        channel = user.slack.workspace.channels[message.channel]
        action = payloads.action_of(button, block.get("block_id", "made"), [])
        payload = payloads.block_actions(user.user, message, channel, action)
        return SlackReply(self.person, await user.act("interactive", payload, channel=channel.id, origin=message))

    async def submit(self, values: Mapping[str, str]) -> Reply:
        return SlackReply(self.person, await self.shown.submit(dict(values)))

    async def gives(self, files: Mapping[str, bytes]) -> Reply:
        inputs = [each for each in self.payload["blocks"] if each["type"] == "input"]
        labels = {each["block_id"]: each["label"]["text"] for each in inputs}
        given = {labels[name]: self.person.user.uploads(content) for name, content in files.items()}
        return SlackReply(self.person, await self.shown.submit(given))

    def _buttons(self) -> list[tuple[Json, Json]]:
        blocks = [] if self.asks else self.payload_then
        rows = [each for each in blocks if each["type"] == "actions"]
        return [(row, each) for row in rows for each in row["elements"] if each["type"] == "button"]
