"""`/cohort create`: a new cohort, with everything but its name filled in."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated

from mentorbot.chat.blocks import Button, Buttons, Note, Tone
from mentorbot.chat.call import asking, call
from mentorbot.chat.command import Option, command
from mentorbot.chat.ids import ChannelId
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import ChannelLink, Line, line
from mentorbot.commands.auditing import audited
from mentorbot.commands.cohort.changing import name_is_free
from mentorbot.commands.cohort.starting import ROLLING
from mentorbot.commands.cohort.terms import APPROVAL, Terms, agreed, facts, read_name, written
from mentorbot.commands.context import Context
from mentorbot.commands.guide_named import guide_named
from mentorbot.commands.suggestions import cohort_zones, days, guides, how_often
from mentorbot.domain.cohorts import (
    DEFAULT_DAYS,
    DEFAULT_TIME,
    LARGEST_BUDGET,
    Cohort,
    CohortKey,
    slug_of,
)
from mentorbot.domain.guide import Guide
from mentorbot.domain.spoken import OWN_ZONES
from mentorbot.messages import moments
from mentorbot.messages.rhythms import rhythm
from mentorbot.store.cohorts import add_cohort, free_slug
from mentorbot.store.people import lock_workspace

_PLAIN = re.compile(r"\w[\w .,:&'-]*")


async def _as_usual_here(ctx: Context, given: Mapping[str, str]) -> Mapping[str, str]:
    """What the form has filled in: the workspace's own defaults, where an admin set some."""
    del given
    usual = written(_blank(ctx, ctx.library.default))
    return {name: usual[name] for name in ("day", "time", "tz")}


@command("create", "Create a cohort", group="cohort", filled=_as_usual_here)
async def create(
    ctx: Context,
    name: Annotated[str, Option("What is it called?", example="Spring 26")],
    *,
    guide: Annotated[str, Option("Which guide it walks through", complete=guides)] = "",
    day: Annotated[str, Option("Day of the nudge, or two days", complete=days, ask=True, prefill="monday")] = "",
    time: Annotated[str, Option("Time of day", ask=True, prefill="09:00", example="09:00 or 9pm")] = "",
    tz: Annotated[
        str,
        Option(
            "Whose clock counts",
            complete=cohort_zones,
            ask=True,
            prefill=OWN_ZONES,
            example="own, or a time zone such as Europe/Berlin",
        ),
    ] = "",
    starts: Annotated[
        str,
        Option(
            "First day of the cohort",
            ask=True,
            prefill=ROLLING,
            example="rolling: everybody starts as they join; or a date such as 2027-01-11",
        ),
    ] = "",
    channel: Annotated[ChannelId | None, Option("The channel it belongs to")] = None,
    every: Annotated[str, Option("How often: week, two weeks or twice a week", complete=how_often)] = "",
    ends: Annotated[str, Option("Last day of the cohort", example="never, or a date such as 2027-06-30")] = "",
    holidays: Annotated[
        str, Option("Days off: a country such as DE or US-NY, or dates", example="DE-BY, 2026-12-24")
    ] = "",
    budget: Annotated[
        int | None, Option("Unanswered nudges until I ask whether to stop", low=1, high=LARGEST_BUDGET)
    ] = None,
    approval: Annotated[str, APPROVAL] = "",
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
        channel=channel or "",
        approval=approval,
    )
    chosen = guide_named(ctx.library, guide) if guide else _usual_guide(ctx)
    fresh = replace(_blank(ctx, chosen), name=read_name(name))
    made = await added(ctx, agreed(fresh, terms, ctx.now, ctx.member.clock), "cohort create")
    return _ready(made, chosen)


def _usual_guide(ctx: Context) -> Guide:
    """The workspace's own; the first one where it has none, or that was taken away."""
    return ctx.library.guides.get(ctx.workspace.default_guide or "", ctx.library.default)


def _blank(ctx: Context, guide: Guide) -> Cohort:
    """As cohorts of this workspace are where nothing else is said."""
    usual = ctx.workspace
    return Cohort(
        key=CohortKey(0),
        workspace=usual.key,
        slug="",
        name="",
        guide=guide.slug,
        guide_version=guide.version,
        days=usual.default_days or DEFAULT_DAYS,
        at=DEFAULT_TIME if usual.default_at is None else usual.default_at,
        zone=usual.default_zone,
        holidays=usual.default_holidays,
        approval=usual.default_approval,
        created_at=ctx.now,
    )


async def added(ctx: Context, wish: Cohort, command: str) -> Cohort:
    """A new cohort, kept under a short name of its own; raises NotNow where its name is taken."""
    async with ctx.store.begin() as tx:
        await lock_workspace(tx, ctx.workspace.key)
        await name_is_free(ctx, tx, wish)
        slug = await free_slug(tx, ctx.workspace.key, slug_of(wish.name))
        made = await add_cohort(tx, replace(wish, slug=slug))
        await audited(ctx, tx, command, made.name, after={"Guide": made.guide, **facts(made)})
    return made


def people_and_more(made: Cohort) -> Buttons:
    """What comes next for a cohort that nobody is in yet."""
    people = asking("cohort import", cohort=made.slug)
    if made.channel:
        people = call("cohort import", channel=made.channel, cohort=made.slug)
    return Buttons(
        (
            Button("Add people", people, Tone.PRIMARY),
            Button("Preview", call("cohort preview", cohort=made.slug)),
            Button("Show", call("cohort show", cohort=made.slug)),
        )
    )


def _ready(made: Cohort, guide: Guide) -> Reply:
    return reply(
        say("**{name}** is ready: {guide}, {rhythm}.", name=made.name, guide=guide.title, rhythm=rhythm(made)),
        say("{start} {joining}", start=_start(made), joining=_joining(made)),
        _besides(made),
        Note(line("Nobody is in it yet, so nothing goes out. Preview shows what will, once there are people.")),
        people_and_more(made),
    )


def _start(made: Cohort) -> str:
    if made.starts_on is None:
        return "Everybody starts as they join."
    return f"It starts on {moments.date_of(made.starts_on)}; no nudge comes before that."


def _besides(made: Cohort) -> Note | None:
    """Its end and its days off, where it has some."""
    told = [
        f"The last day is {moments.date_of(made.ends_on)}." if made.ends_on else "",
        f"Nobody is written to on holidays: {made.holidays.replace(',', ', ')}." if made.holidays else "",
    ]
    return Note(line("{told}", told=" ".join(filter(None, told)))) if any(told) else None


def _typed(made: Cohort) -> str:
    """What people can type for it: the short name where something in the name would be read otherwise."""
    return made.name if _PLAIN.fullmatch(made.name) else made.slug


def _joining(made: Cohort) -> Line:
    join = line("Anybody can join with `/mentor join {name}`.", name=_typed(made))
    if made.approval:
        join = line("Whoever wants to join asks with `/mentor join {name}`, and you let them in.", name=_typed(made))
    if not made.channel:
        return join
    return line(
        "It belongs to {channel}. {join}", channel=ChannelLink(ChannelId(made.channel), made.channel), join=join
    )
