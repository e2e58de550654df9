"""What the composer suggests: words first, then options, then their values."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from mentorbot.chat.call import Call, Word, parse_call, words
from mentorbot.chat.command import Command, OptionKind, Parameter
from mentorbot.chat.invocation import Gesture
from mentorbot.chat.limits import CHOICES
from mentorbot.chat.platform import Conversation
from mentorbot.chat.reply import Choice
from mentorbot.platforms.local.inbound import invocation
from mentorbot.platforms.local.legible import legible
from mentorbot.platforms.local.people import CHANNELS, PEOPLE, Persona

_SPACES: Final = re.compile(r"\s+")
_LONGEST: Final = 500
"""Nobody completes a text that is longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """`text` is the whole composer once it is taken."""

    text: str
    label: str
    detail: str


async def suggestions(conversation: Conversation, persona: Persona, text: str) -> list[Suggestion]:
    """What could come next in the composer, at most 25, best first; nothing for a sentence."""
    text = legible(text).lstrip()
    if not text.startswith("/") or len(text) > _LONGEST:
        return []
    head, space, rest = text[1:].partition(" ")
    if not space:
        return _groups(conversation, head.lower())
    word, space, tail = rest.lstrip().partition(" ")
    if not space:
        return [each for each in _words(conversation, head.lower(), word.lower()) if each.text != text]
    command = conversation.command_of(invocation(persona, parse_call(text), Gesture.COMMAND))
    if command is None:
        return []
    return (await _options(conversation, persona, _Typed.of(text, tail, command)))[:CHOICES]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Typed:
    """The composer, split where the last word begins; `left` are the options that are not given yet."""

    text: str
    before: str
    last: Word
    left: Sequence[Parameter]
    command: Command

    @classmethod
    def of(cls, text: str, tail: str, command: Command) -> "_Typed":
        last = _last(tail)
        typed = list(words(tail[: last.start]))
        named = {word.name for word in typed}
        typed_ones = [each for each in command.parameters if each.kind is not OptionKind.FILE]
        free = [each for each in typed_ones if each.name not in named]
        return cls(
            text=text,
            before=text[: len(text) - len(tail) + last.start],
            last=last,
            left=free[sum(word.name is None for word in typed) :],
            command=command,
        )

    def values(self, parameter: Parameter, choices: Iterable[Choice]) -> list[Suggestion]:
        return [
            Suggestion(
                text=f"{self.before}{_named(parameter.name, each.value)} ",
                label=each.label,
                detail=parameter.name,
            )
            for each in choices
        ]


def _last(tail: str) -> Word:
    """The word that is being typed; its quote may still be open."""
    quote = tail.rfind('"') if tail.count('"') % 2 else len(tail)
    *_, start = (0, *(space.end() for space in _SPACES.finditer(tail, 0, quote)))
    name, equals, value = tail[start:].partition("=")
    return Word(name.lower(), value.strip('"'), start) if equals else Word(None, name.strip('"'), start)


async def _options(conversation: Conversation, persona: Persona, typed: _Typed) -> list[Suggestion]:
    if typed.last.name is not None:
        named = typed.command.parameter(typed.last.name)
        return await _values(conversation, persona, typed, named) if named is not None else []
    loose = next((each for each in typed.left if not each.by_name), None)
    if loose is not None and loose.option.prose and typed.last.value:
        return []
    first = await _values(conversation, persona, typed, loose) if loose is not None else []
    return first + [
        Suggestion(text=f"{typed.before}{each.name}=", label=f"{each.name}=", detail=each.option.description)
        for each in typed.left
        if each.name.startswith(typed.last.value.lower())
    ]


async def _values(
    conversation: Conversation, persona: Persona, typed: _Typed, parameter: Parameter
) -> list[Suggestion]:
    start = typed.last.value
    match parameter.kind:
        case OptionKind.PERSON:
            return typed.values(parameter, _matching(start, (Choice(each.name, f"@{each.name}") for each in PEOPLE)))
        case OptionKind.CHANNEL:
            return typed.values(parameter, _matching(start, (Choice(f"#{each}", f"#{each}") for each in CHANNELS)))
        case _ if parameter.option.choices:
            return typed.values(parameter, _matching(start, parameter.option.choices))
        case _ if parameter.option.complete is None:
            return []
        case _:
            asked = invocation(persona, parse_call(typed.text), Gesture.COMMAND)
            return typed.values(parameter, await conversation.complete(asked, parameter.name, start))


def _groups(conversation: Conversation, start: str) -> list[Suggestion]:
    begun = [each for each in conversation.groups if each.name.startswith(start)]
    if [each.name for each in begun] == [start]:
        return _words(conversation, start, "")
    return [Suggestion(text=f"/{each.name} ", label=f"/{each.name}", detail=each.description) for each in begun]


def _words(conversation: Conversation, group: str, start: str) -> list[Suggestion]:
    commands = next((each.commands for each in conversation.groups if each.name == group), ())
    return [
        Suggestion(
            text=f"/{group} {each.word}{' ' if each.parameters else ''}", label=each.word, detail=each.description
        )
        for each in commands
        if each.listed and each.word.startswith(start)
    ]


def _matching(start: str, choices: Iterable[Choice]) -> list[Choice]:
    bare = start.lower().lstrip("@#")
    return [each for each in choices if bare in each.label.lower()]


def _named(name: str, value: str) -> str:
    """`name=value` as the parser reads it, in quotes where it needs them."""
    return str(Call(group="", word="", named={name: value}))
