"""Somebody of the local workspace from the inside: say, press, submit and read, with no page in between."""

from collections.abc import Mapping

from mentorbot.chat.blocks import Button, Buttons
from mentorbot.chat.ids import FileId
from mentorbot.chat.reply import Form, Reply
from mentorbot.platforms.local.entries import Entry, Origin
from mentorbot.platforms.local.forms import Opened
from mentorbot.platforms.local.inbound import Inbound
from mentorbot.platforms.local.people import Persona
from mentorbot.platforms.local.readable import readable_form, readable_reply
from mentorbot.platforms.local.transcript import Transcript
from mentorbot.platforms.local.uploads import Uploads


class Somebody:
    """One persona; goes through the same inbound code as the page."""

    def __init__(self, *, persona: Persona, inbound: Inbound, transcript: Transcript, uploads: Uploads) -> None:
        self.persona = persona
        self._uploads = uploads
        self._inbound = inbound
        self._transcript = transcript

    async def says(self, text: str) -> "Shown":
        """Type a text: a slash command, or a question."""
        return self._shown(await self._inbound.typed(self.persona, text))

    @property
    def direct_messages(self) -> "list[Shown]":
        """What the bot wrote to them unasked, oldest first, as it looks now."""
        mine = (each for each in self._transcript if each.person == self.persona.user)
        return [self._shown(each) for each in mine if each.origin is Origin.MESSAGE]

    @property
    def sees(self) -> "list[Shown]":
        """Everything of the bot's that is on their page, oldest first, as it looks now."""
        visible = (each for each in self._transcript if each.seen_by(self.persona.user))
        return [self._shown(each) for each in visible if isinstance(each.body, Reply)]

    async def press(self, button: Button, message: int) -> "Shown":
        """Press a button of the entry `message`."""
        return self._shown(await self._inbound.pressed(self.persona, call=str(button.call), message=message))

    async def submit(self, opened: Opened, values: Mapping[str, str]) -> "Shown":
        """Submit a form: what it has filled in already, and `values` over it."""
        filled = {each.name: each.value for each in opened.form.fields} | dict(values)
        return self._shown(
            await self._inbound.submitted(self.persona, call=opened.form.call, values=filled, message=opened.message)
        )

    def attaches(self, name: str, content: bytes) -> FileId:
        """Give a file, as the page does before it submits a form; what comes back is its field's value."""
        return self._uploads.keep(name, content)

    def _shown(self, result: Entry | Opened) -> "Shown":
        return Shown(who=self, result=result)


class Shown:
    """What a person sees after a gesture: a message of the bot's, or a form."""

    def __init__(self, *, who: Somebody, result: Entry | Opened) -> None:
        self._who = who
        self._result = result

    def __repr__(self) -> str:
        return f"<Shown to {self._who.persona.name}: {self.text}>"

    @property
    def reply(self) -> Reply | None:
        """The message; None when a form opened."""
        return self._result.body if isinstance(self._result, Entry) and isinstance(self._result.body, Reply) else None

    @property
    def text(self) -> str:
        """The message, or the form, as readable plain text."""
        if isinstance(self._result, Opened):
            return readable_form(self._result.form)
        body = self._result.body
        return body if isinstance(body, str) else readable_reply(body)

    @property
    def form(self) -> "OpenForm | None":
        return OpenForm(who=self._who, opened=self._result) if isinstance(self._result, Opened) else None

    @property
    def public(self) -> bool:
        return isinstance(self._result, Entry) and self._result.public

    @property
    def message(self) -> int | None:
        """The entry's number; the same after an answer in place."""
        return self._result.id if isinstance(self._result, Entry) else None

    @property
    def buttons(self) -> tuple[str, ...]:
        """The labels, from top to bottom."""
        return tuple(each.label for each in self._buttons())

    async def press(self, label: str) -> "Shown":
        """Press a button as it was when this was shown; LookupError when there is none of that label."""
        for button in self._buttons():
            if button.label == label and isinstance(self._result, Entry):
                return await self._who.press(button, self._result.id)
        raise LookupError(f"no button {label!r} among {self.buttons} in: {self.text}")

    def _buttons(self) -> tuple[Button, ...]:
        rows = self.reply.blocks if self.reply is not None else ()
        return tuple(each for row in rows if isinstance(row, Buttons) for each in row.buttons)


class OpenForm:
    """A form before somebody."""

    def __init__(self, *, who: Somebody, opened: Opened) -> None:
        self._who = who
        self._opened = opened

    @property
    def form(self) -> Form:
        return self._opened.form

    @property
    def title(self) -> str:
        return self._opened.form.title

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the options that it asks for."""
        return tuple(each.name for each in self._opened.form.fields)

    async def submit(self, values: Mapping[str, str] | None = None) -> Shown:
        """Submit it with these values over what is filled in."""
        return await self._who.submit(self._opened, values or {})
