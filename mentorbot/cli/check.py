"""`python bot.py check`: what is wrong with the content."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from mentorbot.guides import Problem, Severity, check
from mentorbot.settings import read_settings


def check_content(
    content: Annotated[Path | None, typer.Argument(help="The content folder.")] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print the problems as JSON.")] = False,
) -> None:
    """Check the guides: every problem as file:line, and what to do about it; exits with 1 when there is one."""
    problems = check(content or read_settings().content_dir, today=datetime.now().astimezone().date())
    if as_json:
        typer.echo(json.dumps([asdict(each) for each in problems], ensure_ascii=False))
    else:
        typer.echo("\n".join(map(str, problems)) or "The guides are sound.")
        if problems:
            typer.echo(_summary(problems), err=True)
    if problems:
        raise typer.Exit(1)


def _summary(problems: Sequence[Problem]) -> str:
    counts = Counter(each.severity for each in problems)
    stops = counts[Severity.STOPS]
    if not stops:
        return f"{len(problems)} to put right; the bot runs with them."
    return f"{len(problems)} to put right; the bot does not start with {stops} of them."
