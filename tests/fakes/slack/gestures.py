"""Follows what a person did to the first thing that they see in answer."""

import asyncio
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from tests.fakes.slack import limits
from tests.fakes.slack.wire import SlackError
from tests.fakes.slack.workspace import Clock, Message

if TYPE_CHECKING:
    from tests.fakes.slack.views import View

Shown: TypeAlias = "Message | View"


@dataclass(slots=True)
class Gesture:
    """Something a person did; `answer` is the first thing shown because of it."""

    user: str
    channel: str
    answer: "asyncio.Future[Shown]" = field(default_factory=lambda: asyncio.get_running_loop().create_future())

    def show(self, shown: Shown) -> None:
        """Something came back; only the first counts."""
        if not self.answer.done():
            self.answer.set_result(shown)


@dataclass(slots=True)
class Trigger:
    """The right to open one modal within three seconds."""

    gesture: Gesture
    expires: float
    used: bool = False


@dataclass(slots=True)
class Gestures:
    """Every gesture that is still open, and the triggers that came with them."""

    clock: Clock
    open: list[Gesture] = field(default_factory=list)
    triggers: dict[str, Trigger] = field(default_factory=dict)

    def start(self, *, user: str, channel: str) -> Gesture:
        """Somebody does something."""
        gesture = Gesture(user, channel)
        self.open.append(gesture)
        return gesture

    def end(self, gesture: Gesture) -> None:
        """Nobody waits for its answer any more."""
        self.open.remove(gesture)

    def trigger(self, gesture: Gesture) -> str:
        """A trigger_id for a payload."""
        name = f"{len(self.triggers) + 1}.1.{secrets.token_hex(8)}"
        self.triggers[name] = Trigger(gesture, self.clock.now() + limits.TRIGGER_SECONDS)
        return name

    def use(self, trigger_id: str) -> Gesture:
        """Spend a trigger_id, or raise what Slack answers."""
        trigger = self.triggers.get(trigger_id)
        if trigger is None:
            raise SlackError("invalid_trigger_id")
        if trigger.used:
            raise SlackError("exchanged_trigger_id")
        if trigger.expires < self.clock.now():
            raise SlackError("expired_trigger_id")
        trigger.used = True
        return trigger.gesture

    def show_in(self, channel: str, message: Message) -> None:
        """A message that no response_url ties to a gesture: it answers the oldest one there."""
        for gesture in self.open:
            if gesture.channel == channel and gesture.user in message.visible_to and not gesture.answer.done():
                gesture.show(message)
                return
