"""The operator's commands: `python bot.py` runs, `python bot.py --help` names the rest."""

import asyncio
import gc
import json
import logging
import signal
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from mentorbot.app import App, open_app
from mentorbot.commands import GROUPS
from mentorbot.explaining import Asked, asked, candidate
from mentorbot.explaining import as_json as explained_as_json
from mentorbot.explaining import as_text as explained_as_text
from mentorbot.guides import ContentProblems, Search, check, load_library
from mentorbot.logs import set_up_logs
from mentorbot.messages.manual import manual
from mentorbot.platforms.discord.manifest import manifest as discord_manifest
from mentorbot.platforms.slack.manifest import manifest as slack_manifest
from mentorbot.settings import Settings, SettingsProblem, read_settings
from mentorbot.simulation import (
    DEFAULT_START,
    DEFAULT_ZONES,
    BadScenario,
    Scenario,
    lines,
    outages_named,
    simulate,
    start_named,
    zones_named,
)
from mentorbot.simulation import as_json as as_report
from mentorbot.store import open_store, reading_store

cli = typer.Typer(
    add_completion=False,
    help="mentorbot: a mentorship bot for Slack and Discord.",
    no_args_is_help=False,
    pretty_exceptions_enable=False,  # they would show what our variables hold
)
database = typer.Typer(help="The database.")
cli.add_typer(database, name="db")


def main() -> None:
    """Run what the command line names; every mistake of an operator is a sentence, never a traceback."""
    try:
        cli()
    except SettingsProblem as problem:
        _stop(str(problem))
    except ContentProblems as problems:
        _stop(*map(str, problems.problems))
    except OSError as error:
        _stop(str(error))


def _stop(*lines: str) -> NoReturn:
    for each in lines:
        typer.echo(each, err=True)
    sys.exit(1)


@cli.callback(invoke_without_command=True)
def run(chosen: typer.Context) -> None:
    """Run the bot (this is also what happens with no word at all)."""
    if chosen.invoked_subcommand is not None:
        return
    settings = read_settings()
    set_up_logs(settings.log_format, settings.log_level)
    asyncio.run(_run(settings))


async def _run(settings: Settings) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop.set)
    async with open_app(settings) as app, app.serve() as address:
        for each in status(app, address):
            typer.echo(each)
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
    yield f"Memory           {_without_password(settings.database_url)}  (DATABASE_URL changes it)"


def _without_password(url: str) -> str:
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.rpartition('@')[2]}"


@cli.command("check")
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


@cli.command()
def ask(
    question: Annotated[str, typer.Argument(help="What you want to know.")] = "",
    guide: Annotated[str, typer.Option(help="Which guide, by its folder's name.")] = "",
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")] = False,
    jsonl: Annotated[bool, typer.Option(help='Read {"id": …, "q": …} lines, print an answer for each.')] = False,
) -> None:
    """Ask a guide, as /mentor ask does."""
    library = load_library(read_settings().content_dir)
    chosen = library.guide(guide) if guide else library.default
    if chosen is None:
        _stop(f"There is no guide {guide}; there are: {', '.join(library.guides)}.")
    search = Search(chosen)
    if jsonl:
        for name, asked in _questions(sys.stdin):
            typer.echo(json.dumps({"id": name} | _told(search, asked), ensure_ascii=False))
        return
    told = _told(search, question)
    typer.echo(json.dumps(told, ensure_ascii=False) if as_json else told["text"])


def _questions(lines: Iterable[str]) -> Iterator[tuple[object, str]]:
    for number, text in enumerate(lines, 1):
        if not text.strip():
            continue
        try:
            read = json.loads(text)
        except ValueError:
            read = None
        match read:
            case {"id": name, "q": str(asked)}:
                yield name, asked
            case _:
                _stop(f'Line {number} is not {{"id": …, "q": "a question"}}: {text.strip()[:80]}')


