"""`python bot.py manifest`: what a platform is told about the bot."""

import json
from typing import Annotated

import typer

from mentorbot.cli.stop import stop
from mentorbot.commands import GROUPS
from mentorbot.platforms.discord.manifest import manifest as discord_manifest
from mentorbot.platforms.slack.manifest import manifest as slack_manifest


def manifest(
    platform: Annotated[str, typer.Argument(help="slack or discord.")],
) -> None:
    """Print what a platform is told: Slack's app manifest, to paste; Discord's commands, which the bot sends itself."""
    made = {"slack": slack_manifest, "discord": discord_manifest}.get(platform)
    if made is None:
        stop(f"There is a manifest for slack and for discord, not for {platform}.")
    typer.echo(json.dumps(made(GROUPS), indent=2, ensure_ascii=False))
