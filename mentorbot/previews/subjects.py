"""What can be previewed: a page, a step, a task with its nudges, each as the reply that people get."""

from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from mentorbot.chat.blocks import Bullets, Heading, Quote, Text
from mentorbot.chat.fit import fit
from mentorbot.chat.markdown import blocks, inline
from mentorbot.chat.reply import Reply
from mentorbot.chat.spans import plain
from mentorbot.domain.enrolments import NudgeKind
from mentorbot.domain.guide import Guide, Step, Task, Topic
from mentorbot.domain.nudges import Nudge
from mentorbot.messages.nudges import nudge_message
from mentorbot.previews.stage import NOW, Stage


@dataclass(frozen=True, slots=True)
class Subject:
    """A reply, the slug of what it shows, and what its author wrote there."""

    slug: str
    name: str
    reply: Reply
    wrote: tuple[str, ...]


async def subjects(stage: Stage, guide: Guide, slug: str) -> AsyncIterator[Subject]:
    """All that a slug stands for; a step is a page to read and a place to be. None when the guide has no such slug."""
    if page := guide.pages.get(slug):
        yield Subject(slug, "The page", await stage.shows_page(guide.slug, slug), tuple(_of_page(page)))
    for step in guide.steps:
        if step.slug == slug:
            yield Subject(slug, "The step", await stage.shows_step(guide.slug, step.number), tuple(_of_step(step)))
    if task := guide.tasks.get(slug):
        yield Subject(slug, "The task", await stage.shows_task(guide.slug, slug), tuple(_of_task(task)))
        for each in _nudges(guide, task):
            yield each


async def everything(stage: Stage, guides: Iterable[Guide]) -> AsyncIterator[tuple[Guide, Subject]]:
    """Every page, step, task and nudge of these guides."""
    for guide in guides:
        for slug in (*guide.pages, *guide.tasks):
            async for each in subjects(stage, guide, slug):
                yield guide, each


def _nudges(guide: Guide, task: Task) -> Iterator[Subject]:
    """Week by week, cut as the outbox cuts them; the last one has no next."""
    for week, written in enumerate(task.nudges, 1):
        nudge = Nudge(
            kind=NudgeKind.NUDGE,
            guide=guide.slug,
            task=task.slug,
            week=week,
            done=0,
            zone="UTC",
            next_at=NOW + timedelta(weeks=1) if week < len(task.nudges) else None,
            back=False,
        )
        wrote = (task.title, plain(inline(written)))
        yield Subject(task.slug, f"Nudge {week} of {len(task.nudges)}", fit(nudge_message(nudge, guide)), wrote)


def _of_page(page: Topic) -> Iterator[str]:
    yield page.title
    for block in blocks(page.body):
        match block:
            case Heading(text):
                yield text
            case Text(spans) | Quote(spans):
                yield plain(spans)
            case Bullets(items):
                yield from map(plain, items)
            case _:
                pass


def _of_step(step: Step) -> Iterator[str]:
    yield step.title
    yield plain(inline(step.outcome))
    yield from (task.title for task in step.tasks)


def _of_task(task: Task) -> Iterator[str]:
    yield task.title
    yield from (plain(inline(each)) for each in (task.action, task.why, task.done_when, task.evidence))
