"""`/cohort import`: everybody of a channel or with a role, hundreds at once."""

from collections.abc import Sequence
from typing import Annotated

from mentorbot.chat.blocks import Bullets, Button, Buttons, Note, Text, Tone
from mentorbot.chat.call import asking, call
from mentorbot.chat.command import Option, command
from mentorbot.chat.ids import ChannelId, RoleId, WorkspaceId
from mentorbot.chat.platform import NoSuchPlace, Person
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import Line, line
from mentorbot.commands.auditing import audited
from mentorbot.commands.cohort_named import open_cohort
from mentorbot.commands.context import Context
from mentorbot.commands.enrolled import guide_of
from mentorbot.commands.enrolling_many import Intake, enrol_many
from mentorbot.commands.suggestions import open_cohorts, zones
from mentorbot.domain.cohorts import Cohort, CohortState
from mentorbot.domain.errors import NotNow
from mentorbot.messages import moments
from mentorbot.messages.lists import names
from mentorbot.store import Tx
from mentorbot.store.people import Newcomer, add_members

_AT_ONCE = 5_000
"""People in one statement; databases take some 32,000 values."""


@command("import", "Add a channel or a role", group="cohort")
async def import_(
    ctx: Context,
    *,
    channel: Annotated[ChannelId | None, Option("From which channel (Slack)", ask=True)] = None,
    role: Annotated[RoleId | None, Option("From which role (Discord)", ask=True)] = None,
    cohort: Annotated[str, Option("Which cohort?", complete=open_cohorts)] = "",
    tz: Annotated[
        str,
        Option(
            "Time zone of those whose own nobody knows",
            complete=zones,
            ask=True,
            example="only Discord needs it: Europe/Berlin, until they choose their own",
        ),
    ] = "",
) -> Reply:
    async with ctx.store.read() as tx:
        wanted = await open_cohort(ctx, tx, cohort)
    place = channel or role
    if place is None or (channel and role):
        return _from_where(wanted)
    people = await _people_in(ctx, place)
    here = [each for each in people if not each.bot and not each.gone]
    async with ctx.store.begin() as tx:
        wanted = await open_cohort(ctx, tx, wanted.slug)
        made = await _taken_in(ctx, tx, wanted, here, tz)
        if made.joined:
            came = {"People": f"{len(made.joined):,} came in"}
            await audited(ctx, tx, "cohort import", wanted.name, after=came)
    return reply(
        say("{added}", added=_added(made, wanted)),
        _carried(made),
        Bullets(left_out) if (left_out := _left_out(made, people)) else None,
        Note(_coming(ctx, made, wanted)),
        _buttons(wanted),
    )


def _from_where(cohort: Cohort) -> Reply:
    ask = asking("cohort import", cohort=cohort.slug)
    return reply(
        say(
            "Where do the people of **{name}** come from? Name one place: a channel on Slack, a role on Discord.",
            name=cohort.name,
        ),
        Buttons(
            (Button("Choose", ask, Tone.PRIMARY), Button("Show the cohort", call("cohort show", cohort=cohort.slug)))
        ),
    )


async def _people_in(ctx: Context, place: ChannelId | RoleId) -> Sequence[Person]:
    try:
        found = await ctx.platform.people_in(WorkspaceId(ctx.workspace.outside), place)
    except NoSuchPlace as problem:
        raise NotNow(str(problem)) from None
    return list({each.user: each for each in found}.values())


async def _taken_in(ctx: Context, tx: Tx, cohort: Cohort, people: Sequence[Person], tz: str) -> Intake:
    made, guide = Intake(), await guide_of(ctx, tx, cohort)
    for start in range(0, len(people), _AT_ONCE):
        some = [Newcomer(each.user, each.name, each.zone) for each in people[start : start + _AT_ONCE]]
        met = await add_members(tx, ctx.workspace.key, some, ctx.now)
        made += await enrol_many(tx, met, cohort, guide, now=ctx.now, tz=tz)
    return made


def _added(made: Intake, cohort: Cohort) -> Line:
    number = len(made.joined)
    if number == 0:
        return line("Nobody new came into **{cohort}**.", cohort=cohort.name)
    verb = "is" if number == 1 else "are"
    return line(
        "**{people}** {verb} in **{cohort}** now.", people=moments.people(number), verb=verb, cohort=cohort.name
    )


def _carried(made: Intake) -> Text | None:
    if not made.carried:
        return None
    did = [each.name for each in made.carried]
    return say(
        "{people} did some of its tasks before, and these count here too: {names}.",
        people=moments.people(len(did)),
        names=names(did),
    )


def _left_out(made: Intake, people: Sequence[Person]) -> tuple[Line, ...]:
    groups = {
        "In it already": [each.name for each in made.already],
        "In another cohort, so left there": [each.name for each in made.elsewhere],
        "Finished it already": [each.name for each in made.finished],
        "Did all of its tasks before": [each.name for each in made.done],
        "Left it before, so not brought back": [each.name for each in made.left],
        "Deactivated": [each.name for each in people if each.gone and not each.bot],
        "Bots": [each.name for each in people if each.bot],
    }
    return tuple(
        line("{why} ({number}): {names}", why=why, number=f"{len(found):,}", names=names(found))
        for why, found in groups.items()
        if found
    )


def _coming(ctx: Context, made: Intake, cohort: Cohort) -> Line:
    if cohort.state is CohortState.PAUSED:
        return line("The cohort is resting, so no nudge is planned until you start it again.")
    instants = [each.next_at for each in made.joined if each.next_at]
    if not instants:
        return line("Nothing changed for anybody. One person at a time goes with `/cohort add`.")
    first = moments.full(min(instants), ctx.member.clock)
    return line("Each gets the first nudge at their own hour, the earliest {first}; nothing before that.", first=first)


def _buttons(cohort: Cohort) -> Buttons:
    return Buttons(
        (
            Button("Preview", call("cohort preview", cohort=cohort.slug), Tone.PRIMARY),
            Button("Show the cohort", call("cohort show", cohort=cohort.slug)),
        )
    )
