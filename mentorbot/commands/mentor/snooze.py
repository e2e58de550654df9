"""`/mentor snooze`: this nudge again later."""

from typing import Annotated

from mentorbot.chat.blocks import Button, Buttons, Note, Tone
from mentorbot.chat.call import call
from mentorbot.chat.command import Option, command
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import line
from mentorbot.commands.context import Context
from mentorbot.commands.enrolled import Enrolled, running
from mentorbot.domain.enrolments import snoozed
from mentorbot.messages import moments
from mentorbot.messages.nudges import SNOOZE_DAYS
from mentorbot.store.enrolments import save_enrolment

LONGEST = 21
"""Days; a longer rest is a pause."""


@command("snooze", "This nudge again in a few days", in_place=True)
async def snooze(
    ctx: Context, days: Annotated[int, Option("In how many days", low=1, high=LONGEST)] = SNOOZE_DAYS
) -> Reply:
    async with ctx.store.begin() as tx:
        found = await running(ctx, tx)
        enrolment = snoozed(found.enrolment, found.cadence, ctx.now, days=days)
        await save_enrolment(tx, enrolment)
    return reply(
        say("I'll remind you of **{task}**.", task=_title(found)),
        Note(
            line(
                "Your reminder: {at}. After that, {cadence} as before.",
                at=moments.full(enrolment.next_at, found.zone),
                cadence=str(found.cadence),
            )
        )
        if enrolment.next_at
        else None,
        Buttons(
            (Button("Done after all", call("mentor done"), Tone.PRIMARY), Button("Not this week", call("mentor skip")))
        ),
    )


def _title(found: Enrolled) -> str:
    return found.place.task.title if found.place.task else found.cohort.name
