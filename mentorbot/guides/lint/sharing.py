"""Tasks that guides share: the same slug is the same task, so that somebody who changes guides has done it."""

from collections.abc import Iterator, Sequence

from mentorbot.guides.folder import Draft
from mentorbot.guides.lint.places import Part, tasks
from mentorbot.guides.lint.unwritten import is_written
from mentorbot.guides.problem import Problem, advice

THE_SAME = ("title", "done_when")
SUGGESTION = "Make both alike, or give one task a slug of its own."


def shared_tasks(drafts: Sequence[Draft]) -> Iterator[Problem]:
    """A task that another guide has too is called the same there, and is done when the same can be seen."""
    first: dict[str, tuple[str, Part]] = {}
    for draft in drafts:
        for task in tasks(draft):
            owner, seen = first.setdefault(task.slug, (draft.name, task))
            if owner != draft.name:
                yield from _differences(task, seen)


def _differences(task: Part, seen: Part) -> Iterator[Problem]:
    for key in THE_SAME:
        for here, there in zip(task.all(key), seen.all(key), strict=False):
            if here.text != there.text and is_written(here.text) and is_written(there.text):
                message = f"`{key}` of the shared task {task.slug!r} is another at {there.file}:{there.line}."
                yield advice(here.file, here.line, message, SUGGESTION)
