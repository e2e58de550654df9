"""A form as a modal, and a modal sent off as the call that it makes."""

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import assert_never

from mentorbot.chat.call import Call
from mentorbot.chat.ids import ChannelId, UserId
from mentorbot.chat.reply import Choice, Field, FieldKind, Form
from mentorbot.platforms.slack import limits
from mentorbot.platforms.slack.limits import cut
from mentorbot.platforms.slack.place import Place
from mentorbot.platforms.slack.rich_text import CHANNEL, PERSON, Json

CALLBACK = "form"
_NO_FILES = "A file could be given here too, once I'm installed again with the current manifest."


def modal(form: Form, place: Place) -> Json | None:
    """The view to open; None when the call is too long to travel with it."""
    carried = carry(_without_fields(form), place)
    if len(carried) > limits.METADATA:
        return None
    intro = [{"type": "section", "text": _plain_text(cut(form.intro, limits.LABEL))}] if form.intro else []
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "private_metadata": carried,
        "title": _plain_text(cut(form.title, limits.TITLE)),
        "submit": _plain_text("Send"),
        "close": _plain_text("Cancel"),
        "blocks": [*intro, *(_input(field) for field in form.fields)],
    }


def asks_for_files(form: Form) -> bool:
    return any(each.kind is FieldKind.FILE for each in form.fields)


def without_files(form: Form) -> Form | None:
    """The form for a token that may not read files, to which Slack shows no field for one; None when it needs one."""
    left = tuple(each for each in form.fields if each.kind is not FieldKind.FILE)
    if not left or any(each.required for each in form.fields if each.kind is FieldKind.FILE):
        return None
    return replace(form, fields=left, intro=" ".join(part for part in (form.intro, _NO_FILES) if part))


def filled_in(call: Call, values: Mapping[str, str]) -> Call:
    """The call with what was filled in; a field left empty takes its option away."""
    kept = {name: value for name, value in call.named.items() if name not in values}
    given = {name: value for name, value in values.items() if value.strip()}
    return replace(call, named=kept | given)


def carry(call: Call, place: Place) -> str:
    """Both as text that `carried` reads back exactly."""
    made = {"group": call.group, "word": call.word, "named": dict(call.named), "rest": call.rest}
    return json.dumps({"call": made, "place": {name: value for name, value in asdict(place).items() if value}})


def carried(text: str) -> tuple[Call, Place]:
    """What `carry` wrote; ValueError for another text."""
    match json.loads(text):
        case {
            "call": {"group": str(group), "word": str(word), "named": dict(named), "rest": str(rest)},
            "place": dict(where),
        }:
            texts = {str(name): str(value) for name, value in named.items()}
            found = {str(name): str(value) for name, value in where.items()}
            return Call(group=group, word=word, named=texts, rest=rest), _place(found)
    raise ValueError("this is no call")


def _place(where: Mapping[str, str]) -> Place:
    return Place(
        user=UserId(where.get("user", "")),
        channel=ChannelId(where["channel"]) if "channel" in where else None,
        response_url=where.get("response_url", ""),
        message=where.get("message", ""),
        ephemeral="ephemeral" in where,
        thread=where.get("thread", ""),
    )


def _without_fields(form: Form) -> Call:
    """What the fields show already need not travel twice."""
    shown = {field.name for field in form.fields}
    return replace(form.call, named={name: value for name, value in form.call.named.items() if name not in shown})


def _input(field: Field) -> Json:
    block: Json = {
        "type": "input",
        "block_id": field.name,
        "optional": not field.required,
        "label": _plain_text(cut(field.label, limits.LABEL)),
        "element": {**_element(field), "action_id": field.name},
    }
    return {**block, "hint": _plain_text(cut(field.hint, limits.HINT))} if field.hint else block


def _element(field: Field) -> Json:
    match field.kind:
        case FieldKind.LINE | FieldKind.ROLE:  # Slack has no roles to choose from
            return _text_input(field)
        case FieldKind.PARAGRAPH:
            return {**_text_input(field), "multiline": True}
        case FieldKind.SELECT:
            return _select(field)
        case FieldKind.PERSON:
            found = PERSON.search(field.value)
            return {"type": "users_select", **({"initial_user": found[0]} if found else {})}
        case FieldKind.FILE:
            return {"type": "file_input", "max_files": 1}
        case FieldKind.CHANNEL:
            found = CHANNEL.search(field.value)
            shown: Json = {"type": "conversations_select", "filter": {"include": ["public", "private"]}}
            return {**shown, "initial_conversation": found[0]} if found else shown
        case _:
            assert_never(field.kind)


def _text_input(field: Field) -> Json:
    most = min(max(field.max_length, 1), limits.INPUT)
    initial = {"initial_value": field.value[:most]} if field.value else {}
    return {"type": "plain_text_input", "max_length": most, **initial}


def _select(field: Field) -> Json:
    choices = [each for each in field.choices if 1 <= len(each.value) <= limits.OPTION_VALUE][: limits.OPTIONS]
    if not choices:
        return _text_input(field)
    initial = [_option(each) for each in choices if each.value == field.value]
    select: Json = {"type": "static_select", "options": [_option(each) for each in choices]}
    return {**select, "initial_option": initial[0]} if initial else select


def _option(choice: Choice) -> Json:
    return {"text": _plain_text(cut(choice.label or choice.value, limits.OPTION)), "value": choice.value}


def _plain_text(text: str) -> Json:
    return {"type": "plain_text", "text": text, "emoji": False}
