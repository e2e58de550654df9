"""`python bot.py preview`: what authors write, as each platform shows it."""

import asyncio
import signal
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from mentorbot.cli.columns import beside_each_other
from mentorbot.cli.stop import stop
from mentorbot.previews.choosing import NotThere
from mentorbot.previews.live import LivePreview, drawn
from mentorbot.previews.losses import RENDERINGS
from mentorbot.previews.page import page
from mentorbot.settings import read_settings
from mentorbot.web.live_page import live_page
from mentorbot.web.server import serving

HOST = "127.0.0.1"
LOOK_SECONDS = 0.5


def preview(
    slug: Annotated[str, typer.Argument(help="A page, a step or a task, by its slug: skills, step-1, call-an-api.")],
    guide: Annotated[str, typer.Option(help="Which guide, by its folder's name.")] = "",
    content: Annotated[Path | None, typer.Option(help="The content folder.")] = None,
    html: Annotated[Path | None, typer.Option(help="Write it as one page of HTML into this file.")] = None,
    port: Annotated[int, typer.Option(help="Where --watch serves it; 0 is any free port.")] = 0,
    *,
    watch: Annotated[bool, typer.Option("--watch", help="Serve it as a page that follows your edits.")] = False,
) -> None:
    """Show a page, a step or a task with its nudges as Slack, Discord and the local page will."""
    folder = content or read_settings().content_dir
    try:
        if watch:
            asyncio.run(_served(LivePreview(folder, slug, guide), port))
        else:
            _shown(folder, slug, guide, html)
    except NotThere as problem:
        stop(str(problem))


def _shown(folder: Path, slug: str, guide: str, html: Path | None) -> None:
    found = asyncio.run(drawn(folder, slug, guide))
    if html:
        html.write_text(page(slug, found), encoding="utf-8")
        typer.echo(f"{html} is written; open it in a browser.")
        return
    console = Console()
    for each in found:
        replies = {platform: rendering(each.reply) for platform, rendering in RENDERINGS.items()}
        beside_each_other(console, f"{each.name} · {each.slug}", replies)


async def _served(live: LivePreview, port: int) -> None:
    ended = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, ended.set)
    await live.look_again()
    async with serving([live_page(lambda: live.html, lambda: live.version)], HOST, port) as address:
        typer.echo(f"{address} follows your edits; Ctrl-C ends it.")
        while not ended.is_set():
            await live.look_again()
            try:
                await asyncio.wait_for(ended.wait(), LOOK_SECONDS)
            except TimeoutError:
                continue
