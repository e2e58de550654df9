"""What people do becomes an invocation; what the conversation answers goes into the transcript."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from mentorbot.chat.blocks import Buttons
from mentorbot.chat.call import Call, parse_call
from mentorbot.chat.clock import Clock
from mentorbot.chat.command import Command, OptionKind
from mentorbot.chat.invocation import Caller, Gesture, Invocation
from mentorbot.chat.platform import Conversation
from mentorbot.chat.reply import Form, Reply
from mentorbot.platforms.local.entries import Entry, Origin
from mentorbot.platforms.local.forms import Opened, filled_in
from mentorbot.platforms.local.legible import legible
from mentorbot.platforms.local.people import CHANNELS, GENERAL, PEOPLE, WORKSPACE, WORKSPACE_NAME, Persona
from mentorbot.platforms.local.transcript import Transcript

_MENTIONS: Final = {f"@{each.name}".lower(): f"<@{each.user}|{each.name}>" for each in PEOPLE} | {
    f"#{each}": f"<#{each}|{each}>" for each in CHANNELS
}
_ADDRESSED: Final = re.compile(r"(?<![^\s=])[@#]\w+")


class Inbound:
    """The one way in, for the page and for tests."""

    def __init__(self, *, conversation: Conversation, transcript: Transcript, clock: Clock) -> None:
        self._conversation = conversation
        self._transcript = transcript
        self._clock = clock

    async def typed(self, persona: Persona, text: str) -> Entry | Opened:
        """A slash command, or a sentence, which is a question."""
        text = legible(text).strip()
        if not text.startswith("/"):
            asked = Call(group="mentor", word="ask", rest=text)
            return await self._take(invocation(persona, asked, Gesture.MESSAGE), said=text)
        typed = invocation(persona, parse_call(text), Gesture.COMMAND)
        return await self._take(_addressed(typed, self._conversation.command_of(typed)), said=text)

    async def pressed(self, persona: Persona, *, call: str, message: int) -> Entry | Opened:
        """A button of a message, by the call that it carries."""
        pressed = invocation(persona, parse_call(legible(call)), Gesture.BUTTON)
        return await self._take(pressed, said=self._label(call, message), message=message)

    async def submitted(
        self, persona: Persona, *, call: Call, values: Mapping[str, str], message: int | None
    ) -> Entry | Opened:
        """A form, by the call that it carries and what was filled in; opens again when something is missing."""
        given = {legible(name): legible(value) for name, value in values.items()}
        submitted = invocation(persona, filled_in(call, given), Gesture.FORM)
        return await self._take(submitted, said=f"/{submitted.call}", message=message)

    async def _take(self, taken: Invocation, *, said: str, message: int | None = None) -> Entry | Opened:
        command = self._conversation.command_of(taken)
        if self._conversation.opens_form(taken):
            asked = await self._conversation.form(taken)
            if isinstance(asked, Form):
                return Opened(form=asked, message=message)
            self._say(taken, said, command)
            return self._show(taken, asked, command)
        in_place = self._in_place(taken, command, message)
        if in_place is None:
            self._say(taken, said, command)
        answer = await self._conversation.answer(taken)
        replaced = None if in_place is None else self._transcript.replace(in_place, answer)
        return replaced or self._show(taken, answer, command)

    def _in_place(self, taken: Invocation, command: Command | None, message: int | None) -> int | None:
        if command is None or not command.in_place or message is None:
            return None
        entry = self._transcript.entry(message)
        if entry is None or isinstance(entry.body, str) or not entry.seen_by(taken.caller.user):
            return None
        return entry.id

    def _say(self, taken: Invocation, said: str, command: Command | None) -> None:
        self._transcript.add(
            at=self._clock.now(),
            origin=Origin.PRESSED if taken.gesture is Gesture.BUTTON else Origin.TYPED,
            person=taken.caller.user,
            public=_public(command),
            body=said,
        )

    def _show(self, taken: Invocation, answer: Reply, command: Command | None) -> Entry:
        return self._transcript.add(
            at=self._clock.now(),
            origin=Origin.ANSWER,
            person=taken.caller.user,
            public=_public(command),
            body=answer,
        )

    def _label(self, call: str, message: int) -> str:
        """What the pressed button says; the call itself when its message is forgotten."""
        entry = self._transcript.entry(message)
        blocks = () if entry is None or isinstance(entry.body, str) else entry.body.blocks
        buttons = (button for block in blocks if isinstance(block, Buttons) for button in block.buttons)
        return next((each.label for each in buttons if str(each.call) == call), f"/{call}")


def invocation(persona: Persona, call: Call, gesture: Gesture) -> Invocation:
    """That persona made this call."""
    caller = Caller(
        platform="local",
        workspace=WORKSPACE,
        workspace_name=WORKSPACE_NAME,
        user=persona.user,
        name=persona.name,
        zone=persona.zone,
        admin=persona.admin,
        channel=GENERAL,
    )
    return Invocation(caller=caller, call=call, gesture=gesture)


def _addressed(typed: Invocation, command: Command | None) -> Invocation:
    """`@Kim` and `#career` become mentions, as other platforms send them, where the command takes such an option."""
    kinds = {each.kind for each in command.parameters} if command is not None else set()
    if not kinds & {OptionKind.PERSON, OptionKind.CHANNEL}:
        return typed
    rest = _ADDRESSED.sub(lambda found: _MENTIONS.get(found[0].lower(), found[0]), typed.call.rest)
    return replace(typed, call=replace(typed.call, rest=rest))


def _public(command: Command | None) -> bool:
    return command is not None and not command.private
