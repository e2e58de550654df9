"""`/mentor badge`: a picture for a step that is complete."""

from typing import Annotated

from mentorbot.chat.blocks import Button, Buttons, Picture
from mentorbot.chat.call import call
from mentorbot.chat.command import Option, command
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.commands.context import Context
from mentorbot.commands.enrolled import Enrolled, enrolled
from mentorbot.commands.own_handle import own_handle
from mentorbot.domain.cadence import local_date
from mentorbot.domain.errors import NotNow, NotUnderstood
from mentorbot.domain.guide import Step
from mentorbot.domain.progress import completed_at
from mentorbot.messages import moments
from mentorbot.pictures import BadgePicture, badge_picture


@command("badge", "Your badge for a step you completed", listed=False)
async def badge(ctx: Context, step: Annotated[int, Option("Which step?", low=1, high=99)]) -> Reply:
    async with ctx.store.read() as tx:
        found = await enrolled(ctx, tx)
    chosen = _chosen(found, step)
    at = completed_at(chosen.tasks, found.completions)
    if at is None:
        done, tasks = found.place.done_in(chosen), moments.count(len(chosen.tasks), "task")
        raise NotNow(
            f"Step {step} isn't complete yet: {done} of its {tasks} {'is' if done == 1 else 'are'} done. "
            "Its badge comes with the last one.",
            instead=(("Show the step", f"mentor step number={step}"), ("Progress", "mentor progress")),
        )
    drawn = badge_picture(
        BadgePicture(
            number=chosen.number,
            title=chosen.title,
            guide=found.guide.title,
            name=ctx.member.name,
            handle=await own_handle(ctx, ctx.member.name),
            on=local_date(at, found.zone),
        )
    )
    return reply(
        say("Your badge for **step {number}**. It's yours to keep and to show.", number=chosen.number),
        Picture(f"step-{chosen.number}-badge.png", drawn.png, drawn.alt),
        Buttons((Button("Progress", call("mentor progress")), Button("What's next", call("mentor home")))),
    )


def _chosen(found: Enrolled, number: int) -> Step:
    steps = {each.number: each for each in found.guide.steps}
    if number not in steps:
        raise NotUnderstood(
            f"{found.guide.title} has steps 1 to {len(steps)}; there is no step {number}.", option="step"
        )
    return steps[number]
