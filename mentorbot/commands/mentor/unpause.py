"""`/mentor unpause`: come back from a rest."""

from datetime import datetime

from mentorbot.chat.blocks import Button, Buttons, Note
from mentorbot.chat.call import call
from mentorbot.chat.command import command
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import Line, line
from mentorbot.commands.context import Context
from mentorbot.commands.enrolled import Enrolled, walking
from mentorbot.domain.cadence import local_date
from mentorbot.domain.enrolments import EnrolmentState, focused, scheduled
from mentorbot.messages import moments
from mentorbot.messages.nexts import next_nudge
from mentorbot.messages.tasks import done_button
from mentorbot.store.enrolments import save_enrolment


@command("unpause", "Come back from a pause", in_place=True)
async def unpause(ctx: Context) -> Reply:
    async with ctx.store.begin() as tx:
        found = await walking(ctx, tx)
        if found.enrolment.state is EnrolmentState.ACTIVE:
            return reply(
                say("You're not paused, so nothing changed."),
                Note(next_nudge(found.enrolment, found.cohort, found.cadence)),
                Buttons((Button("What's next", call("mentor home")),)),
            )
        enrolment = focused(found.enrolment, found.enrolment.focus)
        enrolment = scheduled(enrolment, found.cohort, found.cadence, ctx.now)
        await save_enrolment(tx, enrolment)
    return _welcome(found, next_nudge(enrolment, found.cohort, found.cadence), ctx.now)


def _welcome(found: Enrolled, coming: Line, now: datetime) -> Reply:
    task, step = found.place.task, found.place.step
    assert task is not None and step is not None  # noqa: S101, PT018 - `walking` gives nobody who has finished
    since = found.enrolment.paused_at
    today = since is None or local_date(since, found.zone) == local_date(now, found.zone)
    rested = () if today or since is None else line(" You paused on {day}.", day=moments.day(since, found.zone))
    return reply(
        say("Welcome back.{rested} Nothing piled up.", rested=rested),
        say(
            "You're in Step {number}, {done} of {total}; the task you left is **{task}**.",
            number=step.number,
            done=found.place.done_in(step),
            total=len(step.tasks),
            task=task.title,
        ),
        Note(coming),
        Buttons(
            (
                Button("Pick it up", call("mentor step")),
                done_button(task),
                Button("Choose another", call("mentor focus")),
            )
        ),
    )
