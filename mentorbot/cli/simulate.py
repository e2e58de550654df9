"""`python bot.py simulate`: weeks lived through in seconds."""

import json
import logging
import sys
from typing import Annotated

import typer

from mentorbot.cli.stop import stop
from mentorbot.settings import read_settings
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
from mentorbot.simulation import (
    as_json as as_report,
)


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
        stop(str(problem))
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
