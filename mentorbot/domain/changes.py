"""What another version of a guide changes for the people who walk through it."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from mentorbot.domain.enrolments import Enrolment, focused
from mentorbot.domain.guide import Guide, Step, Task
from mentorbot.domain.progress import place


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """From one version to another, in the order of the guide."""

    new_steps: tuple[Step, ...]
    gone_steps: tuple[Step, ...]
    new_tasks: tuple[Task, ...]
    gone_tasks: tuple[Task, ...]
    other_tasks: tuple[Task, ...]
    """There before and after, and read differently."""
    pages: int
    """How many to read are new, gone or different."""


def changes(old: Guide, new: Guide) -> Changes:
    both = old.tasks.keys() & new.tasks.keys()
    pages = old.pages.keys() | new.pages.keys()
    return Changes(
        new_steps=_alone(new, old),
        gone_steps=_alone(old, new),
        new_tasks=tuple(task for slug, task in new.tasks.items() if slug not in both),
        gone_tasks=tuple(task for slug, task in old.tasks.items() if slug not in both),
        other_tasks=tuple(task for slug, task in new.tasks.items() if slug in both and task != old.tasks[slug]),
        pages=sum(old.pages.get(slug) != new.pages.get(slug) for slug in pages),
    )


def _alone(here: Guide, there: Guide) -> tuple[Step, ...]:
    """Steps that the other has neither by their title nor by any of their tasks."""
    titles = {step.title for step in there.steps}
    return tuple(
        step
        for step in here.steps
        if step.title not in titles and not any(task.slug in there.tasks for task in step.tasks)
    )


def loses_focus(new: Guide, old: Guide, enrolment: Enrolment, done: Collection[str]) -> bool:
    """Whether the task that somebody is on is not in the new version."""
    task = place(old, done, enrolment.focus).task
    return task is not None and task.slug not in new.tasks


def moved_to(new: Guide, old: Guide | None, enrolment: Enrolment, done: Collection[str]) -> Enrolment:
    """Still on the task they were on, with as many nudges had; on the next one, from its first, where that is gone."""
    before = place(old, done, enrolment.focus).task if old else None
    after = place(new, done, enrolment.focus).task
    if before is None or after is None or before.slug == after.slug:
        return enrolment
    return replace(enrolment, focus=before.slug) if before.slug in new.tasks else focused(enrolment, None)
