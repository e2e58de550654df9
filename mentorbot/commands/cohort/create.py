"""`/cohort create`: a new cohort, with everything but its name filled in."""

import re
from dataclasses import replace
from typing import Annotated

from mentorbot.chat.blocks import Button, Buttons, Note, Tone
from mentorbot.chat.call import asking, call
from mentorbot.chat.command import Option, command
from mentorbot.chat.ids import ChannelId
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import ChannelLink, Line, line
from mentorbot.commands.cohort.starting import ROLLING
from mentorbot.commands.cohort.terms import Terms, agreed
from mentorbot.commands.context import Context
from mentorbot.commands.guide_named import guide_named
from mentorbot.commands.suggestions import cohort_zones, days, guides, how_often
from mentorbot.domain.cohorts import LARGEST_BUDGET, NAME_LIMIT, Cohort, CohortKey, CohortState, slug_of
from mentorbot.domain.errors import NotNow, NotUnderstood, shortened
from mentorbot.domain.guide import Guide
from mentorbot.domain.spoken import OWN_ZONES
from mentorbot.messages import moments
from mentorbot.messages.rhythms import rhythm
from mentorbot.store import Tx
from mentorbot.store.cohorts import add_cohort, cohorts_of, free_slug
from mentorbot.store.people import lock_workspace

CHANNEL_LIMIT = 64
_PLAIN = re.compile(r"\w[\w .,:&'-]*")


@command("create", "Create a cohort", group="cohort")
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
) -> Reply:
    terms = Terms(every=every, day=day, time=time, tz=tz, starts=starts, ends=ends, holidays=holidays, budget=budget)
    chosen = guide_named(ctx.library, guide) if guide else ctx.library.default
    fresh = Cohort(
        key=CohortKey(0),
        workspace=ctx.workspace.key,
        slug="",
        name=_name(name),
        guide=chosen.slug,
        guide_version=chosen.version,
        channel=_channel(channel),
        created_at=ctx.now,
    )
    wish = agreed(fresh, terms, ctx.now, ctx.member.clock)
    async with ctx.store.begin() as tx:
        made = await _made(ctx, tx, wish)
    return _ready(made, chosen)


def _name(wrote: str) -> str:
    if "\n" in wrote:
        raise NotUnderstood("A cohort's name is one line, such as Spring 26. Nothing was created.")
    name = " ".join(wrote.split())
    if len(name) > NAME_LIMIT:
        raise NotUnderstood(
            f"“{shortened(name, 30)}” has {len(name)} characters, and a cohort's name has at most {NAME_LIMIT}. "
            "Nothing was created."
        )
    return name


def _channel(given: ChannelId | None) -> str | None:
    if given is not None and len(given) > CHANNEL_LIMIT:
        raise NotUnderstood(f"“{shortened(given, 30)}” isn't a channel. Choose it by typing # and its name.")
    return given


async def _made(ctx: Context, tx: Tx, wish: Cohort) -> Cohort:
    await lock_workspace(tx, ctx.workspace.key)
    for each in await cohorts_of(tx, ctx.workspace.key):
        if each.name.casefold() == wish.name.casefold() and each.state is not CohortState.ARCHIVED:
            raise NotNow(
                f"There's a cohort called {each.name} already ({rhythm(each)}), so nothing was created. "
                "Choose another name, or archive that one first.",
                instead=(("All cohorts", "cohort list"),),
            )
    return await add_cohort(tx, replace(wish, slug=await free_slug(tx, ctx.workspace.key, slug_of(wish.name))))


def _ready(made: Cohort, guide: Guide) -> Reply:
    people = asking("cohort import", cohort=made.slug)
    if made.channel:
        people = call("cohort import", channel=made.channel, cohort=made.slug)
    return reply(
        say("**{name}** is ready: {guide}, {rhythm}.", name=made.name, guide=guide.title, rhythm=rhythm(made)),
        say("{start} {joining}", start=_start(made), joining=_joining(made)),
        _besides(made),
        Note(line("Nobody is in it yet, so nothing goes out. Preview shows what will, once there are people.")),
        Buttons(
            (
                Button("Add people", people, Tone.PRIMARY),
                Button("Preview", call("cohort preview", cohort=made.slug)),
                Button("Show", call("cohort show", cohort=made.slug)),
            )
        ),
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
    if not made.channel:
        return join
    return line(
        "It belongs to {channel}. {join}", channel=ChannelLink(ChannelId(made.channel), made.channel), join=join
    )
