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
_FIRST = 1
"""The week that shows the task in full; the author's lines for the weeks after it are shorter."""


def nudge_message(nudge: Nudge, guide: Guide) -> Reply:
    """What a member reads; a task that the guide no longer has gives a plain word about that."""
    task = guide.tasks.get(nudge.task)
    if task is None:
        return reply(
            say("The guide has changed, and your task is no longer in it. What you did is kept."),
            Buttons((Button("See what's next", call("mentor home"), Tone.PRIMARY),)),
        )
    step = guide.step_of[task.slug]
    return reply(*_opening(nudge, step), *_body(nudge, task), *_buttons(nudge, task), _next(nudge, len(task.nudges)))


def _opening(nudge: Nudge, step: Step) -> tuple[Block, ...]:
    bar = Progress(f"Step {step.number}", nudge.done, len(step.tasks))
    welcome = (say("Welcome back. Nothing piled up; you are where you left off."),) if nudge.back else ()
    return (Heading(f"Step {step.number} · {step.title}"), bar, *welcome)


def _body(nudge: Nudge, task: Task) -> tuple[Block, ...]:
    last = len(task.nudges)
    opening = Text(inline(task.nudges[min(nudge.week, last) - 1]))  # fewer than there were, where the guide has changed
    if nudge.week > _FIRST:
        return (say("Still on: **{title}**", title=task.title), opening)
    return (
        say("This week: **{title}**. About {hours}.", title=task.title, hours=moments.hours(task.hours)),
        opening,
        Text(inline(task.action)),
        Text((*line("*Why:* "), *inline(task.why))),
        Text((*line("*Done when* "), *inline(task.done_when))),
    )


def _buttons(nudge: Nudge, task: Task) -> tuple[Buttons, Buttons]:
    """What moves the task on, then what changes the rhythm."""
    done = Button("Done", call("mentor done", task=task.slug), Tone.PRIMARY)
    swap = Button("Swap the task", call("mentor focus"))
    stuck = Button("I'm stuck", call("mentor checkin", mood="stuck"))
    rest = (Button("Pause", call("mentor pause")), Button("Stop", call("mentor leave")))
    if nudge.week >= len(task.nudges):
        return Buttons((done, Button("Keep going", call("mentor focus", task=task.slug)), swap)), Buttons(
            (stuck, *rest)
        )
    later = Button(f"Remind me in {SNOOZE_DAYS} days", call("mentor snooze", days=SNOOZE_DAYS))
    return Buttons((done, later, Button("Not this week", call("mentor skip")))), Buttons((stuck, swap, *rest))


def _next(nudge: Nudge, texts: int) -> Note:
    if nudge.next_at is not None:
        return Note(line("Next: {at}", at=moments.full(nudge.next_at, nudge.zone)))
    if nudge.week < texts:
        return Note(line("This is the last one: your cohort ends before the next. Your place is kept."))
    return Note(line("This is the last one until you press something; your place is kept."))
