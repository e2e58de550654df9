"""Declarations as app_commands: a group per slash command, a native subcommand per word."""

import inspect
from collections.abc import Callable, Coroutine, Sequence
from typing import TYPE_CHECKING, Final, TypeAlias

import discord
from discord import app_commands

from mentorbot.chat.command import Command, Group, OptionKind, Parameter
from mentorbot.chat.fit import shorten
from mentorbot.platforms.discord.limits import OPTION_TEXT, OPTIONS

if TYPE_CHECKING:
    from mentorbot.platforms.discord.client import MentorClient

_TYPES: Final[dict[OptionKind, object]] = {
    OptionKind.TEXT: str,
    OptionKind.INTEGER: int,
    OptionKind.PERSON: discord.User,
    OptionKind.CHANNEL: app_commands.AppCommandChannel,
    OptionKind.ROLE: discord.Role,
    OptionKind.GROUP: str,  # Discord has none; the answer says what to use instead
    OptionKind.FILE: discord.Attachment,
}
_EVERYWHERE: Final = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=False)
_Suggestions: TypeAlias = list[app_commands.Choice[str]]
_Completer = Callable[["discord.Interaction[MentorClient]", str], Coroutine[None, None, _Suggestions]]


class Tree(app_commands.CommandTree["MentorClient"]):
    """Discord's menus; every word leads to the same talk."""

    def declare(self, groups: Sequence[Group]) -> None:
        for each in menu(groups):
            self.add_command(each)

    async def on_error(
        self, interaction: "discord.Interaction[MentorClient]", error: app_commands.AppCommandError, /
    ) -> None:
        """A word of an older tree is answered like any unknown word; anything else is a bug, logged by discord.py."""
        if isinstance(error, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch):
            await interaction.client.talk.typed(interaction)
        else:
            await super().on_error(interaction, error)


def menu(groups: Sequence[Group]) -> list[app_commands.Group]:
    """A native group for each slash command."""
    return [_group(group) for group in groups]


def _group(group: Group) -> app_commands.Group:
    declared = app_commands.Group(
        name=group.name,
        description=group.description,
        allowed_contexts=_EVERYWHERE,
        allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
    )
    for command in group.commands:
        if command.listed:
            declared.add_command(_subcommand(command))
    return declared


def _subcommand(command: Command) -> "app_commands.Command[app_commands.Group, ..., None]":
    async def typed(interaction: "discord.Interaction[MentorClient]", **_: object) -> None:
        await interaction.client.talk.typed(interaction)

    # app_commands derives the options from the callback's signature, which here is that of the declaration.
    typed.__signature__ = _signature(command.parameters)  # type: ignore[attr-defined] # functions take any attribute
    described = {each.name: each.option.description for each in command.parameters}
    choices = {each.name: _choices(each) for each in command.parameters if each.option.choices}
    made = app_commands.describe(**described)(app_commands.choices(**choices)(typed)) if described else typed
    declared: app_commands.Command[app_commands.Group, ..., None] = app_commands.Command(
        name=command.word, description=command.description, callback=made
    )
    for parameter in command.parameters:
        if _suggests(parameter):
            declared.autocomplete(parameter.name)(_completer(parameter.name))
    return declared


def _suggests(parameter: Parameter) -> bool:
    """Discord suggests for texts and numbers that have no closed list; our suggestions are texts."""
    option = parameter.option
    return option.complete is not None and not option.choices and _TYPES[parameter.kind] is str


def _signature(parameters: tuple[Parameter, ...]) -> inspect.Signature:
    """Every option is optional: what is missing is asked for by the form, as on the other platforms."""
    options = sorted(parameters, key=lambda each: not each.required)
    kind = inspect.Parameter.KEYWORD_ONLY
    return inspect.Signature(
        [
            inspect.Parameter("interaction", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=discord.Interaction),
            *(inspect.Parameter(each.name, kind, default=None, annotation=_annotation(each)) for each in options),
        ]
    )


def _annotation(parameter: Parameter) -> object:
    low, high = parameter.option.low, parameter.option.high
    if parameter.kind is OptionKind.INTEGER and (low is not None or high is not None):
        return app_commands.Range[int, low, high]
    return _TYPES[parameter.kind]


def _choices(parameter: Parameter) -> list[app_commands.Choice[str]]:
    return [app_commands.Choice(name=each.label, value=each.value) for each in parameter.option.choices]


def _completer(option: str) -> _Completer:
    async def complete(interaction: "discord.Interaction[MentorClient]", typed: str) -> _Suggestions:
        found = await interaction.client.talk.completed(interaction, option, typed)
        short = [each for each in found if 0 < len(each.value) <= OPTION_TEXT]
        return [
            app_commands.Choice(name=shorten(each.label, OPTION_TEXT), value=each.value) for each in short[:OPTIONS]
        ]

    return complete
