"""From what was typed to a command's arguments, by its declaration alone."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from mentorbot.chat.call import ASK_ME, Call, Word, words
from mentorbot.chat.command import Command, OptionKind, Parameter
from mentorbot.chat.nearest import nearest

LINE_LIMIT = 200
PROSE_LIMIT = 3000
"""Slack's plain text input takes no more."""
FILE_LIMIT = 2000
"""Of what names a file: Discord's is an address with a signature, some 300 characters for most."""

_MENTION = re.compile(r"<(?P<sigil>@&|@!|@|#|!subteam\^)(?P<id>\w+)(?:\|(?P<name>[^>]*))?>")
_SIGILS = {
    "@": OptionKind.PERSON,
    "@!": OptionKind.PERSON,
    "#": OptionKind.CHANNEL,
    "@&": OptionKind.ROLE,
    "!subteam^": OptionKind.GROUP,
}
_PLACES = {OptionKind.PERSON, OptionKind.CHANNEL, OptionKind.ROLE, OptionKind.GROUP}
_NAMES = {OptionKind.TEXT, OptionKind.GROUP}
"""What may be of several words."""
_INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Bound:
    """Everything needed is there."""

    values: Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class Missing:
    """Something has to be asked for; `given` is what there is already."""

    given: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Refused:
    """Something cannot be read; a sentence that says what, and values that could have been meant."""

    sentence: str
    option: str = ""
    nearest: tuple[str, ...] = ()


Binding: TypeAlias = Bound | Missing | Refused


@dataclass(slots=True)
class _Reading:
    """The words of one call being dealt out to its options."""

    command: Command
    rest: str
    given: dict[str, str]
    loose: list[Word] = field(default_factory=list)

    def unfilled(self) -> list[Parameter]:
        return [each for each in self.command.parameters if each.name not in self.given]

    def free(self) -> list[Parameter]:
        """What the next loose words may fill."""
        return [each for each in self.unfilled() if not each.by_name]


def bind(command: Command, call: Call) -> Binding:
    """Deal the call's words out to the command's options and read their values."""
    rest, asked = _without_ask(command, call.rest)
    reading = _Reading(command, rest, dict(call.named))
    refused = _deal(reading)
    if refused:
        return refused
    given = {name: clean(value) for name, value in reading.given.items() if clean(value)}
    if asked or any(each.required and each.name not in given for each in command.parameters):
        return Missing(given) if command.parameters else Bound({})
    return _typed(command, given)


def _without_ask(command: Command, rest: str) -> tuple[str, bool]:
    """The text without a `?` that stands alone beside named options, and whether there was one."""
    loose = [word.start for word in words(rest) if word.name not in _names(command)]
    if len(loose) != 1 or rest[loose[0] :].partition(" ")[0] != ASK_ME:
        return rest, False
    return rest[: loose[0]] + rest[loose[0] + len(ASK_ME) :], True


def _deal(reading: _Reading) -> Refused | None:
    for word in words(reading.rest):
        if word.name is None or (word.name not in _names(reading.command) and _prose(reading)):
            reading.loose.append(word)
        else:
            reading.given[word.name] = word.value
    for name in reading.given:
        if name not in _names(reading.command):
            return _unknown_option(reading.command, name)
    _deal_mentions(reading)
    _deal_loose(reading)
    return None


def _names(command: Command) -> list[str]:
    return [each.name for each in command.parameters]


def _prose(reading: _Reading) -> Parameter | None:
    return next((each for each in reading.free() if each.option.prose), None)


def _unknown_option(command: Command, name: str) -> Refused:
    close = nearest(name, _names(command))
    takes = ", ".join(f"`{each}`" for each in _names(command))
    hint = f" Did you mean `{close[0]}`?" if close else f" It takes {takes}." if takes else " It takes none."
    return Refused(f"`/{command.path}` has no option `{name[:32]}`.{hint}")


def _deal_mentions(reading: _Reading) -> None:
    """A mention says by its shape which option it is for, named or not."""
    for word in list(reading.loose):
        match = _MENTION.fullmatch(word.value)
        kind = _SIGILS[match["sigil"]] if match else None
        taker = next((each for each in reading.unfilled() if kind and each.kind is kind), None)
        if taker:
            reading.given[taker.name] = word.value
            reading.loose.remove(word)


def _deal_loose(reading: _Reading) -> None:
    while reading.loose and (free := reading.free()):
        if free[0].option.prose:
            reading.given[free[0].name] = reading.rest[reading.loose[0].start :]
            return
        if len(free) == 1 and free[0].kind in _NAMES:
            reading.given[free[0].name] = " ".join(word.value for word in reading.loose)
            return
        reading.given[free[0].name] = reading.loose.pop(0).value


def _typed(command: Command, given: Mapping[str, str]) -> Bound | Refused:
    values: dict[str, str | int] = {}
    for parameter in command.parameters:
        if parameter.name not in given:
            continue
        value = _read(parameter, given[parameter.name])
        if isinstance(value, Refused):
            return value
        values[parameter.name] = value
    return Bound(values)


def _read(parameter: Parameter, text: str) -> str | int | Refused:
    if parameter.kind is OptionKind.INTEGER:
        return _integer(parameter, text)
    if parameter.kind in _PLACES:
        match = _MENTION.fullmatch(text)
        return match["id"] if match else text.lstrip("@#")[:LINE_LIMIT]
    if parameter.option.choices:
        return _choice(parameter, text)
    limit = _limit(parameter)
    if len(text) > limit:
        return Refused(
            f"That's {len(text):,} characters for `{parameter.name}`; I can take {limit:,}. Nothing was changed."
        )
    return text


def _limit(parameter: Parameter) -> int:
    """Characters."""
    if parameter.kind is OptionKind.FILE:
        return FILE_LIMIT
    return PROSE_LIMIT if parameter.option.prose else LINE_LIMIT


def _integer(parameter: Parameter, text: str) -> int | Refused:
    low, high = parameter.option.low, parameter.option.high
    bounds = f"from {low} to {high}" if low is not None and high is not None else "such as 3"
    try:
        number = int(text)
    except ValueError:
        number = None
    if number is None or (low is not None and number < low) or (high is not None and number > high):
        return Refused(f"`{parameter.name}` takes a whole number {bounds}, not “{_short(text)}”.", parameter.name)
    return number


def _choice(parameter: Parameter, text: str) -> str | Refused:
    by_word = {word.casefold(): each.value for each in parameter.option.choices for word in (each.value, each.label)}
    if text.casefold() in by_word:
        return by_word[text.casefold()]
    labels = ", ".join(each.label for each in parameter.option.choices)
    close = tuple(by_word[each] for each in nearest(text, by_word))
    return Refused(f"`{parameter.name}` is one of: {labels}.", parameter.name, close)


def clean(text: str) -> str:
    """Text without control, direction and zero-width characters, nor halves of one; line breaks and tabs stay."""
    return _INVISIBLE.sub("", text).strip()


def _short(text: str) -> str:
    """Enough to recognise it, without what marks a command in our sentences."""
    line = " ".join(text.replace("`", "'").split())
    return line if len(line) <= 40 else f"{line[:39]}…"  # noqa: PLR2004 - as the docstring says
