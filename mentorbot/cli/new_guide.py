"""`python bot.py new-guide`: a guide to write in."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from mentorbot.cli.stop import stop
from mentorbot.guides import BadSlug, new_guide
from mentorbot.settings import read_settings

NEXT = """\
{folder} is there: a whole guide in which every text is still to be written.

1. python bot.py check {content}
   names each of them, with its file and line, and what is wanted there.
2. python bot.py preview overview --guide {slug}
   shows a page as Slack, Discord and the local page will; with --watch, in your browser, while you write.
3. content/README.md says the rest. Nothing is left to do when the check says so."""


def make_guide(
    slug: Annotated[str, typer.Argument(help="The name of its folder, such as product-designer.")],
    content: Annotated[Path | None, typer.Option(help="The content folder.")] = None,
) -> None:
    """Make a new guide in which every text that is still to be written is marked; writes over nothing."""
    chosen = content or read_settings().content_dir
    try:
        folder = new_guide(chosen, slug, today=datetime.now().astimezone().date())
    except BadSlug as problem:
        stop(str(problem))
    typer.echo(NEXT.format(folder=folder, content=chosen, slug=slug))
