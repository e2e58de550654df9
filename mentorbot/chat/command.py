"""A command, declared once as a typed function; every face is derived from its declaration."""

import inspect
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from mentorbot.chat.ids import ChannelId, FileId, GroupId, RoleId, UserId
from mentorbot.chat.limits import CHOICES, DESCRIPTION, WORDS_IN_A_GROUP
from mentorbot.chat.reply import Choice, Reply


class OptionKind(StrEnum):
    """What an option takes; derived from the parameter's type."""

    TEXT = "text"
    INTEGER = "integer"
    PERSON = "person"
    CHANNEL = "channel"
    ROLE = "role"
    GROUP = "group"
    FILE = "file"
    """Given in a form, or with a native option; nobody can type it."""


_KINDS: dict[object, OptionKind] = {
    str: OptionKind.TEXT,
    int: OptionKind.INTEGER,
    UserId: OptionKind.PERSON,
    ChannelId: OptionKind.CHANNEL,
    RoleId: OptionKind.ROLE,
    GroupId: OptionKind.GROUP,
    FileId: OptionKind.FILE,
}


class Audience(StrEnum):
    """Whom a word is for; the router turns everybody else away."""

    EVERYBODY = "everybody"
    MENTORS = "mentors"
    ADMINS = "admins"


Completer = Callable[[Any, str], Awaitable[Sequence[Choice]]]
"""(context, what was typed so far) -> at most 25 suggestions, best first."""


Filled = Callable[[Any, Mapping[str, str]], Awaitable[Mapping[str, str]]]
"""(context, what was given) -> what a form has filled in, by the option's name."""


@dataclass(frozen=True, slots=True)
class Option:
    """What a parameter's annotation says beyond its type: `Annotated[str, Option("Which cohort?", …)]`."""

    description: str
    """At most 100 characters (Discord)."""
    complete: Completer | None = None
    choices: tuple[Choice, ...] = ()
    """A closed list, at most 25 (Discord)."""
    low: int | None = None
    high: int | None = None
    prose: bool = False
    """Free text of any length: takes the rest of what was typed, and a paragraph in forms."""
    ask: bool = False
    """Optional, but in the form when the form opens for another reason."""
    prefill: str = ""
    """What the form has filled in."""
    example: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One option of a command, as every face needs it."""

    name: str
    kind: OptionKind
    required: bool
    option: Option
    by_name: bool = False
    """Keyword-only in the function, or a file: never filled by a loose word, only by `name=value`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A word of a slash command."""

    group: str
    word: str
    description: str
    """At most 100 characters (Discord)."""
    run: Callable[..., Awaitable[Reply]] = field(repr=False)
    parameters: tuple[Parameter, ...]
    private: bool = True
    in_place: bool = False
    """Pressed as a button, its answer replaces the message with the button."""
    filled: Filled | None = field(default=None, repr=False)
    """What is now, for the form of a command that changes it."""
    listed: bool = True
    """False for words that people press rather than type; Discord then leaves them out."""
    audience: Audience = Audience.EVERYBODY

    @property
    def path(self) -> str:
        return f"{self.group} {self.word}"

    def parameter(self, name: str) -> Parameter | None:
        return next((each for each in self.parameters if each.name == name), None)


@dataclass(frozen=True, slots=True)
class Group:
    """A slash command with its words, in the order in which help shows them."""

    name: str
    description: str
    commands: tuple[Command, ...]
    audience: Audience = Audience.EVERYBODY
    """Whom all of its words are for."""

    def __post_init__(self) -> None:
        if sum(each.listed for each in self.commands) > WORDS_IN_A_GROUP:
            raise ValueError(f"/{self.name} has more than {WORDS_IN_A_GROUP} listed words")

    def audience_of(self, command: Command) -> Audience:
        """Whom a word is for: what the group says, or else the word itself."""
        return command.audience if self.audience is Audience.EVERYBODY else self.audience

    def find(self, word: str) -> Command | None:
        return next((each for each in self.commands if each.word == word), None)


def command(
    word: str,
    description: str,
    *,
    group: str = "mentor",
    private: bool = True,
    in_place: bool = False,
    listed: bool = True,
    filled: Filled | None = None,
    audience: Audience = Audience.EVERYBODY,
) -> Callable[[Callable[..., Awaitable[Reply]]], Command]:
    """Declare a command: the decorated function's first parameter is the context, the rest are its options."""

    def declare(run: Callable[..., Awaitable[Reply]]) -> Command:
        return Command(
            group=group,
            word=word,
            description=_described(word, description),
            run=run,
            parameters=_parameters(run),
            private=private,
            in_place=in_place,
            listed=listed,
            filled=filled,
            audience=audience,
        )

    return declare


def _parameters(run: Callable[..., Awaitable[Reply]]) -> tuple[Parameter, ...]:
    hints = get_type_hints(run, include_extras=True)
    _, *options = inspect.signature(run).parameters.values()
    return tuple(_parameter(each, hints[each.name]) for each in options)


def _parameter(declared: inspect.Parameter, hint: object) -> Parameter:
    if get_origin(hint) is not Annotated:
        raise TypeError(f"option {declared.name} needs Annotated[type, Option(…)]")
    annotated, option = get_args(hint)[:2]
    if not isinstance(option, Option):
        raise TypeError(f"option {declared.name} needs Annotated[type, Option(…)]")
    kind = _KINDS.get(_without_none(annotated))
    if kind is None:
        raise TypeError(f"option {declared.name} cannot be {annotated}; it is one of {', '.join(OptionKind)}")
    _described(declared.name, option.description)
    if len(option.choices) > CHOICES:
        raise ValueError(f"{declared.name} has more than {CHOICES} choices")
    return Parameter(
        name=declared.name,
        kind=kind,
        required=declared.default is inspect.Parameter.empty,
        option=option,
        by_name=declared.kind is inspect.Parameter.KEYWORD_ONLY or kind is OptionKind.FILE,
    )


def _described(name: str, description: str) -> str:
    if not 1 <= len(description) <= DESCRIPTION:
        raise ValueError(f"{name} needs a description of 1 to {DESCRIPTION} characters")
    return description


def _without_none(annotated: object) -> object:
    if get_origin(annotated) in {Union, UnionType}:
        return next(each for each in get_args(annotated) if each is not type(None))
    return annotated
