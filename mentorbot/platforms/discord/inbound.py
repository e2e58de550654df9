"""Interactions as Discord sends them become invocations; nothing past this file handles raw data."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

import discord

from mentorbot.chat.call import Call
from mentorbot.chat.ids import ChannelId, UserId, WorkspaceId
from mentorbot.chat.invocation import Caller, Gesture, Invocation

NAME: Final = "discord"
_NESTED: Final = {1, 2}
"""Option types of a subcommand and of a group of them."""


def command_invocation(interaction: discord.Interaction[Any]) -> Invocation:
    """A slash command, also one that is still being typed (its focused option left out)."""
    data: Mapping[str, Any] = dict(interaction.data or {})
    words, options = _descended(data)
    given = {each["name"]: str(each["value"]) for each in options if not each.get("focused") and "value" in each}
    call = Call(group=data["name"], word=" ".join(words), named=given)
    return Invocation(caller=_caller(interaction), call=call, gesture=Gesture.COMMAND)


def button_invocation(interaction: discord.Interaction[Any], call: Call) -> Invocation:
    return Invocation(caller=_caller(interaction), call=call, gesture=Gesture.BUTTON)


def form_invocation(interaction: discord.Interaction[Any], call: Call) -> Invocation:
    """The call with what was filled in; a field left empty takes its option away."""
    filled = _filled(dict(interaction.data or {}))
    kept = {name: value for name, value in call.named.items() if name not in filled}
    given = {name: value for name, value in filled.items() if value.strip()}
    return Invocation(caller=_caller(interaction), call=replace(call, named=kept | given), gesture=Gesture.FORM)


def custom_id(interaction: discord.Interaction[Any]) -> str:
    return str(dict(interaction.data or {}).get("custom_id", ""))


def _descended(data: Mapping[str, Any]) -> tuple[list[str], list[Mapping[str, Any]]]:
    """The subcommand's words, and the options given to it."""
    words: list[str] = []
    options: list[Mapping[str, Any]] = list(data.get("options", ()))
    while options and options[0]["type"] in _NESTED:
        words.append(options[0]["name"])
        options = list(options[0].get("options", ()))
    return words, options


def _filled(data: Mapping[str, Any]) -> dict[str, str]:
    controls = [each["component"] for each in data.get("components", ()) if "component" in each]
    return {each["custom_id"]: _value(each) for each in controls}


def _value(control: Mapping[str, Any]) -> str:
    values = control.get("values")
    return str(control.get("value") or "") if values is None else "".join(str(each) for each in values[:1])


def _caller(interaction: discord.Interaction[Any]) -> Caller:
    guild = interaction.guild_id
    permissions = interaction.permissions
    return Caller(
        platform=NAME,
        workspace=WorkspaceId(str(guild)) if guild is not None else None,
        workspace_name=interaction.guild.name if interaction.guild is not None else "",
        user=UserId(str(interaction.user.id)),
        name=interaction.user.display_name,
        admin=permissions.administrator or permissions.manage_guild,
        channel=ChannelId(str(interaction.channel_id)) if interaction.channel_id is not None else None,
    )
