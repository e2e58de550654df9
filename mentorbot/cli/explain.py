"""`python bot.py explain`: why somebody did or did not get a nudge."""

import asyncio
import json
from datetime import UTC, datetime
from typing import Annotated

import typer

from mentorbot.cli.stop import stop
from mentorbot.explaining import Asked, asked, candidate
from mentorbot.explaining import as_json as explained_as_json
from mentorbot.explaining import as_text as explained_as_text
from mentorbot.guides import load_library
from mentorbot.settings import read_settings
from mentorbot.store import reading_store


def explain(
    member: Annotated[str, typer.Argument(help="Whom: their id on the platform, or their name.")],
    workspace: Annotated[str, typer.Option(help="Where, if they are in several: the workspace's id or name.")] = "",
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON; instants are UTC.")] = False,
) -> None:
    """Why somebody did, did not, or will get a nudge; reads the database beside the running bot and changes nothing."""
    settings = read_settings()
    library = load_library(settings.content_dir)
    who = asyncio.run(_asked(settings.database_url, member, workspace))
    now = datetime.now(UTC)
    if who.found is None:
        known = [candidate(each) for each in who.people]
        if as_json:
            typer.echo(json.dumps({"candidates": known}, ensure_ascii=False))
        if not known:
            stop(f"The bot knows nobody called {member}{f' in {workspace}' if workspace else ''}.")
        stop(f"There are several called {member}; name one by the id, or the --workspace:", *known)
    if as_json:
        typer.echo(json.dumps(explained_as_json(who.found, library, settings, now), indent=2, ensure_ascii=False))
    else:
        typer.echo(explained_as_text(who.found, library, settings, now))


async def _asked(url: str, member: str, workspace: str) -> Asked:
    async with reading_store(url) as store:
        return await asked(store, member, workspace)
