"""What a person sees in answer, message or form, and what they can do with it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tests.fakes.slack import forms, payloads, plain_text
from tests.fakes.slack.views import View
from tests.fakes.slack.wire import Json
from tests.fakes.slack.workspace import Message

if TYPE_CHECKING:
    from tests.fakes.slack.people import Person


class Reply:
    """A message or a form in front of one person; it is read live, so a later change shows."""

    def __init__(self, person: "Person", shown: Message | View) -> None:
        """Made by what a person does."""
        self._person = person
        self._slack = person.slack
        self.shown = shown

    @property
    def message(self) -> Message:
        """The message; fails when it is a form."""
        assert isinstance(self.shown, Message), f"{self._person.user.name} got a form, not a message: {self.text}"
        return self.shown

    @property
    def view(self) -> View:
        """The form; fails when it is a message."""
        assert isinstance(self.shown, View), f"{self._person.user.name} got a message, not a form: {self.text}"
        return self.shown

    @property
    def is_form(self) -> bool:
        """Whether a form opened."""
        return isinstance(self.shown, View)

    @property
    def ts(self) -> str:
        """The message's time stamp, its name on Slack."""
        return self.message.ts

    @property
    def private(self) -> bool:
        """Whether nobody else can see it."""
        return self.is_form or self.message.ephemeral or self.message.channel == self._person.dm.id

    @property
    def blocks(self) -> list[Json]:
        """The Block Kit that was sent."""
        return list(self.shown.content["blocks"]) if isinstance(self.shown, View) else self.shown.blocks

    @property
    def text(self) -> str:
        """What a person reads."""
        if isinstance(self.shown, View):
            title = self.shown.content["title"]["text"]
            return f"# {title}\n\n{plain_text.read_blocks(self.blocks, self._slack.name_of)}"
        if self.shown.files:
            return "\n".join(f"[file {each.title}]" for each in self.shown.files)
        if self.shown.blocks:
            return plain_text.read_blocks(self.shown.blocks, self._slack.name_of)
        return self.notification

    @property
    def notification(self) -> str:
        """The text beside the blocks, for notifications and screen readers."""
        return plain_text.read_mrkdwn(self.message.text, self._slack.name_of)

    @property
    def errors(self) -> dict[str, str]:
        """What the form says under its fields, by label."""
        labels = {each.get("block_id"): each["label"]["text"] for each in self.blocks if each["type"] == "input"}
        return {labels[name]: text for name, text in self.view.errors.items()}

    @property
    def buttons(self) -> list[str]:
        """The labels that can be pressed."""
        return [each["text"]["text"] for _, each in self._elements() if each["type"] == "button"]

    async def press(self, label: str) -> "Reply":
        """Press a button (or take an entry of a menu) and wait for what comes back."""
        block, element, chosen = self._find(label)
        action = payloads.action_of(element, block.get("block_id", "made"), chosen)
        channel = self._slack.workspace.channels[self.message.channel]
        payload = payloads.block_actions(self._person.user, self.message, channel, action)
        return await self._person.act("interactive", payload, channel=channel.id, origin=self.message)

    async def submit(self, answers: Mapping[str, forms.Answer] | None = None) -> "Reply":
        """Fill in the form by labels (texts of options, names of people and channels, files) and send it off."""
        view, person = self.view, self._person
        values = forms.filled_in(self.blocks, answers or {}, self._slack)
        payload = payloads.view_submission(person.user, view, values)
        gesture = self._slack.gestures.start(user=person.id, channel=view.gesture.channel)
        payload["trigger_id"] = self._slack.gestures.trigger(gesture)
        self._slack.response_urls.follow(view.gesture, gesture)
        view.gesture = gesture
        envelope = await self._slack.deliver("interactive", payload)
        if forms.close(view, envelope.ack_payload):
            return await person.wait_for(gesture, envelope)
        self._slack.gestures.end(gesture)
        return Reply(person, view)

    async def close(self) -> None:
        """Put the form away; Slack tells the app only when it asked to know."""
        self.view.open = False
        if self.view.content.get("notify_on_close"):
            payload = payloads.view_closed(self._person.user, self.view)
            await self._slack.deliver("interactive", payload)

    def _elements(self) -> list[tuple[Json, Json]]:
        found = []
        for block in self.blocks:
            inside = block["elements"] if block["type"] == "actions" else [block.get("accessory")]
            found += [(block, element) for element in inside if element]
        return found

    def _find(self, label: str) -> tuple[Json, Json, list[Json]]:
        for block, element in self._elements():
            if element["type"] == "button" and element["text"]["text"] == label:
                return block, element, []
            for option in element.get("options", []):
                if option["text"]["text"] == label:
                    return block, element, [option]
        raise AssertionError(f"no button {label!r} in:\n{self.text}")
