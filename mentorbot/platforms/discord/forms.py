"""A form as a modal."""

from typing import Final, TypeAlias, assert_never

import discord
from discord import ui

from mentorbot.chat.fit import shorten
from mentorbot.chat.reply import Field, FieldKind, Form
from mentorbot.platforms.discord.carry import Carrier
from mentorbot.platforms.discord.limits import (
    INPUT,
    LABEL,
    LABEL_DESCRIPTION,
    MODAL_PARTS,
    MODAL_TITLE,
    OPTION_TEXT,
    OPTIONS,
)

FORM_MARK: Final = "?:"
"""Before the call in a modal's custom_id; a button's mark is a letter."""
_Control: TypeAlias = (
    "ui.TextInput[ui.Modal] | ui.Select[ui.Modal] | ui.UserSelect[ui.Modal] | ui.ChannelSelect[ui.Modal]"
    " | ui.RoleSelect[ui.Modal] | ui.FileUpload[ui.Modal]"
)


def modal(form: Form, carrier: Carrier) -> ui.Modal:
    """The form; submitting it comes back as an interaction with the call in its custom_id."""
    shown = ui.Modal(
        title=shorten(form.title, MODAL_TITLE), custom_id=FORM_MARK + carrier.pack(form.call), timeout=None
    )
    fields = form.fields[:MODAL_PARTS]
    intro = form.intro.strip()
    if intro and len(fields) < MODAL_PARTS:
        shown.add_item(ui.TextDisplay(shorten(intro, INPUT)))
        intro = ""
    for field in fields:
        shown.add_item(_label(field, intro))
        intro = ""
    # A stopped modal is not remembered by discord.py: it would listen in memory, and until closed if never submitted.
    shown.stop()
    return shown


def _label(field: Field, intro: str) -> "ui.Label[ui.Modal]":
    """With no part left for it, the intro is the first field's description."""
    described = intro or field.hint
    return ui.Label(
        text=shorten(field.label, LABEL),
        description=shorten(described, LABEL_DESCRIPTION) or None,
        component=_control(field),
    )


def _control(field: Field) -> _Control:
    match field.kind:
        case FieldKind.LINE:
            return _input(field, discord.TextStyle.short)
        case FieldKind.PARAGRAPH:
            return _input(field, discord.TextStyle.paragraph)
        case FieldKind.SELECT:
            return ui.Select(custom_id=field.name, options=_options(field), required=field.required)
        case FieldKind.PERSON:
            return ui.UserSelect(
                custom_id=field.name, required=field.required, default_values=_chosen(field, discord.User)
            )
        case FieldKind.CHANNEL:
            return ui.ChannelSelect(
                custom_id=field.name, required=field.required, default_values=_chosen(field, discord.abc.GuildChannel)
            )
        case FieldKind.ROLE:
            return ui.RoleSelect(
                custom_id=field.name, required=field.required, default_values=_chosen(field, discord.Role)
            )
        case FieldKind.FILE:
            least = 1 if field.required else 0
            return ui.FileUpload(custom_id=field.name, required=field.required, min_values=least, max_values=1)
        case _:
            assert_never(field.kind)


def _input(field: Field, style: discord.TextStyle) -> "ui.TextInput[ui.Modal]":
    longest = min(field.max_length, INPUT)
    return ui.TextInput(
        custom_id=field.name,
        style=style,
        required=field.required,
        max_length=longest,
        default=field.value[:longest] or None,
    )


def _options(field: Field) -> list[discord.SelectOption]:
    by_value = {each.value: each.label for each in field.choices if len(each.value) <= OPTION_TEXT}
    return [
        discord.SelectOption(label=shorten(label, OPTION_TEXT), value=value, default=value == field.value)
        for value, label in list(by_value.items())[:OPTIONS]
    ]


def _chosen(field: Field, kind: type) -> list[discord.Object]:
    return [discord.Object(int(field.value), type=kind)] if field.value.isdigit() else []
