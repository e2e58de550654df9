"""Tasks as people see them: one in full, or a step's list with its state."""

from mentorbot.chat.blocks import Block, Button, Checklist, Mark, Text, Tone
from mentorbot.chat.call import call
from mentorbot.chat.markdown import inline
from mentorbot.chat.reply import say
from mentorbot.chat.spans import line
from mentorbot.domain.guide import Step, Task
from mentorbot.domain.progress import Place
from mentorbot.messages import moments


def task_blocks(task: Task) -> tuple[Block, ...]:
    """A task in full: what to do, why, when it is done, what it leaves."""
    return (
        say("**{title}** · about {hours}", title=task.title, hours=moments.hours(task.hours)),
        Text(inline(task.action)),
        Text((*line("*Why:* "), *inline(task.why))),
        Text((*line("*Done when* "), *inline(task.done_when))),
        Text((*line("*Leaves:* "), *inline(task.evidence))),
    )


def checklist(step: Step, place: Place) -> Checklist:
    """The tasks of a step and their state."""
    return Checklist(tuple((_mark(task, place), line("{title}", title=task.title)) for task in step.tasks))


def _mark(task: Task, place: Place) -> Mark:
    if task.slug in place.done:
        return Mark.DONE
    return Mark.FOCUS if place.task and task.slug == place.task.slug else Mark.OPEN


def done_button(task: Task) -> Button:
    return Button("Done", call("mentor done", task=task.slug), Tone.PRIMARY)


def badge_button(step: Step) -> Button:
    """For a step that is complete."""
    return Button("Show my badge", call("mentor badge", step=step.number))
