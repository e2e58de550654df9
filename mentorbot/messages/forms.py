"""A command's missing options as a form, derived from its declaration."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from types import MappingProxyType

from mentorbot.chat.binding import LINE_LIMIT, PROSE_LIMIT
from mentorbot.chat.call import Call
from mentorbot.chat.command import Command, OptionKind, Parameter
from mentorbot.chat.fit import shorten
from mentorbot.chat.limits import CHOICE_LABEL, CHOICES, FIELD_HINT, FIELD_LABEL, FORM_FIELDS, FORM_TITLE
from mentorbot.chat.reply import Choice, Field, FieldKind, Form

Suggest = Callable[[Parameter], Awaitable[Sequence[Choice]]]
"""What there is to choose from for an option, as many as there are."""

NOTHING: Mapping[str, str] = MappingProxyType({})

_KINDS = {
    OptionKind.PERSON: FieldKind.PERSON,
    OptionKind.CHANNEL: FieldKind.CHANNEL,
    OptionKind.ROLE: FieldKind.ROLE,
    OptionKind.FILE: FieldKind.FILE,
}


async def form_of(
    command: Command, given: Mapping[str, str], suggest: Suggest, filled: Mapping[str, str] = NOTHING
) -> Form:
    """Questions for what is missing; options marked `ask` come along, filled in with what was given or is now."""
    asked = [each for each in command.parameters if _asks(each, given)] or list(command.parameters)
    asked = asked[:FORM_FIELDS]
    kept = {name: value for name, value in given.items() if name not in {each.name for each in asked}}
    return Form(
        title=_title(command),
        call=Call(group=command.group, word=command.word, named=kept),
        fields=tuple(
            [await _field(each, given.get(each.name) or filled.get(each.name, ""), suggest) for each in asked]
        ),
    )


def _title(command: Command) -> str:
    """What it does, or the command itself where that is too long for a form's title."""
    does = command.description.partition(";")[0]
    return does if len(does) <= FORM_TITLE else shorten(f"/{command.path}", FORM_TITLE)


def _asks(parameter: Parameter, given: Mapping[str, str]) -> bool:
    if parameter.kind is OptionKind.FILE and parameter.name in given:
        return False  # no platform shows a file that was given before, so that it would be lost
    return (parameter.required and parameter.name not in given) or parameter.option.ask


async def _field(parameter: Parameter, given: str, suggest: Suggest) -> Field:
    choices = parameter.option.choices or tuple(await suggest(parameter) if parameter.option.complete else ())
    limit = PROSE_LIMIT if parameter.option.prose else LINE_LIMIT
    return Field(
        name=parameter.name,
        label=shorten(parameter.option.description, FIELD_LABEL),
        kind=_kind(parameter, choices),
        required=parameter.required,
        hint=shorten(parameter.option.example, FIELD_HINT),
        value=(given or parameter.option.prefill)[:limit],
        choices=tuple(Choice(shorten(each.label, CHOICE_LABEL), each.value) for each in choices)
        if _is_select(parameter, choices)
        else (),
        max_length=limit,
    )


def _kind(parameter: Parameter, choices: Sequence[Choice]) -> FieldKind:
    if parameter.kind in _KINDS:
        return _KINDS[parameter.kind]
    if _is_select(parameter, choices):
        return FieldKind.SELECT
    return FieldKind.PARAGRAPH if parameter.option.prose else FieldKind.LINE


def _is_select(parameter: Parameter, choices: Sequence[Choice]) -> bool:
    """A short whole list can be picked from; a long one (time zones) is typed."""
    return parameter.kind is OptionKind.TEXT and 0 < len(choices) < CHOICES
