"""What became of a cohort, in numbers that say how many people they rest on and show no small group."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from mentorbot.domain.checkins import Mood
from mentorbot.domain.enrolments import EnrolmentState
from mentorbot.domain.guide import Guide, Step

SMALLEST = 5
"""People of whom a number may be shown: fewer could be told apart by those who know them."""
LATELY = timedelta(weeks=4)
"""How far back moods are counted."""
_WEEK = timedelta(weeks=1)
_OUT = frozenset({EnrolmentState.LEFT, EnrolmentState.QUIET})
"""Those who dropped off: they left, or the bot fell silent."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A count of people; `number` is None where it is of one to four, and so not shown."""

    number: int | None

    def __str__(self) -> str:
        return f"under {SMALLEST}" if self.number is None else f"{self.number:,}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Walker:
    """One person who is or was in the cohort, and when they did which task (UTC)."""

    state: EnrolmentState
    joined_at: datetime
    done: Mapping[str, datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """Nudges and reminders that arrived, and after how many their reader did something."""

    nudges: int = 0
    answered: int = 0
    people: int = 0
    """Who got at least one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepFigures:
    """One step: who came to it, who completed it, who dropped off in it, and how long it took."""

    number: int
    title: str
    reached: Figure
    completed: Figure
    dropped: Figure
    weeks: float | None
    """The median of those who completed it; None where they are too few."""
    base: Figure
    """On how many that median rests."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The whole of it; `people` is whoever ever was in the cohort, however it ended for them."""

    people: Figure
    here: Figure
    paused: Figure
    quiet: Figure
    finished: Figure
    left: Figure
    steps: tuple[StepFigures, ...]
    sent: Sent | None
    """None where one to four people got any."""
    moods: Mapping[Mood, Figure]
    """The latest mood of each person who said one lately."""
    stuck: Figure
    """People who asked for help at any time."""
    answered: Figure
    """Those of them whom a person answered."""

    @property
    def said(self) -> Figure:
        """How many said a mood; hidden with any of the moods, which could be worked out from it."""
        numbers = [each.number for each in self.moods.values()]
        return Figure(None if None in numbers else sum(each or 0 for each in numbers))

    @property
    def too_few(self) -> bool:
        """Whether the cohort itself is too small to say anything of."""
        return self.people.number is None or self.people.number == 0


def figure(number: int) -> Figure:
    """The count, or that it is too small to be shown; nobody is nobody's secret."""
    return Figure(None if 0 < number < SMALLEST else number)


def report(
    guide: Guide,
    walkers: Sequence[Walker],
    sent: Sent,
    moods: Iterable[Mood],
    *,
    stuck: int = 0,
    answered: int = 0,
) -> Report:
    """Work it out; `moods` has one of each person, `stuck` and `answered` count people."""
    states = Counter(each.state for each in walkers)
    felt = Counter(moods)
    return Report(
        people=figure(len(walkers)),
        here=figure(states[EnrolmentState.ACTIVE]),
        paused=figure(states[EnrolmentState.PAUSED]),
        quiet=figure(states[EnrolmentState.QUIET]),
        finished=figure(states[EnrolmentState.FINISHED]),
        left=figure(states[EnrolmentState.LEFT]),
        steps=tuple(_step(guide, step, walkers) for step in guide.steps),
        sent=None if figure(sent.people).number is None else sent,
        moods={mood: figure(felt[mood]) for mood in Mood},
        stuck=figure(stuck),
        answered=figure(answered),
    )


def _step(guide: Guide, step: Step, walkers: Sequence[Walker]) -> StepFigures:
    through = [each for each in walkers if _completed(step, each)]
    there = [each for each in walkers if _reached(guide, step, each)]
    dropped = [each for each in there if each.state in _OUT and _standing(guide, each) is step]
    took = [(max(each.done[task.slug] for task in step.tasks) - _began(guide, step, each)) / _WEEK for each in through]
    return StepFigures(
        number=step.number,
        title=step.title,
        reached=figure(len(there)),
        completed=figure(len(through)),
        dropped=figure(len(dropped)),
        weeks=round(median(took), 1) if len(took) >= SMALLEST else None,
        base=figure(len(took)),
    )


def _completed(step: Step, walker: Walker) -> bool:
    return all(task.slug in walker.done for task in step.tasks)


def _reached(guide: Guide, step: Step, walker: Walker) -> bool:
    """They did something of it, or all of every step before it."""
    before = [each for each in guide.steps if each.number < step.number]
    return any(task.slug in walker.done for task in step.tasks) or all(_completed(each, walker) for each in before)


def _standing(guide: Guide, walker: Walker) -> Step | None:
    """The first step that is not complete; None for whoever has done all of them."""
    return next((step for step in guide.steps if not _completed(step, walker)), None)


def _began(guide: Guide, step: Step, walker: Walker) -> datetime:
    """When they could begin it: on joining, or with the last task of an earlier step; not after its own last one."""
    earlier = [
        walker.done[task.slug]
        for each in guide.steps
        if each.number < step.number
        for task in each.tasks
        if task.slug in walker.done
    ]
    ended = max(walker.done[task.slug] for task in step.tasks)
    return min(ended, max([walker.joined_at, *(at for at in earlier if at <= ended)]))
