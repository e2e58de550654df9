"""The behaviour suite's people on the local platform, from the inside."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from mentorbot.app import App
from mentorbot.chat.blocks import Buttons, Picture
from mentorbot.chat.call import ASK_ME, Call
from mentorbot.platforms.local.people import find_persona
from mentorbot.platforms.local.render import render_reply
from mentorbot.platforms.local.somebody import OpenForm, Shown, Somebody
from tests.behaviour.shown import Given, Got, Json, Person, Reply, path_of, without_files


@dataclass(slots=True)
class LocalPerson(Person):
    app: Callable[[], App]
    """Another one after a restart."""
    name: str
    zone: str

    @property
    def id(self) -> str:
        return self.name.lower()

    @property
    def messages(self) -> list[Reply]:
        return [LocalReply(self, each) for each in self.somebody.direct_messages]

    async def does(self, path: str, /, **options: Given) -> Reply:
        group, _, word = path_of(path).partition(" ")
        named, files = without_files(options)
        reply = await self.types(f"/{Call(group=group, word=word, named=named, rest=ASK_ME if files else '')}")
        return await reply.form.gives(files) if files else reply

    async def types(self, text: str) -> Reply:
        return LocalReply(self, await self.somebody.says(text))

    @property
    def somebody(self) -> Somebody:
        local = self.app().local
        assert local is not None
        return local.as_person(self.id)


@dataclass(repr=False, slots=True)
class LocalReply(Reply):
    person: LocalPerson
    shown: Shown

    @property
    def read(self) -> str:
        return self.shown.text

    @property
    def payload(self) -> Json:
        if self.shown.reply is None:
            return self.read
        persona = find_persona(self.person.id)
        assert persona is not None
        return str(render_reply(self.shown.reply, persona.zone))

    @property
    def buttons(self) -> list[str]:
        return list(self.shown.buttons)

    @property
    def files(self) -> list[Got]:
        blocks = self.shown.reply.attached if self.shown.reply else ()
        return [
            Got(each.name, each.media_type, each.content, each.alt if isinstance(each, Picture) else "")
            for each in blocks
        ]

    @property
    def place(self) -> str:
        return str(self.shown.message)

    @property
    def private(self) -> bool:
        return not self.shown.public

    @property
    def asks(self) -> bool:
        return self.shown.form is not None

    async def press(self, label: str) -> Reply:
        """As it was when this was shown, and to the app that runs now."""
        blocks = self.shown.reply.blocks if self.shown.reply else ()
        buttons = [each for row in blocks if isinstance(row, Buttons) for each in row.buttons]
        button = next((each for each in buttons if each.label == label), None)
        assert button is not None, f"no button {label!r} among {self.buttons} in: {self.text}"
        assert self.shown.message is not None
        return LocalReply(self.person, await self.person.somebody.press(button, self.shown.message))

    async def submit(self, values: Mapping[str, str]) -> Reply:
        opened = self.shown.form
        assert opened is not None, f"a form was expected, not: {self.text}"
        given = dict(_by_name(opened, label, value) for label, value in values.items())
        return LocalReply(self.person, await opened.submit(given))

    async def gives(self, files: Mapping[str, bytes]) -> Reply:
        opened = self.shown.form
        assert opened is not None, f"a form was expected, not: {self.text}"
        given = {name: self.person.somebody.attaches("people.csv", content) for name, content in files.items()}
        return LocalReply(self.person, await opened.submit(given))


def _by_name(opened: OpenForm, label: str, value: str) -> tuple[str, str]:
    """People read labels; the form sends names and values."""
    for field in opened.form.fields:
        if field.label == label:
            return field.name, next((each.value for each in field.choices if each.label == value), value)
    raise AssertionError(f"the form does not ask {label!r}, but {[each.label for each in opened.form.fields]}")
