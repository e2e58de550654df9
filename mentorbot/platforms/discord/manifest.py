"""What Discord is told of the slash commands, as data: to look at, since the bot sends it by itself."""

from collections.abc import Sequence

import discord
from discord import app_commands

from mentorbot.chat.command import Group
from mentorbot.platforms.discord.tree import menu


def manifest(groups: Sequence[Group]) -> list[dict[str, object]]:
    """The payload of the global commands."""
    tree = app_commands.CommandTree(discord.Client(intents=discord.Intents.none()))
    return [dict(each.to_dict(tree)) for each in menu(groups)]
