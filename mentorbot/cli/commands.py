"""`python bot.py commands`: every slash command as a page."""

import typer

from mentorbot.commands import GROUPS
from mentorbot.messages.manual import manual


def commands() -> None:
    """Print every slash command as a page of Markdown (docs/commands.md)."""
    typer.echo(manual(GROUPS), nl=False)
