"""A person in the workspace, as a test moves them: they type, press, read and fill in forms."""

import asyncio
import html
import re
from typing import TYPE_CHECKING

from tests.fakes.slack import payloads
from tests.fakes.slack.gestures import Gesture
from tests.fakes.slack.people_methods import user_json
from tests.fakes.slack.replies import Reply
from tests.fakes.slack.socket_mode import Envelope
from tests.fakes.slack.wire import Json
from tests.fakes.slack.workspace import BOT_USER, Channel, File, Message, SharedFile, User

if TYPE_CHECKING:
    from tests.fakes.slack.server import LocalSlack

_ADDRESS = re.compile(r"https?://[^\s<>]+")


class Person:
    """Somebody with an account."""

    def __init__(self, slack: "LocalSlack", user: User) -> None:
        """Made by `slack.person`."""
        self.slack = slack
        self.user = user
        self.id = user.id
        self._read: set[str] = set()

    @property
    def dm(self) -> Channel:
        """The conversation with the bot."""
        return self.slack.workspace.direct(self.id)

    def deactivate(self) -> None:
        """An admin deactivates the account; apps hear of it by `changes`."""
        self.user.deleted = True

    async def changes(self) -> None:
        """Slack tells the app that this account changed."""
        event = {"type": "user_change", "user": user_json(self.user), "cache_ts": int(self.slack.clock.now())}
        await self.slack.deliver("events_api", payloads.event(event, now=self.slack.clock.now()))

    async def types(self, text: str, *, where: Channel | None = None) -> "Reply":
        """Type a slash command (in #general unless told) and wait for what comes back."""
        channel = where or self.slack.general
        command, _, rest = text.partition(" ")
        payload = payloads.slash(self.user, channel, command=command, text=self._escaped(rest.strip()))
        return await self.act("slash_commands", payload, channel=channel.id)

    async def says(self, text: str) -> "Reply":
        """Write to the bot in its direct messages."""
        return await self._write(self._escaped(text), self.dm, kind="message")

    async def mentions_the_bot(self, text: str, *, where: Channel) -> "Reply":
        """Write `@mentorbot text` in a channel."""
        return await self._write(f"<@{BOT_USER}> {self._escaped(text)}", where, kind="app_mention")

    def uploads(self, content: bytes, *, name: str = "people.csv") -> File:
        """Upload a file, as a form's field does before the form is sent."""
        return self.slack.workspace.add_file(content, name=name, owner=self.id)

    def direct_messages(self) -> "list[Reply]":
        """What the bot wrote to this person and still stands there, oldest first."""
        return [
            Reply(self, message)
            for message in self.slack.messages
            if message.channel == self.dm.id and message.author == BOT_USER and not message.ephemeral
        ]

    async def files(self, count: int = 1) -> "list[SharedFile]":
        """What is in this person's direct messages from the bot, oldest first; waits until there are so many."""
        async with asyncio.timeout(self.slack.patience):
            while len(found := self.files_so_far) < count:
                await self.slack.until_something_happens()
        return found

    @property
    def files_so_far(self) -> "list[SharedFile]":
        """The same without waiting."""
        mine = (each for each in self.slack.messages if each.channel == self.dm.id)
        return [file for message in mine for file in message.files]

    async def next_message(self) -> "Reply":
        """The next direct message from the bot that was not read yet; waits for one."""
        async with asyncio.timeout(self.slack.patience):
            while True:
                for message in self.direct_messages():
                    if message.ts not in self._read:
                        self._read.add(message.ts)
                        return message
                await self.slack.until_something_happens()

    def sees(self, message: Message) -> bool:
        """Whether a message is in front of this person."""
        return self.id in message.visible_to and not message.deleted

    async def act(self, kind: str, payload: Json, *, channel: str, origin: Message | None = None) -> "Reply":
        """Send a payload with its trigger_id and response_url, and wait for what comes back."""
        gesture = self.slack.gestures.start(user=self.id, channel=channel)
        payload["trigger_id"] = self.slack.gestures.trigger(gesture)
        token = self.slack.response_urls.give(gesture, origin=origin)
        payload["response_url"] = self.slack.response_url(token)
        envelope = await self.slack.deliver(kind, payload)
        return await self.wait_for(gesture, envelope)

    async def wait_for(self, gesture: Gesture, envelope: Envelope) -> "Reply":
        """The first thing shown in answer."""
        try:
            async with asyncio.timeout(self.slack.patience):
                shown = await gesture.answer
        except TimeoutError:
            text = f"{self.user.name} got no answer to {envelope.kind} {envelope.payload}"
            raise AssertionError(text) from None
        finally:
            self.slack.gestures.end(gesture)
        if isinstance(shown, Message):
            self._read.add(shown.ts)
        return Reply(self, shown)

    async def _write(self, text: str, channel: Channel, *, kind: str) -> "Reply":
        message = self.slack.workspace.post({"text": text}, channel=channel.id, author=self.id)
        event = payloads.message_event(message, channel, kind=kind)
        gesture = self.slack.gestures.start(user=self.id, channel=channel.id)
        payload = payloads.event(event, now=self.slack.clock.now())
        return await self.wait_for(gesture, await self.slack.deliver("events_api", payload))

    def _escaped(self, text: str) -> str:
        """As Slack's client sends it with should_escape: entities, people, channels, addresses."""
        text = html.escape(text, quote=False)
        text = _ADDRESS.sub(lambda found: f"<{found[0]}>", text)
        for user in self.slack.workspace.users.values():
            text = re.sub(rf"@{re.escape(user.name)}\b", f"<@{user.id}>", text)
        for group in self.slack.workspace.groups.values():
            tag = f"<!subteam^{group.id}|@{group.handle}>"
            text = re.sub(rf"@{re.escape(group.handle)}\b", tag, text)
        for channel in self.slack.workspace.channels.values():
            text = re.sub(rf"#{re.escape(channel.name)}\b", f"<#{channel.id}|{channel.name}>", text)
        return text
