"""`/cohort edit`: other terms for a cohort, with what they change said first; or a newer version of the guide."""

from collections.abc import Mapping
from typing import Annotated

from mentorbot.chat.blocks import Button, Buttons, Tone
from mentorbot.chat.call import asking, call
from mentorbot.chat.command import Option, command
from mentorbot.chat.ids import ChannelId
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.commands.cohort.changing import to_change
from mentorbot.commands.cohort.newer import to_newer
from mentorbot.commands.cohort.terms import APPROVAL, Terms, written
from mentorbot.commands.cohort_named import open_cohort
from mentorbot.commands.context import Context
from mentorbot.commands.suggestions import cohort_zones, days, guide_versions, how_often, open_cohorts
from mentorbot.domain.cohorts import LARGEST_BUDGET


async def _as_it_is(ctx: Context, given: Mapping[str, str]) -> Mapping[str, str]:
    """What the form has filled in; raises NotFound or NotNow, which is said in its place."""
    async with ctx.store.read() as tx:
        return written(await open_cohort(ctx, tx, given.get("cohort", "")))


@command("edit", "Change a cohort", group="cohort", filled=_as_it_is)
async def edit(
    ctx: Context,
    cohort: Annotated[str, Option("Which cohort?", complete=open_cohorts)] = "",
    *,
    every: Annotated[str, Option("How often", complete=how_often, ask=True)] = "",
    day: Annotated[str, Option("On which day, or days", complete=days, ask=True)] = "",
    time: Annotated[str, Option("Time of day", ask=True, example="09:00 or 9pm")] = "",
    tz: Annotated[str, Option("Whose clock counts", complete=cohort_zones, example="own, or Europe/Berlin")] = "",
    starts: Annotated[str, Option("First day of the cohort", example="rolling, or 2027-01-11")] = "",
    ends: Annotated[str, Option("Last day of the cohort", ask=True, example="never, or 2027-06-30")] = "",
    holidays: Annotated[
        str, Option("Days off", ask=True, example="none, a country such as DE or US-NY, or dates: 2026-12-24")
    ] = "",
    budget: Annotated[
        int | None, Option("Unanswered nudges until I ask whether to stop", low=1, high=LARGEST_BUDGET)
    ] = None,
    name: Annotated[str, Option("Another name")] = "",
    channel: Annotated[ChannelId | None, Option("The channel it belongs to, or none")] = None,
    approval: Annotated[str, APPROVAL] = "",
    guide_version: Annotated[str, Option("newest, to move to it after a question", complete=guide_versions)] = "",
) -> Reply:
    terms = Terms(
        every=every,
        day=day,
        time=time,
        tz=tz,
        starts=starts,
        ends=ends,
        holidays=holidays,
        budget=budget,
        name=name,
        channel=channel or "",
        approval=approval,
    )
    if guide_version:
        return await _other_guide(ctx, cohort, guide_version, terms)
    return await to_change(ctx, cohort, terms)


async def _other_guide(ctx: Context, cohort: str, version: str, terms: Terms) -> Reply:
    if not terms:
        return await to_newer(ctx, cohort, version)
    named = {"cohort": cohort} if cohort else {}
    return reply(
        say("`guide_version` goes alone, since it asks before it changes anything, so nothing changed."),
        Buttons(
            (
                Button("What would change?", call("cohort edit", **named, guide_version=version), Tone.PRIMARY),
                Button("Change the rest", asking("cohort edit", **named)),
            )
        ),
    )
