"""The slash commands are sent to Discord only when they changed: it allows 200 creations a day."""

import hashlib
import json
import logging

import discord

from mentorbot.chat.platform import Notes
from mentorbot.platforms.discord.tree import Tree

log = logging.getLogger(__name__)


async def sync(tree: Tree, notes: Notes) -> None:
    """Send the tree unless this application has it; refused, the bot runs on with the commands it had."""
    name = f"commands.{tree.client.application_id}"
    now = fingerprint(tree)
    if await notes.get(name) == now:
        return
    try:
        await tree.sync()
    except discord.DiscordException:
        log.exception("Discord did not take the slash commands; the next start tries again")
        return
    await notes.put(name, now)


def declared(tree: Tree) -> list[dict[str, object]]:
    """Everything that Discord would be told."""
    return [dict(command.to_dict(tree)) for command in tree.get_commands()]


def fingerprint(tree: Tree) -> str:
    return hashlib.sha256(json.dumps(declared(tree), sort_keys=True).encode()).hexdigest()
