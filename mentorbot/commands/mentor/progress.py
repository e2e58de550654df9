"""`/mentor progress`: steps, tasks, weeks and streak."""

from mentorbot.chat.blocks import Button, Buttons, Fields, Heading, Progress
from mentorbot.chat.call import call
from mentorbot.chat.command import command
from mentorbot.chat.reply import Reply, reply
from mentorbot.chat.spans import Line, line
from mentorbot.commands.context import Context
from mentorbot.commands.enrolled import Enrolled, enrolled
from mentorbot.domain.progress import streak
from mentorbot.messages import moments
from mentorbot.messages.nexts import next_nudge


@command("progress", "How far you are: steps, tasks, weeks, streak")
async def progress(ctx: Context) -> Reply:
    async with ctx.store.read() as tx:
        found = await enrolled(ctx, tx)
    return reply(
        Heading(found.guide.title),
        Progress("All tasks", len(found.place.done), len(found.guide.tasks)),
        *(
            Progress(f"Step {step.number} · {step.title}", found.place.done_in(step), len(step.tasks))
            for step in found.guide.steps
        ),
        Fields(_facts(ctx, found)),
        Buttons((Button("Show the step", call("mentor step")), Button("What's next", call("mentor home")))),
    )


def _facts(ctx: Context, found: Enrolled) -> tuple[tuple[str, Line], ...]:
    weeks = (ctx.now - found.enrolment.joined_at).days // 7 + 1
    kept = sum(bool(each.evidence) for each in found.completions)
    in_a_row = streak([each.done_at for each in found.completions], ctx.now)
    return (
        ("Cohort", line("{name}", name=found.cohort.name)),
        ("Week", line("{number}", number=weeks)),
        (
            "Streak",
            line("{weeks} with something done", weeks=moments.count(in_a_row, "week"))
            if in_a_row
            else line("starts with your next task"),
        ),
        ("Evidence kept", line("{count}", count=moments.count(kept, "piece"))),
        ("Next", next_nudge(found.enrolment, found.cohort, found.cadence)),
    )
