"""`python bot.py check`: what is wrong with the content."""

import asyncio
import json
import logging
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from mentorbot.guides import Problem, Severity, advice, check, web_links
from mentorbot.previews.check import unshown
from mentorbot.settings import read_settings
from mentorbot.web.reachability import Found, Reach, look

INSTEAD = "Find where it went, or take it out."


def check_content(
    content: Annotated[Path | None, typer.Argument(help="The content folder.")] = None,
    *,
    online: Annotated[bool, typer.Option("--online", help="Look whether the links to the web are alive.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the problems as JSON.")] = False,
) -> None:
    """Check the guides: every problem as file:line, and what to do about it; exits with 1 when there is one."""
    folder = content or read_settings().content_dir
    problems = check(folder, today=datetime.now().astimezone().date())
    if not any(each.severity is Severity.STOPS for each in problems):
        logging.disable(logging.CRITICAL)  # what goes wrong is among the problems
        problems += asyncio.run(unshown(folder))
    if online:
        problems += _dead(folder)
    problems.sort()
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


def _dead(folder: Path) -> list[Problem]:
    """Each place of a dead link; of which nobody can tell is said aside, and fails nothing."""
    links = tuple(web_links(folder))
    found = {each.url: each for each in asyncio.run(look(each.url for each in links))}
    _say_unknown(each for each in found.values() if each.reach is Reach.UNKNOWN)
    dead = (each for each in links if found[each.url].reach is Reach.DEAD)
    return [advice(each.file, each.line, f"{each.url} is dead: {found[each.url].why}.", INSTEAD) for each in dead]


def _say_unknown(those: Iterable[Found]) -> None:
    for each in those:
        typer.echo(f"Nobody can tell from here whether {each.url} is alive: {each.why}.", err=True)
