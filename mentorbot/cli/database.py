"""`python bot.py db`: the database's tables."""

import asyncio

import typer

from mentorbot.settings import read_settings
from mentorbot.store import open_store

database = typer.Typer(help="The database.")


@database.command()
def upgrade() -> None:
    """Bring the database's tables up to date (starting the bot does it too)."""
    settings = read_settings()

    async def _upgrade() -> None:
        await (await open_store(settings.database_url)).close()

    asyncio.run(_upgrade())
    typer.echo(f"{without_password(settings.database_url)} is up to date.")


def without_password(url: str) -> str:
    """A database's address as it may be shown."""
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.rpartition('@')[2]}"
