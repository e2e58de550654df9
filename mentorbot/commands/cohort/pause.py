"""`/cohort pause`: nobody in a cohort gets anything until it starts again."""

from typing import Annotated

from mentorbot.chat.blocks import Button, Buttons, Note, Tone
from mentorbot.chat.call import call
from mentorbot.chat.command import Option, command
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import line
from mentorbot.commands.auditing import audited
from mentorbot.commands.cohort_named import open_cohort
from mentorbot.commands.context import Context
from mentorbot.commands.suggestions import open_cohorts
from mentorbot.domain.cohorts import Cohort, CohortState
from mentorbot.messages import moments
from mentorbot.store.announcements import call_back
from mentorbot.store.cohorts import set_state, sizes
from mentorbot.store.deliveries import cancel_cohort
from mentorbot.store.enrolments import clear_next


@command("pause", "Stop nudges for a whole cohort; nothing piles up", group="cohort", in_place=True)
async def pause(ctx: Context, cohort: Annotated[str, Option("Which cohort?", complete=open_cohorts)] = "") -> Reply:
    async with ctx.store.begin() as tx:
        found = await open_cohort(ctx, tx, cohort)
        if found.state is CohortState.PAUSED:
            return reply(say("**{name}** is resting already, so nothing changed.", name=found.name), _buttons(found))
        await set_state(tx, found.key, CohortState.PAUSED)
        await audited(ctx, tx, "cohort pause", found.name, before={"State": "running"}, after={"State": "resting"})
        await clear_next(tx, found.key)
        await cancel_cohort(tx, found.key, ctx.now, "the cohort was paused")
        called_back = await call_back(tx, found.key, ctx.now, "the cohort was paused")
        people = (await sizes(tx, ctx.workspace.key)).get(found.key, 0)
    return reply(
        say(
            "**{name}** is resting. Its {people} {get} nothing until you start it again.",
            name=found.name,
            people=moments.people(people),
            get="gets" if people == 1 else "get",
        )
        if people
        else say("**{name}** is resting. Nobody is in it yet.", name=found.name),
        Note(line("Everybody keeps their place, and nothing piles up. I haven't told them.")),
        Note(line("An announcement that waited to go out is called back.")) if called_back else None,
        _buttons(found),
    )


def _buttons(cohort: Cohort) -> Buttons:
    return Buttons(
        (
            Button("Start again", call("cohort unpause", cohort=cohort.slug), Tone.PRIMARY),
            Button("Show the cohort", call("cohort show", cohort=cohort.slug)),
        )
    )
