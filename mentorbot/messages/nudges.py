"""The weekly nudge: the heart of it all, as one message."""

from mentorbot.chat.blocks import Block, Button, Buttons, Heading, Note, Progress, Text, Tone
from mentorbot.chat.call import call
from mentorbot.chat.markdown import inline
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import line
from mentorbot.domain.guide import Guide, Step, Task
from mentorbot.domain.nudges import Nudge
from mentorbot.messages import moments

SNOOZE_DAYS = 3
_FIRST, _SWAP = 1, 3
"""The weeks of a task: all of it, the first five minutes, swap it or keep it, and shall I stop."""


def nudge_message(nudge: Nudge, guide: Guide) -> Reply:
    """What a member reads; a task that the guide no longer has gives a plain word about that."""
    task = guide.tasks.get(nudge.task)
    if task is None:
        return reply(
            say("The guide has changed, and your task is no longer in it. What you did is kept."),
            Buttons((Button("See what's next", call("mentor home"), Tone.PRIMARY),)),
        )
    step = guide.step_of[task.slug]
    return reply(*_opening(nudge, step), *_body(nudge, task), _buttons(nudge, task), _next(nudge))


def _opening(nudge: Nudge, step: Step) -> tuple[Block, ...]:
    bar = Progress(f"Step {step.number}", nudge.done, len(step.tasks))
    welcome = (say("Welcome back. Nothing piled up; you are where you left off."),) if nudge.back else ()
    return (Heading(f"Step {step.number} · {step.title}"), bar, *welcome)


def _body(nudge: Nudge, task: Task) -> tuple[Block, ...]:
    opening = Text(inline(task.nudges[nudge.week - 1]))
    if nudge.week > _FIRST:
        return (say("Still on: **{title}**", title=task.title), opening)
    return (
        say("This week: **{title}**. About {hours}.", title=task.title, hours=moments.hours(task.hours)),
        opening,
        Text(inline(task.action)),
        Text((*line("*Why:* "), *inline(task.why))),
        Text((*line("*Done when* "), *inline(task.done_when))),
    )


def _buttons(nudge: Nudge, task: Task) -> Buttons:
    done = Button("Done", call("mentor done", task=task.slug), Tone.PRIMARY)
    last = nudge.week >= len(task.nudges)
    if last:
        return Buttons((done, *_keep_or_swap(task), Button("Pause", call("mentor pause"))))
    first = nudge.week < _SWAP
    later = Button(f"Remind me in {SNOOZE_DAYS} days", call("mentor snooze", days=SNOOZE_DAYS))
    middle = (later,) if first else (later, Button("Swap the task", call("mentor focus")))
    skip = Button("Not this week", call("mentor skip"))
    return Buttons((done, *middle, skip, Button("Pause", call("mentor pause"))))


def _keep_or_swap(task: Task) -> tuple[Button, ...]:
    return (
        Button("Keep going", call("mentor focus", task=task.slug)),
        Button("Swap the task", call("mentor focus")),
    )


def _next(nudge: Nudge) -> Note:
    if nudge.next_at is None:
        return Note(line("This is the last one until you press something; your place is kept."))
    return Note(line("Next: {at}", at=moments.full(nudge.next_at, nudge.zone)))
