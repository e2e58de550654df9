"""A career guide: topics to read, steps to walk, tasks to do."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple


class Edition(NamedTuple):
    """One version of a guide; with an empty version, whichever is the newest."""

    slug: str
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One concrete thing to do; `slug` is unique in its guide."""

    slug: str
    title: str
    action: str
    why: str
    done_when: str
    hours: float
    evidence: str
    nudges: tuple[str, ...]
    """One opening line per week on this task, in order; never the same twice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One page of a guide; `body` is Markdown."""

    slug: str
    title: str
    summary: str
    body: str
    reviewed: date
    asked_as: tuple[str, ...] = ()
    see_also: tuple[str, ...] = ()
    part_of: str = ""
    """The page whose subject it goes deeper into."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One career step: a page, and the tasks that take a member through it."""

    number: int
    topic: Topic
    outcome: str
    why: str
    weeks: tuple[int, int]
    """Typical duration, shortest and longest."""
    tasks: tuple[Task, ...]

    @property
    def slug(self) -> str:
        return self.topic.slug

    @property
    def title(self) -> str:
        return self.topic.title


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The words of the guide's field, for whoever reads questions."""

    also_called: tuple[str, ...] = ()
    """Other names of the career."""
    roles: tuple[str, ...] = ()
    """Other roles that the pages speak of."""
    synonyms: tuple[tuple[str, ...], ...] = ()
    """Groups of words that mean one thing here."""


@dataclass(frozen=True, kw_only=True)
class Guide:
    """A whole guide, as its author wrote it; `version` is derived from the content."""

    slug: str
    title: str
    short: str
    summary: str
    version: str
    topics: tuple[Topic, ...]
    steps: tuple[Step, ...]
    faq: tuple[Topic, ...]
    first: bool = False
    """Whether it is the one to use when nobody says which."""
    related: tuple[str, ...] = ()
    """Slugs of other guides."""
    vocabulary: Vocabulary = Vocabulary()

    @property
    def edition(self) -> Edition:
        return Edition(self.slug, self.version)

    @property
    def weeks(self) -> tuple[int, int]:
        """How long all steps typically take together, shortest and longest."""
        return sum(step.weeks[0] for step in self.steps), sum(step.weeks[1] for step in self.steps)

    @cached_property
    def pages(self) -> dict[str, Topic]:
        """Every page by its slug, in reading order: topics, steps, questions."""
        steps = tuple(step.topic for step in self.steps)
        return {page.slug: page for page in (*self.topics, *steps, *self.faq)}

    @cached_property
    def tasks(self) -> dict[str, Task]:
        """Every task by its slug, in walking order."""
        return {task.slug: task for step in self.steps for task in step.tasks}

    @cached_property
    def step_of(self) -> dict[str, Step]:
        """The step of each task, by the task's slug."""
        return {task.slug: step for step in self.steps for task in step.tasks}
