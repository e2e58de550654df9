"""`/mentor pause`: a rest, for some weeks or until you come back."""

from typing import Annotated

from mentorbot.chat.blocks import Button, Buttons, Note, Tone
from mentorbot.chat.call import call
from mentorbot.chat.command import Option, command
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.commands.context import Context
from mentorbot.commands.enrolled import walking
from mentorbot.domain.cohorts import CohortState
from mentorbot.domain.enrolments import expecting, paused
from mentorbot.messages import moments
from mentorbot.messages.nexts import next_nudge
from mentorbot.store.deliveries import cancel_waiting
from mentorbot.store.enrolments import save_enrolment

LONGEST = 52


@command("pause", "Stop nudges for a while; your place is kept", in_place=True)
async def pause(
    ctx: Context,
    weeks: Annotated[
        int | None, Option("For how many weeks; until you come back when you name none", low=1, high=LONGEST)
    ] = None,
) -> Reply:
    async with ctx.store.begin() as tx:
        found = await walking(ctx, tx)
        enrolment = paused(found.enrolment, found.cohort, found.cadence, ctx.now, weeks=weeks)
        if found.cohort.state is not CohortState.ACTIVE:
            enrolment = expecting(enrolment, None)
        await save_enrolment(tx, enrolment)
        await cancel_waiting(tx, found.enrolment.key, ctx.now, "paused")
    length = f"for {moments.count(weeks, 'week')}" if weeks else "until you come back"
    return reply(
        say("Paused {length}. Your place is kept, and nothing piles up.", length=length),
        Note(next_nudge(enrolment, found.cohort, found.cadence)) if weeks else None,
        Buttons((Button("Come back", call("mentor unpause"), Tone.PRIMARY), *_lengths(weeks))),
    )


def _lengths(weeks: int | None) -> tuple[Button, ...]:
    offered = () if weeks else (1, 2, 4)
    return tuple(Button(moments.count(each, "week"), call("mentor pause", weeks=each)) for each in offered)
