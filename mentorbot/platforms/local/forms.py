"""What a form carries while it is open, and the call that it makes when it is submitted."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

from mentorbot.chat.call import Call
from mentorbot.chat.reply import Choice, Field, FieldKind, Form
from mentorbot.platforms.local.legible import legible
from mentorbot.platforms.local.people import CHANNELS, PEOPLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A form before somebody; `message` is the entry whose button opened it."""

    form: Form
    message: int | None


def filled_in(call: Call, values: Mapping[str, str]) -> Call:
    """The call with what was filled in; a field left empty takes its option away."""
    kept = {name: value for name, value in call.named.items() if name not in values}
    given = {name: value for name, value in values.items() if value.strip()}
    return replace(call, named=kept | given)


def carry(call: Call) -> str:
    """The call as text that `carried` reads back exactly."""
    return json.dumps({"group": call.group, "word": call.word, "named": dict(call.named), "rest": call.rest})


def carried(text: str) -> Call:
    """The call that was carried; ValueError for another text."""
    row = json.loads(text)
    match row:
        case {"group": str(group), "word": str(word), "named": dict(named), "rest": str(rest)}:
            texts = {legible(str(name)): legible(str(value)) for name, value in named.items()}
            return Call(group=legible(group), word=legible(word), named=texts, rest=legible(rest))
    raise ValueError("this is no call")


def choices_of(field: Field) -> tuple[Choice, ...]:
    """What a select shows; the workspace's own people and channels where the field asks for one."""
    if field.kind is FieldKind.PERSON:
        return tuple(Choice(each.name, each.user) for each in PEOPLE)
    if field.kind is FieldKind.CHANNEL:
        return tuple(Choice(f"#{channel}", channel) for channel in CHANNELS)
    return field.choices
