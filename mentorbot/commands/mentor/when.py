"""`/mentor when`: the next nudge, and why then."""

from mentorbot.chat.blocks import Button, Buttons, Note, Text
from mentorbot.chat.call import asking, call
from mentorbot.chat.command import command
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import Line, line
from mentorbot.commands.context import Context
from mentorbot.commands.enrolled import Enrolled, enrolled
from mentorbot.domain.enrolments import EnrolmentState, NudgeKind
from mentorbot.messages.nexts import next_nudge


@command("when", "When your next nudge comes, and why then")
async def when(ctx: Context) -> Reply:
    async with ctx.store.read() as tx:
        found = await enrolled(ctx, tx)
    task = found.place.task
    return reply(
        Text(next_nudge(found.enrolment, found.cohort, found.cadence)),
        say("It will be about **{task}**.", task=task.title) if task and found.enrolment.next_at else None,
        Note(_why(found)) if found.enrolment.next_at else None,
        Buttons(_buttons(found)),
    )


def _why(found: Enrolled) -> Line:
    if found.enrolment.next_kind is NudgeKind.REMINDER:
        return line("You asked for this reminder. After it, {cadence} again.", cadence=str(found.cadence))
    own = found.enrolment.days is not None or found.enrolment.at is not None
    return line(
        "{whose}: {cadence}, on the clock of {zone}.",
        whose="Your own rhythm" if own else f"The rhythm of {found.cohort.name}",
        cadence=str(found.cadence),
        zone=found.zone,
    )


def _buttons(found: Enrolled) -> tuple[Button, ...]:
    change = Button("Change day or time", asking("mentor schedule"))
    if found.enrolment.state in {EnrolmentState.PAUSED, EnrolmentState.QUIET}:
        return (Button("Come back", call("mentor unpause")), change)
    if found.enrolment.next_on is None:
        return (Button("What's next", call("mentor home")),)
    skip = Button("Skip it", call("mentor skip", date=found.enrolment.next_on.isoformat()))
    return (change, skip, Button("Pause", call("mentor pause")))
