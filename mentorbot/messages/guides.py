"""Guides as people choose between them: what each is about, and two side by side."""

from collections.abc import Collection
from itertools import zip_longest

from mentorbot.chat.blocks import Block, Bullets, Button, Checklist, Fields, Mark, Note, Text
from mentorbot.chat.call import call
from mentorbot.chat.markdown import blocks
from mentorbot.chat.reply import say
from mentorbot.chat.spans import Line, line
from mentorbot.domain.errors import shortened
from mentorbot.domain.guide import Guide, Step
from mentorbot.messages import moments
from mentorbot.messages.lists import within

_DAYS_LENGTH = 520
_STEPS_LENGTH = 1100
"""Characters for the titles of all steps of two guides; a message takes 3600 in all (`chat.limits`)."""
_SHARED = 8
"""Shared tasks that are named."""


def about(guide: Guide) -> Text:
    """What it leads to, and how much there is to do, under its title."""
    return say("**{title}**: {gist}", title=guide.title, gist=gist(guide))


def gist(guide: Guide) -> Line:
    return line(
        "{summary} {steps}, {tasks}.",
        summary=guide.summary,
        steps=moments.count(len(guide.steps), "step"),
        tasks=moments.count(len(guide.tasks), "task"),
    )


def read_button(guide: Guide) -> Button:
    return Button(f"Read {guide.short}", call("mentor guide", guide=guide.slug))


def compare_button(guide: Guide, other: Guide) -> Button:
    return Button(f"Compare with {other.short}", call("mentor guides", guide=guide.slug, other=other.slug))


def side_by_side(one: Guide, other: Guide, done: Collection[str]) -> tuple[Block, ...]:
    """Everything that helps to choose; `done` is what the reader did under any guide."""
    return (*_alone(one), *_alone(other), _size(one, other), _steps(one, other), *_shared(one, other, done))


def _alone(guide: Guide) -> tuple[Block, ...]:
    days = _days(guide)
    return (
        say("**{title}**: {summary}", title=guide.title, summary=guide.summary),
        *((Bullets(within(days.items, _DAYS_LENGTH)),) if days else ()),
    )


def _days(guide: Guide) -> Bullets | None:
    """The first list of the first page: that is where authors say what fills the days."""
    pages = guide.topics[:1]
    return next((block for page in pages for block in blocks(page.body) if isinstance(block, Bullets)), None)


def _size(one: Guide, other: Guide) -> Fields:
    facts: list[tuple[str, Line]] = []
    for name, told in (("How long", _long), ("To do", _much)):
        facts += [(f"{name} · {each.short}", line("{told}", told=told(each))) for each in (one, other)]
    return Fields(tuple(facts))


def _long(guide: Guide) -> str:
    low, high = guide.weeks
    return f"{low} to {high} weeks" if low != high else moments.count(low, "week")


def _much(guide: Guide) -> str:
    return f"{moments.count(len(guide.tasks), 'task')} in {moments.count(len(guide.steps), 'step')}"


def _steps(one: Guide, other: Guide) -> Fields:
    """A pair for each number: Slack draws two columns, so that they stand beside each other."""
    number = max(len(one.steps), len(other.steps))
    most = _STEPS_LENGTH // (2 * number) if number else _STEPS_LENGTH
    pairs: list[tuple[str, Line]] = []
    for place, (first, second) in enumerate(zip_longest(one.steps, other.steps), 1):
        for guide, step in ((one, first), (other, second)):
            pairs.append((f"{guide.short} · {place}", _titled(step, most)))
    return Fields(tuple(pairs))


def _titled(step: Step | None, most: int) -> Line:
    return line("{title}", title=shortened(step.title, most) if step else "–")


def _shared(one: Guide, other: Guide, done: Collection[str]) -> tuple[Block, ...]:
    shared = [task for slug, task in one.tasks.items() if slug in other.tasks]
    if not shared:
        return (say("No task is in both."),)
    did = sum(task.slug in done for task in shared)
    verb = "is" if len(shared) == 1 else "are"
    more = len(shared) - _SHARED
    return (
        say(
            "**{tasks}** {verb} in both{done}. What is done under one guide counts under the other.",
            tasks=moments.count(len(shared), "task"),
            verb=verb,
            done=_did(did, len(shared)),
        ),
        Checklist(
            tuple(
                (Mark.DONE if task.slug in done else Mark.OPEN, line("{title}", title=task.title))
                for task in shared[:_SHARED]
            )
        ),
        *((Note(line("and {more} more", more=more)),) if more > 0 else ()),
    )


def _did(number: int, of: int) -> str:
    if not number:
        return ""
    which = "it" if of == 1 else "all of them" if number == of else f"{number} of them"
    return f", and you have done {which}"
