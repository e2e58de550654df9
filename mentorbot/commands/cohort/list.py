"""`/cohort list`: every cohort of the workspace."""

from typing import Final

from mentorbot.chat.blocks import Bullets, Button, Buttons, Heading, Note, Tone
from mentorbot.chat.call import asking, call
from mentorbot.chat.command import command
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import Line, line
from mentorbot.commands.context import Context
from mentorbot.domain.cohorts import Cohort, CohortState
from mentorbot.messages import moments
from mentorbot.messages.lists import names, within
from mentorbot.messages.rhythms import rhythm
from mentorbot.store.cohorts import cohorts_of, sizes

CREATE: Final = Button("Create a cohort", asking("cohort create"))
_SHOWN = 4
_LIST_LENGTH = 2800


@command("list", "Every cohort, its rhythm and its size", group="cohort")
async def list_(ctx: Context) -> Reply:
    async with ctx.store.read() as tx:
        found = await cohorts_of(tx, ctx.workspace.key)
        people = await sizes(tx, ctx.workspace.key)
    running = [each for each in found if each.state is not CohortState.ARCHIVED]
    archived = [each.name for each in found if each.state is CohortState.ARCHIVED]
    if not running:
        return _none(archived)
    shows = tuple(Button(each.name, call("cohort show", cohort=each.slug)) for each in running[:_SHOWN])
    return reply(
        Heading("Cohorts"),
        Bullets(within([_line(ctx, each, people.get(each.key, 0)) for each in running], _LIST_LENGTH)),
        Note(line("Archived: {names}.", names=names(archived))) if archived else None,
        Buttons((*shows, CREATE)),
    )


def _none(archived: list[str]) -> Reply:
    return reply(
        say("There's no cohort yet. With one, people walk the guide together and get one nudge a week.")
        if not archived
        else say("No cohort is running. Archived: {names}.", names=names(archived)),
        Buttons((Button(CREATE.label, CREATE.call, Tone.PRIMARY), Button("Help", call("mentor help")))),
    )


def _line(ctx: Context, each: Cohort, people: int) -> Line:
    ended = " · ended" if each.over(ctx.now, ctx.member.clock) else ""
    return line(
        "**{name}** · {rhythm} · {people}{resting}",
        name=each.name,
        rhythm=rhythm(each),
        people=moments.people(people),
        resting=ended or (" · resting" if each.state is CohortState.PAUSED else ""),
    )
