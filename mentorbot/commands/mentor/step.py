"""`/mentor step`: a career step, its outcome and its tasks."""

from typing import Annotated

from mentorbot.chat.blocks import Block, Bullets, Button, Buttons, Heading, Note, Progress, Text, Tone
from mentorbot.chat.call import call
from mentorbot.chat.command import Option, command
from mentorbot.chat.markdown import inline
from mentorbot.chat.reply import Reply, reply
from mentorbot.chat.spans import line
from mentorbot.commands.context import Context
from mentorbot.commands.enrolled import maybe_enrolled
from mentorbot.domain.errors import NotUnderstood
from mentorbot.domain.guide import Step
from mentorbot.domain.progress import Place, place
from mentorbot.messages.tasks import checklist, done_button, task_blocks


@command("step", "A career step: what it leads to, and its tasks")
async def step(
    ctx: Context, number: Annotated[int | None, Option("Which step; yours when you name none", low=1, high=99)] = None
) -> Reply:
    async with ctx.store.read() as tx:
        found = await maybe_enrolled(ctx, tx)
    here = found.place if found else place(ctx.library.default, ())
    chosen = _chosen(here, number)
    return reply(
        Heading(f"Step {chosen.number} · {chosen.title}"),
        Text(inline(chosen.outcome)),
        Progress("Tasks", here.done_in(chosen), len(chosen.tasks)) if found else None,
        _tasks(here, chosen, enrolled=found is not None),
        *_focus(here, chosen, enrolled=found is not None),
        Note(line("Usually {low} to {high} weeks.", low=chosen.weeks[0], high=chosen.weeks[1])),
        Buttons(_buttons(here, chosen, enrolled=found is not None)),
    )


def _chosen(here: Place, number: int | None) -> Step:
    steps = {each.number: each for each in here.guide.steps}
    if number is None:
        return here.step or here.guide.steps[-1]
    if number not in steps:
        raise NotUnderstood(
            f"{here.guide.title} has steps 1 to {len(steps)}; there is no step {number}.", option="number"
        )
    return steps[number]


def _tasks(here: Place, chosen: Step, *, enrolled: bool) -> Block:
    if enrolled:
        return checklist(chosen, here)
    return Bullets(tuple(line("{title}", title=task.title) for task in chosen.tasks))


def _focus(here: Place, chosen: Step, *, enrolled: bool) -> tuple[Block, ...]:
    if not enrolled or here.task is None or here.step is not chosen:
        return ()
    return task_blocks(here.task)


def _buttons(here: Place, chosen: Step, *, enrolled: bool) -> tuple[Button, ...]:
    read = Button("Read about it", call("mentor guide", topic=chosen.slug, guide=here.guide.slug))
    after = [Button(f"Step {chosen.number + 1}", call("mentor step", number=chosen.number + 1))]
    following = after if chosen.number < len(here.guide.steps) else []
    if not enrolled:
        return (Button("Join a cohort", call("mentor join"), Tone.PRIMARY), read, *following)
    if here.task is None or here.step is not chosen:
        return (read, *following)
    return (done_button(here.task), Button("Swap the task", call("mentor focus")), read, *following)
