"""`/mentor snooze`: this nudge again later."""

from typing import Annotated

from mentorbot.chat.blocks import Button, Buttons, Note, Tone
from mentorbot.chat.call import call
from mentorbot.chat.command import Option, command
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import Line, line
from mentorbot.commands.context import Context
from mentorbot.commands.enrolled import Enrolled, running
from mentorbot.domain.enrolments import Enrolment, NudgeKind, snoozed
from mentorbot.messages import moments
from mentorbot.messages.nexts import because, none_left
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
        Note(_coming(enrolment, found)),
        Buttons(
            (Button("Done after all", call("mentor done"), Tone.PRIMARY), Button("Not this week", call("mentor skip")))
        ),
    )


def _coming(enrolment: Enrolment, found: Enrolled) -> Line:
    if enrolment.next_at is None:
        return none_left(found.cohort)
    at, why = moments.full(enrolment.next_at, found.zone), because(enrolment.next_why)
    if enrolment.next_kind is NudgeKind.NUDGE:
        return line("It comes with your next nudge: {at}.{why}", at=at, why=why)
    cadence = str(found.cadence)
    return line("Your reminder: {at}.{why} After that, {cadence} as before.", at=at, why=why, cadence=cadence)


def _title(found: Enrolled) -> str:
    return found.place.task.title if found.place.task else found.cohort.name
