"""What another version of a guide changes, as an admin reads it before people are moved to it."""

from collections.abc import Iterator, Sequence

from mentorbot.chat.spans import Line, line
from mentorbot.domain.changes import Changes, changes, loses_focus
from mentorbot.domain.guide import Guide, Step, Task
from mentorbot.domain.nudges import Due
from mentorbot.domain.progress import place
from mentorbot.messages import moments
from mentorbot.messages.lists import names

_GONE = "on a task that is gone, and"


def changed(old: Guide | None, new: Guide, everybody: Sequence[Due]) -> tuple[Line, ...]:
    """A line for each kind of change; `everybody` is in the cohort."""
    if old is None:
        return (line("I can't say what, since the version that it has is lost."),)
    made = changes(old, new)
    lines = (*_steps(made), *_tasks(made), *_pages(made))
    told = lines or (line("Nothing that is read or done, only how questions are understood"),)
    return (*told, *_people(old, new, everybody))


def _steps(made: Changes) -> Iterator[Line]:
    yield from (_step("is new", each) for each in made.new_steps)
    yield from (_step("of before is gone", each) for each in made.gone_steps)


def _step(what: str, step: Step) -> Line:
    return line("Step {number} {what}: “{title}”", number=step.number, what=what, title=step.title)


def _tasks(made: Changes) -> Iterator[Line]:
    kinds = (("new", made.new_tasks), ("gone", made.gone_tasks), ("worded differently", made.other_tasks))
    yield from (_some(what, tasks) for what, tasks in kinds if tasks)


def _some(what: str, tasks: Sequence[Task]) -> Line:
    return line(
        "{tasks} {verb} {what}: {titles}",
        tasks=moments.count(len(tasks), "task"),
        verb="is" if len(tasks) == 1 else "are",
        what=what,
        titles=names([f"“{task.title}”" for task in tasks], 4),
    )


def _pages(made: Changes) -> Iterator[Line]:
    if made.pages:
        verb = "has" if made.pages == 1 else "have"
        yield line("{pages} to read {verb} changed", pages=moments.count(made.pages, "page"), verb=verb)


def _people(old: Guide, new: Guide, everybody: Sequence[Due]) -> Iterator[Line]:
    """Those who are to do something else next, and those who have nothing left to do."""
    moved: list[Due] = []
    through: list[Due] = []
    for each in everybody:
        if place(new, each.done).finished:
            through.append(each)
        elif loses_focus(new, old, each.enrolment, each.done):
            moved.append(each)
    if moved:
        yield _named(moved, f"is {_GONE} gets the next one", f"are {_GONE} get the next one")
    if through:
        yield _named(through, "will have done everything", "will have done everything")


def _named(people: Sequence[Due], one: str, many: str) -> Line:
    return line(
        "{people} {what}: {names}",
        people=moments.people(len(people)),
        what=one if len(people) == 1 else many,
        names=names([each.member.name for each in people]),
    )
