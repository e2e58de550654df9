"""Steps whose tasks do not fit the weeks that they are said to take."""

from collections.abc import Iterator

from mentorbot.guides.folder import Draft
from mentorbot.guides.lint.places import Part, pages, tasks
from mentorbot.guides.lint.unwritten import is_written
from mentorbot.guides.problem import Problem, advice

LEAST, MOST = 0.5, 4.0
"""Hours a week that somebody with a job gives to this: the slowest, and the quickest."""


def hours_against_weeks(draft: Draft) -> Iterator[Problem]:
    """`weeks` is between the tasks' hours at the quickest pace and at the slowest, and has room for a task each."""
    by_file: dict[str, list[Part]] = {}
    for task in tasks(draft):
        by_file.setdefault(task.file, []).append(task)
    for step in pages(draft):
        those = by_file.get(step.file, [])
        match [float(each.text) for each in step.all("weeks")]:
            case [shortest, longest] if shortest <= longest and those and all(map(_is_written, those)):
                yield from _faults(step, those, shortest=shortest, longest=longest)
            case _:
                pass


def _is_written(task: Part) -> bool:
    return all(is_written(each.text) for each in task.all("title"))


def _faults(step: Part, those: list[Part], *, shortest: float, longest: float) -> Iterator[Problem]:
    line, hours = step.line_of("weeks"), sum(float(each.text) for task in those for each in task.all("hours"))
    if hours > shortest * MOST:
        message = (
            f"The tasks take {hours:g} hours, more than {MOST:g} a week if the step is walked in {shortest:g} weeks."
        )
        yield advice(step.file, line, message, f"Say at least {-(-hours // MOST):g} weeks, or cut the tasks smaller.")
    if hours < longest * LEAST:
        message = f"The tasks take {hours:g} hours, less than half an hour a week over {longest:g} weeks."
        yield advice(step.file, line, message, f"Say at most {hours // LEAST:g} weeks, or add what takes the time.")
    if longest < len(those):
        message = f"There are {len(those)} tasks for {longest:g} weeks, and a nudge a week names one of them."
        yield advice(step.file, line, message, f"Say at least {len(those)} weeks for the longest.")
