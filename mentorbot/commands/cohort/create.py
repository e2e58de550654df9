"""`/cohort create`: a new cohort, with everything but its name filled in."""

import re
from dataclasses import dataclass
from datetime import date, time
from typing import Annotated

from mentorbot.chat.blocks import Button, Buttons, Note, Tone
from mentorbot.chat.call import asking, call
from mentorbot.chat.command import Option, command
from mentorbot.chat.ids import ChannelId
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import ChannelLink, Line, line
from mentorbot.commands.cohort.starting import ROLLING, read_start
from mentorbot.commands.context import Context
from mentorbot.commands.guide_named import guide_named
from mentorbot.commands.suggestions import cohort_zones, days, guides
from mentorbot.domain.cadence import Weekday
from mentorbot.domain.cohorts import DEFAULT_DAY, DEFAULT_TIME, NAME_LIMIT, Cohort, CohortKey, CohortState, slug_of
from mentorbot.domain.errors import NotNow, NotUnderstood, shortened
from mentorbot.domain.guide import Guide
from mentorbot.domain.spoken import OWN_ZONES, read_cohort_zone, read_time, read_weekday
from mentorbot.messages import moments
from mentorbot.messages.rhythms import rhythm
from mentorbot.store import Tx
from mentorbot.store.cohorts import add_cohort, cohorts_of, free_slug
from mentorbot.store.people import lock_workspace

CHANNEL_LIMIT = 64
_PLAIN = re.compile(r"\w[\w .,:&'-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wish:
    """What was asked for, read; `zone` None means each member's own clock."""

    name: str
    guide: Guide
    weekday: Weekday
    at: time
    zone: str | None
    starts_on: date | None
    channel: str | None


@command("create", "Create a cohort", group="cohort")
async def create(
    ctx: Context,
    name: Annotated[str, Option("What is it called?", example="Spring 26")],
    *,
    guide: Annotated[str, Option("Which guide it walks through", complete=guides)] = "",
    day: Annotated[str, Option("Day of the weekly nudge", complete=days, ask=True, prefill="monday")] = "",
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
) -> Reply:
    zone = read_cohort_zone(tz)
    wish = _Wish(
        name=_name(name),
        guide=guide_named(ctx.library, guide) if guide else ctx.library.default,
        weekday=read_weekday(day) if day else DEFAULT_DAY,
        at=read_time(time) if time else DEFAULT_TIME,
        zone=zone,
        starts_on=read_start(starts, ctx.now, zone or ctx.member.clock),
        channel=_channel(channel),
    )
    async with ctx.store.begin() as tx:
        made = await _made(ctx, tx, wish)
    return _ready(made, wish.guide)


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


async def _made(ctx: Context, tx: Tx, wish: _Wish) -> Cohort:
    await lock_workspace(tx, ctx.workspace.key)
    for each in await cohorts_of(tx, ctx.workspace.key):
        if each.name.casefold() == wish.name.casefold() and each.state is not CohortState.ARCHIVED:
            raise NotNow(
                f"There's a cohort called {each.name} already ({rhythm(each)}), so nothing was created. "
                "Choose another name, or archive that one first.",
                instead=(("All cohorts", "cohort list"),),
            )
    made = Cohort(
        key=CohortKey(0),
        workspace=ctx.workspace.key,
        slug=await free_slug(tx, ctx.workspace.key, slug_of(wish.name)),
        name=wish.name,
        guide=wish.guide.slug,
        weekday=wish.weekday,
        at=wish.at,
        zone=wish.zone,
        starts_on=wish.starts_on,
        channel=wish.channel,
        created_at=ctx.now,
    )
    return await add_cohort(tx, made)


def _ready(made: Cohort, guide: Guide) -> Reply:
    people = asking("cohort import", cohort=made.slug)
    if made.channel:
        people = call("cohort import", channel=made.channel, cohort=made.slug)
    return reply(
        say("**{name}** is ready: {guide}, {rhythm}.", name=made.name, guide=guide.title, rhythm=rhythm(made)),
        say("{start} {joining}", start=_start(made), joining=_joining(made)),
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
