"""`/cohort import`: everybody of a channel, a role, a user group or a list, thousands at once."""

from collections.abc import Sequence
from typing import Annotated

from mentorbot.chat.blocks import Button, Buttons, Tone
from mentorbot.chat.call import asking, call
from mentorbot.chat.command import Option, command
from mentorbot.chat.ids import ChannelId, FileId, GroupId, RoleId, WorkspaceId
from mentorbot.chat.platform import NoSuchPlace, Person
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.commands.cohort.dry_run import contents_of, dry_run
from mentorbot.commands.cohort.intake import take_in, taken_in
from mentorbot.commands.cohort_named import open_cohort
from mentorbot.commands.context import Context
from mentorbot.commands.suggestions import open_cohorts, zones
from mentorbot.domain.cohorts import Cohort
from mentorbot.domain.errors import NotNow


@command("import", "Add many people", group="cohort")
async def import_(
    ctx: Context,
    *,
    channel: Annotated[ChannelId | None, Option("From which channel (Slack)", ask=True)] = None,
    role: Annotated[RoleId | None, Option("From which role (Discord)", ask=True)] = None,
    group: Annotated[GroupId | None, Option("From which user group (Slack)", example="@designers")] = None,
    file: Annotated[FileId | None, Option("A CSV with names, addresses, handles or ids", ask=True)] = None,
    people: Annotated[
        str,
        Option("Or a list, one person a line", prose=True, ask=True, example="Ada Lovelace, ada@example.org"),
    ] = "",
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
    place = channel or role or group
    if sum(map(bool, (channel, role, group, file, people))) != 1:
        return _from_where(wanted)
    if place is None:
        return await dry_run(ctx, wanted, await contents_of(ctx, file) if file else people.encode(), tz=tz)
    found = await _people_in(ctx, place)
    here = [each for each in found if not each.bot and not each.gone]
    async with ctx.store.begin() as tx:
        wanted = await open_cohort(ctx, tx, wanted.slug)
        made = await take_in(ctx, tx, wanted, here, tz)
    return taken_in(ctx, made, wanted, found)


def _from_where(cohort: Cohort) -> Reply:
    ask = asking("cohort import", cohort=cohort.slug)
    return reply(
        say(
            "Where do the people of **{name}** come from? Name one place: a channel or a user group on Slack, a role "
            "on Discord, or a list: a CSV file, or lines that you paste.",
            name=cohort.name,
        ),
        Buttons(
            (Button("Choose", ask, Tone.PRIMARY), Button("Show the cohort", call("cohort show", cohort=cohort.slug)))
        ),
    )


async def _people_in(ctx: Context, place: ChannelId | RoleId | GroupId) -> Sequence[Person]:
    try:
        found = await ctx.platform.people_in(WorkspaceId(ctx.workspace.outside), place)
    except NoSuchPlace as problem:
        raise NotNow(str(problem)) from None
    return list({each.user: each for each in found}.values())
