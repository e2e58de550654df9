"""`python bot.py`, with no word at all: runs the bot."""

import asyncio
import gc
import signal
from collections.abc import Iterable
from contextlib import AsyncExitStack
from typing import Annotated

import typer

from mentorbot.app import App, open_app
from mentorbot.cli.database import without_password
from mentorbot.logs import set_up_logs
from mentorbot.settings import Settings, read_settings


def run(
    chosen: typer.Context,
    *,
    watch: Annotated[bool, typer.Option("--watch", help="Follow the content's files: edits need no restart.")] = False,
) -> None:
    """Run the bot (this is also what happens with no word at all)."""
    if chosen.invoked_subcommand is not None:
        return
    settings = read_settings()
    set_up_logs(settings.log_format, settings.log_level)
    asyncio.run(_run(settings, watch=watch))


async def _run(settings: Settings, *, watch: bool) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop.set)
    async with open_app(settings) as app, AsyncExitStack() as stack:
        if watch:
            app.follow(settings.content_dir)
        address = await stack.enter_async_context(app.serve())
        for each in status(app, address):
            typer.echo(each)
        if watch:
            typer.echo(f"Guides           follow the files in {settings.content_dir}")
        gc.freeze()  # what starting made stays: looking through it for rubbish stops everything for 60 ms
        await stop.wait()
        typer.echo("Stopping: finishing what is on its way.")


def status(app: App, address: str) -> Iterable[str]:
    """What is on, what is off, and which variable turns it on: four lines."""
    settings = app.settings
    yield (
        f"Local workspace  on   {address}  (try /mentor)"
        if settings.local_on
        else "Local workspace  off  set LOCAL=1 to open it beside the others"
    )
    yield (
        "Slack            on"
        if settings.slack_on
        else ("Slack            off  set SLACK_BOT_TOKEN and SLACK_APP_TOKEN")
    )
    yield "Discord          on" if settings.discord_on else "Discord          off  set DISCORD_BOT_TOKEN"
    yield f"Memory           {without_password(settings.database_url)}  (DATABASE_URL changes it)"
