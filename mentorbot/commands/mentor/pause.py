"""`/mentor pause`: a rest, for some weeks or until you come back."""

from datetime import date, timedelta
from typing import Annotated

from mentorbot.chat.blocks import Button, Buttons, Note, Tone
from mentorbot.chat.call import call
from mentorbot.chat.command import Option, command
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.commands.context import Context
from mentorbot.commands.enrolled import walking
from mentorbot.domain.cadence import local_date
from mentorbot.domain.cohorts import CohortState
from mentorbot.domain.enrolments import expecting, paused
from mentorbot.domain.errors import NotUnderstood
from mentorbot.domain.spoken_days import read_date
from mentorbot.messages import moments
from mentorbot.messages.nexts import next_nudge
from mentorbot.store.deliveries import cancel_waiting
from mentorbot.store.enrolments import save_enrolment

LONGEST = 52
_LONGEST = timedelta(weeks=LONGEST)


@command("pause", "Stop nudges for a while; your place is kept", in_place=True)
async def pause(
    ctx: Context,
    weeks: Annotated[
        int | None, Option("For how many weeks; until you come back when you name none", low=1, high=LONGEST)
    ] = None,
    *,
    until: Annotated[
        str, Option("Until which day; nudges come again from then on", example="2026-12-08, or 8 December")
    ] = "",
) -> Reply:
    async with ctx.store.begin() as tx:
        found = await walking(ctx, tx)
        back = _read(until, local_date(ctx.now, found.zone)) if until else None
        enrolment = paused(found.enrolment, found.cadence, ctx.now, weeks=weeks, until=back)
        if found.cohort.state is not CohortState.ACTIVE:
            enrolment = expecting(enrolment, None)
        await save_enrolment(tx, enrolment)
        await cancel_waiting(tx, found.enrolment.key, ctx.now, "paused")
    length = f"for {moments.count(weeks, 'week')}" if weeks else "until you come back"
    if back is not None:
        length = f"until {moments.date_of(back)}"
    return reply(
        say("Paused {length}. Your place is kept, and nothing piles up.", length=length),
        Note(next_nudge(enrolment, found.cohort, found.cadence)) if weeks or back else None,
        Buttons((Button("Come back", call("mentor unpause"), Tone.PRIMARY), *(() if weeks or back else _lengths()))),
    )


def _read(wrote: str, today: date) -> date:
    """The first day on which nudges may come again; raises NotUnderstood."""
    back = read_date(wrote, today, "until")
    if back <= today:
        raise NotUnderstood(
            f"{moments.date_of(back)} isn't ahead: today is {moments.date_of(today)}. Nothing was changed.",
            option="until",
        )
    if back - today > _LONGEST:
        raise NotUnderstood(
            f"{moments.date_of(back)} is more than a year away. Is that the right year?", option="until"
        )
    return back


def _lengths() -> tuple[Button, ...]:
    return tuple(Button(moments.count(each, "week"), call("mentor pause", weeks=each)) for each in (1, 2, 4))
