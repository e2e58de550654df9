"""`/mentor progress`: steps, tasks, weeks and streak."""

from collections.abc import Sequence
from datetime import datetime

from mentorbot.chat.blocks import Button, Buttons, Fields, Heading, Note, Progress
from mentorbot.chat.call import call
from mentorbot.chat.command import command
from mentorbot.chat.reply import Reply, reply
from mentorbot.chat.spans import Line, line
from mentorbot.commands.context import Context
from mentorbot.commands.enrolled import Enrolled, enrolled
from mentorbot.domain.progress import week_of
from mentorbot.domain.streaks import streak
from mentorbot.messages import moments
from mentorbot.messages.kudos import kudos_lines
from mentorbot.messages.mentor_notes import shared_notes
from mentorbot.messages.nexts import next_nudge
from mentorbot.store.deliveries import nudged_at
from mentorbot.store.kudos import kudos_of
from mentorbot.store.mentor_notes import notes_for

_KUDOS, _NOTES = 2, 2
_TEXT = 200


@command("progress", "How far you are: steps, tasks, weeks, streak")
async def progress(ctx: Context) -> Reply:
    async with ctx.store.read() as tx:
        found = await enrolled(ctx, tx)
        nudged = await nudged_at(tx, ctx.member.key)
        kudos = await kudos_of(tx, ctx.member.key, _KUDOS)
        notes = await notes_for(tx, ctx.member.key, ctx.member.key, _NOTES)
    return reply(
        Heading(found.guide.title),
        Progress("All tasks", len(found.place.done), len(found.guide.tasks)),
        *(
            Progress(f"Step {step.number} · {step.title}", found.place.done_in(step), len(step.tasks))
            for step in found.guide.steps
        ),
        Fields(_facts(ctx, found, nudged)),
        *kudos_lines(*kudos, ctx.member),
        *shared_notes(notes, ctx.member, _TEXT),
        Note(next_nudge(found.enrolment, found.cohort, found.cadence)),
        Buttons(_buttons(found)),
    )


def _buttons(found: Enrolled) -> tuple[Button, ...]:
    if found.place.finished:
        return (Button("Read the guide", call("mentor guide")), Button("Join another cohort", call("mentor join")))
    return (Button("Show the step", call("mentor step")), Button("What's next", call("mentor home")))


def _facts(ctx: Context, found: Enrolled, nudged: Sequence[datetime]) -> tuple[tuple[str, Line], ...]:
    until = found.enrolment.ended_at or ctx.now
    kept = sum(bool(each.evidence) for each in found.completions)
    in_a_row = streak([each.done_at for each in found.completions], nudged)
    return (
        ("Cohort", line("{name}", name=found.cohort.name)),
        ("Week", line("{number}", number=week_of(found.enrolment.joined_at, until))),
        *((("Streak", _streak(in_a_row)),) if in_a_row or not found.place.finished else ()),
        ("Evidence kept", line("{count}", count=moments.count(kept, "piece"))),
    )


def _streak(in_a_row: int) -> Line:
    if not in_a_row:
        return line("starts with your next task")
    row = " in a row" if in_a_row > 1 else ""
    return line("kept up through {nudges}{row}", nudges=moments.count(in_a_row, "nudge"), row=row)
