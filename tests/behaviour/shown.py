"""What a person of the behaviour suite sees, in one vocabulary for all platforms."""

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

Given: TypeAlias = Any
"""An option's value: text, a number, a person, bytes as a file, or what a venue made of a group of people."""
Json: TypeAlias = Any
"""A payload as it travelled; goldens write it down."""

_MARKS = re.compile(r"\\([^\sA-Za-z0-9])|[*`]|(?<!\w)_|_(?!\w)")


def unmarked(text: str) -> str:
    """Without the platform's own marks for bold, code and escapes, so that one sentence fits all."""
    return _MARKS.sub(lambda found: found[1] or "", text)


@dataclass(frozen=True, slots=True)
class Got:
    """A picture or a file that a person got; a picture's `alt` says what it shows."""

    name: str
    media_type: str
    content: bytes = field(repr=False)
    alt: str = ""


class Reply(ABC):
    """A message or a form in front of one person, as it was when it came."""

    @property
    @abstractmethod
    def read(self) -> str:
        """What a person reads, with the platform's marks."""

    @property
    @abstractmethod
    def payload(self) -> Json:
        """What was sent for it."""

    @property
    @abstractmethod
    def buttons(self) -> list[str]:
        """The labels that can be pressed."""

    @property
    @abstractmethod
    def place(self) -> str:
        """The message's name on the platform; the same after an answer in place."""

    @property
    @abstractmethod
    def private(self) -> bool:
        """Whether nobody else sees it."""

    @property
    @abstractmethod
    def asks(self) -> bool:
        """Whether it is a form."""

    @property
    @abstractmethod
    def files(self) -> list[Got]:
        """The pictures and files that came with it, wherever the platform puts them."""

    @abstractmethod
    async def press(self, label: str) -> "Reply":
        """Press a button and wait for what comes back."""

    @abstractmethod
    async def submit(self, values: Mapping[str, str]) -> "Reply":
        """Fill the form in, by its labels and the labels of its choices, and send it."""

    async def gives(self, files: Mapping[str, bytes]) -> "Reply":
        """Put files into the form, by the names of their options, and send it."""
        raise AssertionError(f"a form was expected, not: {self.text} (for {sorted(files)})")

    @property
    def text(self) -> str:
        return unmarked(self.read)

    @property
    def form(self) -> "Reply":
        assert self.asks, f"a form was expected, not: {self.text}"
        return self

    def button(self, start: str) -> str:
        """The only button whose label begins so."""
        found = [each for each in self.buttons if each.startswith(start)]
        assert len(found) == 1, f"one button {start!r} was expected, among {self.buttons} in: {self.text}"
        return found[0]

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {self.text}>"


class Person(ABC):
    """Somebody, and what they can do; `zone` is where they live."""

    name: str
    zone: str

    @property
    @abstractmethod
    def id(self) -> str:
        """As the platform names them."""

    @property
    @abstractmethod
    def messages(self) -> list[Reply]:
        """The direct messages that the bot sent of its own accord, oldest first, as they look now."""

    @abstractmethod
    async def does(self, path: str, /, **options: Given) -> Reply:
        """Run a word of /mentor, or `cohort create` and its like, with named options.

        A file goes along as an option on Discord; elsewhere nobody can type one, so that the form is asked for.
        """

    @abstractmethod
    async def types(self, text: str) -> Reply:
        """Type a whole command; Discord's client does not let anybody."""

    async def writes(self, text: str) -> Reply:
        """Write to the bot in its direct messages; the local workspace has none."""
        raise NotImplementedError(text)

    async def joins(self, cohort: str) -> Reply:
        """Join, and say where they live when asked."""
        reply = await self.does("join", cohort=cohort)
        if "choose your time zone" not in reply.text.lower():
            return reply
        likely = [each for each in reply.buttons if each.startswith(self.zone)]
        if likely:
            return await reply.press(likely[0])
        return await self.does("join", cohort=cohort, tz=self.zone)


def without_files(options: Mapping[str, Given]) -> tuple[dict[str, str], dict[str, bytes]]:
    """The options that can be typed, and the files."""
    files = {name: given for name, given in options.items() if isinstance(given, bytes)}
    typed = {
        name: f"@{given.name}" if isinstance(given, Person) else str(given)
        for name, given in options.items()
        if name not in files
    }
    return typed, files


def path_of(path: str) -> str:
    """`join` is a word of /mentor; `cohort list` says its own group."""
    return path if path.split(" ", 1)[0] in {"mentor", "cohort"} else f"mentor {path}"
