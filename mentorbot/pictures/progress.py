"""How far somebody is in a guide: a box for each task, a row for each step, and the weeks it took so far."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from mentorbot.pictures.counts import counted
from mentorbot.pictures.drawing import WIDTH, Drawn, described, png, svg
from mentorbot.pictures.lettering import Lines, fitted, legible
from mentorbot.pictures.typeface import Weight

_ROW: Final = 70
_LEFT: Final = 44
_WIDE: Final = WIDTH - 2 * _LEFT
_WIDEST: Final = 64
"""Of a box."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepDone:
    """One step, how many tasks it has and how many of them are done."""

    number: int
    title: str
    done: int
    tasks: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressPicture:
    """Where somebody is; `here` is the number of the step they are in, None once all is done."""

    name: str
    handle: str = ""
    """Stands for a name that the typeface cannot draw."""
    guide: str
    steps: tuple[StepDone, ...]
    here: int | None
    weeks: int
    """Since they joined, from 1."""
    streak: int
    """Nudges in a row with something done before the next one."""


@dataclass(frozen=True, slots=True)
class _Box:
    x: float
    width: float
    done: bool


@dataclass(frozen=True, slots=True)
class _Row:
    number: str
    title: Lines
    count: str
    here: bool
    boxes: tuple[_Box, ...]


def progress_picture(progress: ProgressPicture) -> Drawn:
    """A row for each step; in its description the same numbers."""
    return Drawn(png(progress_svg(progress)), _description(progress))


def progress_svg(progress: ProgressPicture) -> str:
    """What is drawn."""
    shown = legible(progress.name, progress.handle, weight=Weight.BOLD)
    name = fitted(shown.text, width=_WIDE, size=30, least=20, lines=2, weight=Weight.BOLD)
    top = 72 + name.height + 48
    bottom = top + _ROW * len(progress.steps) + 26
    values = {
        "height": bottom + 48,
        "name": name,
        "guide": fitted(legible(progress.guide).text, width=500, size=17, least=12),
        "total": _total(progress),
        "top": top,
        "rows": tuple(_rows(progress)),
        "row_height": _ROW,
        "weeks": f"Week {progress.weeks:,}",
        "streak": _streak(progress),
        "bottom": bottom,
    }
    return svg("progress.svg", values)


def _rows(progress: ProgressPicture) -> Iterator[_Row]:
    for step in progress.steps:
        here = step.number == progress.here
        weight = Weight.BOLD if here else Weight.REGULAR
        title = legible(step.title, weight=weight).text
        yield _Row(
            number=str(step.number),
            title=fitted(title, width=470, size=17, least=12, weight=weight),
            count=f"{_count(step)}{' · you are here' if here else ''}",
            here=here,
            boxes=tuple(_boxes(step)),
        )


def _boxes(step: StepDone) -> Iterator[_Box]:
    pitch = min(_WIDEST + 8, _WIDE / max(1, step.tasks))
    gap = min(8, pitch / 4)
    for index in range(step.tasks):
        yield _Box(_LEFT + index * pitch, pitch - gap, index < step.done)


def _count(step: StepDone) -> str:
    if step.done >= step.tasks:
        return f"all {step.tasks} done"
    return f"{step.done} of {step.tasks}"


def _total(progress: ProgressPicture) -> str:
    return f"{sum(each.done for each in progress.steps)} of {sum(each.tasks for each in progress.steps)} tasks"


def _streak(progress: ProgressPicture) -> str:
    row = " in a row" if progress.streak > 1 else ""
    return f"kept up through {counted(progress.streak, 'nudge')}{row}" if progress.streak else ""


def _description(progress: ProgressPicture) -> str:
    streak = _streak(progress)
    steps = "; ".join(
        f"step {step.number}, {step.title}: {_count(step)}{', you are here' if step.number == progress.here else ''}"
        for step in progress.steps
    )
    return described(
        f"{progress.name} in {progress.guide}: {_total(progress)}, week {progress.weeks:,}"
        f"{f', {streak}' if streak else ''}.",
        f"{steps[:1].upper()}{steps[1:]}." if steps else "",
    )
