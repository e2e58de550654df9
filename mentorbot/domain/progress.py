"""Where somebody is in a guide, worked out from what they have done."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from mentorbot.domain.guide import Guide, Step, Task


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """A task that a member has done; kept with the member, so that leaving a cohort loses nothing."""

    task: str
    done_at: datetime
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A member's place: the task in focus and the step it belongs to; both None when all is done."""

    guide: Guide
    done: frozenset[str]
    task: Task | None
    step: Step | None

    @property
    def finished(self) -> bool:
        return self.task is None

    def done_in(self, step: Step) -> int:
        """How many tasks of a step are done."""
        return sum(task.slug in self.done for task in step.tasks)

    def complete(self, step: Step) -> bool:
        return self.done_in(step) == len(step.tasks)

    def open_tasks(self) -> tuple[Task, ...]:
        """What is left, in walking order, the step in focus first."""
        left = [task for task in self.guide.tasks.values() if task.slug not in self.done]
        here = {task.slug for task in self.step.tasks} if self.step else set()
        return tuple(sorted(left, key=lambda task: task.slug not in here))


def place(guide: Guide, done: Collection[str], focus: str | None = None) -> Place:
    """The place of somebody who did `done` and wants `focus` next.

    A focus that is done, or that a new version of the guide no longer has, gives way to the first open task.
    """
    known = frozenset(done) & guide.tasks.keys()
    chosen = guide.tasks.get(focus) if focus and focus not in known else None
    task = chosen or next((each for each in guide.tasks.values() if each.slug not in known), None)
    return Place(guide, known, task, guide.step_of[task.slug] if task else None)


def week_of(joined_at: datetime, now: datetime) -> int:
    """Which week since somebody joined, from 1."""
    return (now - joined_at) // timedelta(weeks=1) + 1


def completed_at(tasks: Iterable[Task], done: Iterable[Completion]) -> datetime | None:
    """When the last of some tasks was done, those of a step or of a guide; None while one of them is open."""
    at = {each.task: each.done_at for each in done}
    wanted = [task.slug for task in tasks]
    return max(at[each] for each in wanted) if wanted and all(each in at for each in wanted) else None
