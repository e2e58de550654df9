"""`/mentor undo`: open a task again."""

from dataclasses import replace
from typing import Annotated

from mentorbot.chat.blocks import Block, Button, Buttons, Note, Quote
from mentorbot.chat.call import call
from mentorbot.chat.command import Option, command
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import line
from mentorbot.commands.context import Context
from mentorbot.commands.enrolled import Enrolled, awake, enrolled, task_named
from mentorbot.commands.suggestions import done_tasks
from mentorbot.domain.cohorts import CohortState
from mentorbot.domain.enrolments import Enrolment, EnrolmentState, focused, scheduled
from mentorbot.domain.errors import NotNow
from mentorbot.messages.nexts import next_nudge
from mentorbot.messages.tasks import done_button
from mentorbot.store.completions import remove_completion
from mentorbot.store.enrolments import save_enrolment


@command("undo", "Open a task again that you ticked off", in_place=True, listed=False)
async def undo(
    ctx: Context,
    task: Annotated[str, Option("Which task; the last one you did when you name none", complete=done_tasks)] = "",
) -> Reply:
    async with ctx.store.begin() as tx:
        found = await enrolled(ctx, tx)
        if not task and not found.completions:
            raise NotNow(
                "You haven't ticked anything off yet, so there's nothing to undo.",
                instead=(("What's next", "mentor home"),),
            )
        chosen = task_named(found.guide, task or found.completions[-1].task)
        if not await remove_completion(tx, ctx.member.key, found.guide.slug, chosen.slug, ctx.now):
            return reply(
                say("**{task}** is open already, so nothing changed.", task=chosen.title),
                Buttons((done_button(chosen),)),
            )
        enrolment = _reopened(ctx, found, chosen.slug)
        await save_enrolment(tx, enrolment)
    return reply(
        say("**{task}** is open again, and in focus.", task=chosen.title),
        *_kept(found, chosen.slug),
        Note(next_nudge(enrolment, found.cohort, found.cadence)),
        Buttons((done_button(chosen), Button("Show the step", call("mentor step")))),
    )


def _kept(found: Enrolled, task: str) -> tuple[Block, ...]:
    """Evidence goes with the tick; said back, so that it isn't lost."""
    evidence = next((each.evidence for each in found.completions if each.task == task), "")
    return (say("What you had kept with it:"), Quote(line("{evidence}", evidence=evidence))) if evidence else ()


def _reopened(ctx: Context, found: Enrolled, task: str) -> Enrolment:
    if found.enrolment.state is not EnrolmentState.FINISHED:
        return awake(found, ctx.now, task)
    opened = focused(found.enrolment, task)
    if found.cohort.state is CohortState.ARCHIVED:
        return opened
    return scheduled(replace(opened, ended_at=None), found.cohort, found.cadence, ctx.now)