def _told(search: Search, question: str) -> dict[str, object]:
    answer = search.ask(question)
    return {
        "verdict": answer.verdict.value,
        "ranked": [slug for slug, _ in answer.ranked],
        "score": round(answer.ranked[0][1], 4) if answer.ranked else 0.0,
        "text": answer.excerpt or answer.why_unknown,
    }


@cli.command()
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
            _stop(f"The bot knows nobody called {member}{f' in {workspace}' if workspace else ''}.")
        _stop(f"There are several called {member}; name one by the id, or the --workspace:", *known)
    if as_json:
        typer.echo(json.dumps(explained_as_json(who.found, library, settings, now), indent=2, ensure_ascii=False))
    else:
        typer.echo(explained_as_text(who.found, library, settings, now))


async def _asked(url: str, member: str, workspace: str) -> Asked:
    async with reading_store(url) as store:
        return await asked(store, member, workspace)


@cli.command()
def manifest(
    platform: Annotated[str, typer.Argument(help="slack or discord.")],
) -> None:
    """Print what a platform is told: Slack's app manifest, to paste; Discord's commands, which the bot sends itself."""
    made = {"slack": slack_manifest, "discord": discord_manifest}.get(platform)
    if made is None:
        _stop(f"There is a manifest for slack and for discord, not for {platform}.")
    typer.echo(json.dumps(made(GROUPS), indent=2, ensure_ascii=False))


@cli.command()
def commands() -> None:
    """Print every slash command as a page of Markdown (docs/commands.md)."""
    typer.echo(manual(GROUPS), nl=False)


@cli.command("simulate")
def simulated(  # noqa: PLR0917 - each is an option of the command line
    members: Annotated[int, typer.Option(help="How many people.")] = 10_000,
    weeks: Annotated[int, typer.Option(help="How many weeks.")] = 26,
    zones: Annotated[str, typer.Option(help="Their time zones, with commas between.")] = ",".join(DEFAULT_ZONES),
    outage: Annotated[
        list[str] | None,
        typer.Option(help='When something is away: "3w2d for 5h", "bot at 4w for 90m", "database at 5w for 30m".'),
    ] = None,
    platform: Annotated[str, typer.Option(help="slack, discord or both.")] = "both",
    size: Annotated[int, typer.Option(help="Members in each workspace.")] = 500,
    faults: Annotated[float, typer.Option(help="Per cent of the posts that meet with a 429, a 5xx, a reset.")] = 0.3,
    seed: Annotated[int, typer.Option(help="The same seed tells the same story again.")] = 1,
    start: Annotated[str, typer.Option(help="The first day.")] = f"{DEFAULT_START:%Y-%m-%d}",
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
) -> None:
    """Live through weeks in seconds, on platforms that are played; exits with 1 when a promise is broken."""
    try:
        scenario = Scenario(
            members=members,
            weeks=weeks,
            zones=zones_named(zones),
            outages=outages_named(outage or ()),
            platform=platform,
            size=size,
            faults=faults,
            seed=seed,
            start=start_named(start),
        )
        scenario.check()
    except BadScenario as problem:
        _stop(str(problem))
    settings = read_settings()
    logging.disable(logging.CRITICAL)  # what goes wrong is in the report
    label = f"{members:,} people, {weeks} weeks"
    with typer.progressbar(length=int(scenario.seconds), label=label, file=sys.stderr) as bar:
        made, story = simulate(scenario, settings, lambda seconds: bar.update(int(seconds)))
    told = [json.dumps(as_report(made), default=str)] if as_json else lines(made, story)
    for each in told:
        typer.echo(each)
    if not made.kept:
        raise typer.Exit(1)


@database.command()
def upgrade() -> None:
    """Bring the database's tables up to date (starting the bot does it too)."""
    settings = read_settings()

    async def _upgrade() -> None:
        await (await open_store(settings.database_url)).close()

    asyncio.run(_upgrade())
    typer.echo(f"{_without_password(settings.database_url)} is up to date.")
