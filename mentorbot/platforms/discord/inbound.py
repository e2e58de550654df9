"""Interactions and messages as Discord sends them become invocations; nothing past this file handles raw data."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

import discord

from mentorbot.chat.call import Call
from mentorbot.chat.command import Command, Group, OptionKind
from mentorbot.chat.ids import ChannelId, UserId, WorkspaceId
from mentorbot.chat.invocation import Caller, Gesture, Invocation
from mentorbot.chat.sentences import understood
from mentorbot.platforms.discord.typed import with_names, without_address

NAME: Final = "discord"
_NESTED: Final = {1, 2}
"""Option types of a subcommand and of a group of them."""
_WRITTEN: Final = {discord.MessageType.default, discord.MessageType.reply}
_IDS: Final = {OptionKind.PERSON, OptionKind.CHANNEL, OptionKind.ROLE, OptionKind.GROUP}
_ATTACHMENT: Final = discord.AppCommandOptionType.attachment.value
_FILE_UPLOAD: Final = discord.ComponentType.file_upload.value


def command_invocation(interaction: discord.Interaction[Any]) -> Invocation:
    """A slash command, also one that is still being typed (its focused option left out)."""
    data: Mapping[str, Any] = dict(interaction.data or {})
    words, options = _descended(data)
    given = {each["name"]: _given(each, data) for each in options if not each.get("focused") and "value" in each}
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


def message_invocation(message: discord.Message, groups: Sequence[Group]) -> Invocation | None:
    """A sentence in the bot's direct messages; None for what nobody wrote to it (its own echo, other bots, pins).

    Its own private answers in servers come as direct messages too. Where there are no words, nothing was said.
    """
    if message.author.bot or message.type not in _WRITTEN or not isinstance(message.channel, discord.DMChannel):
        return None
    text = without_address(message.content, message.channel.me.id)
    if not text:
        return None
    caller = Caller(
        platform=NAME,
        workspace=None,
        user=UserId(str(message.author.id)),
        name=message.author.display_name,
        channel=ChannelId(str(message.channel.id)),
    )
    return Invocation(caller=caller, call=understood(text, groups), gesture=Gesture.MESSAGE)


def readable(written: Invocation, command: Command | None, mentioned: Iterable[discord.abc.User]) -> Invocation:
    """The sentence as it was meant: mentions stay where the command takes ids, else they become names."""
    if command is not None and any(each.kind in _IDS for each in command.parameters):
        return written
    names = {str(each.id): each.display_name for each in mentioned}
    return replace(written, call=replace(written.call, rest=with_names(written.call.rest, names)))


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


def _given(option: Mapping[str, Any], data: Mapping[str, Any]) -> str:
    value = str(option["value"])
    return _address(value, data) if option["type"] == _ATTACHMENT else value


def _filled(data: Mapping[str, Any]) -> dict[str, str]:
    controls = [each["component"] for each in data.get("components", ()) if "component" in each]
    return {each["custom_id"]: _value(each, data) for each in controls}


def _value(control: Mapping[str, Any], data: Mapping[str, Any]) -> str:
    values = control.get("values")
    value = str(control.get("value") or "") if values is None else "".join(str(each) for each in values[:1])
    return _address(value, data) if value and control.get("type") == _FILE_UPLOAD else value


def _address(attachment: str, data: Mapping[str, Any]) -> str:
    """Where Discord keeps an attachment; empty when it does not say, as while a command is still being typed."""
    resolved = (data.get("resolved") or {}).get("attachments") or {}
    return str((resolved.get(attachment) or {}).get("url") or "")


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
