"""`python bot.py check`: what is wrong with the content."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from mentorbot.guides import check
from mentorbot.settings import read_settings


def check_content(
    content: Annotated[Path | None, typer.Argument(help="The content folder.")] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print the problems as JSON.")] = False,
) -> None:
    """Check the guides: every problem as file:line: message; exits with 1 when there is one."""
    problems = check(content or read_settings().content_dir)
    if as_json:
        typer.echo(json.dumps([asdict(each) for each in problems], ensure_ascii=False))
    else:
        typer.echo("\n".join(map(str, problems)) or "The guides are sound.")
    if problems:
        raise typer.Exit(1)
