"""A cohort's report: how many finished each step, how long it took them, what became of the nudges, who is stuck."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from mentorbot.pictures.counts import FEWEST, UNDER, Count, counted, day, number, share, weeks
from mentorbot.pictures.drawing import Drawn, described, png, svg
from mentorbot.pictures.lettering import Lines, fitted, legible
from mentorbot.pictures.typeface import Weight

_BAR: Final = 560
_ROW: Final = 72
_SHORTEST: Final = 14
"""Of a bar, so that one can be told from none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FunnelStep:
    """One step: how many have finished it, and the median of the weeks that it took them; None is hidden."""

    number: int
    title: str
    finished: Count
    weeks: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPicture:
    """What a report says; `people` is how many are in the cohort, `stuck` how many of them do not get on."""

    title: str
    cohort: str
    on: date
    people: Count
    steps: tuple[FunnelStep, ...]
    sent: Count
    answered: Count
    stuck: Count


@dataclass(frozen=True, slots=True)
class _Row:
    number: str
    title: Lines
    weeks: str
    length: float
    hidden: bool
    count: str
    share: str


@dataclass(frozen=True, slots=True)
class _Tile:
    count: str
    of: str


def report_picture(report: ReportPicture) -> Drawn:
    """Bars for the steps, tiles for the rest; in its description the same numbers."""
    return Drawn(png(report_svg(report)), _description(report))


def report_svg(report: ReportPicture) -> str:
    """What is drawn."""
    title = fitted(
        legible(report.title, weight=Weight.BOLD).text, width=712, size=30, least=20, lines=2, weight=Weight.BOLD
    )
    about = f"{day(report.on)} · {legible(report.cohort).text}"
    top = 72 + title.height + 88
    tiles_top = top + _ROW * len(report.steps) + 8
    note = f"“{UNDER}” stands for fewer than {FEWEST} people, whose number is not shown." if _hides(report) else ""
    values = {
        "height": tiles_top + 88 + (64 if note else 44),
        "title": title,
        "about": fitted(about, width=540, size=17, least=12),
        "people": counted(report.people, "person", "people"),
        "top": top,
        "rows": tuple(_rows(report)),
        "row_height": _ROW,
        "bar": _BAR,
        "tiles": _tiles(report),
        "tiles_top": tiles_top,
        "note": note,
    }
    return svg("report.svg", values)


def _rows(report: ReportPicture) -> Iterator[_Row]:
    most = max([1, report.people or 0, *(step.finished or 0 for step in report.steps)])
    for step in report.steps:
        part = FEWEST - 1 if step.finished is None else step.finished
        yield _Row(
            number=str(step.number),
            title=fitted(legible(step.title).text, width=470, size=17, least=12),
            weeks="" if step.finished == 0 else _median(step),
            length=min(_BAR, max(_SHORTEST, _BAR * part / most)) if part else 0,
            hidden=step.finished is None,
            count=number(step.finished),
            share=share(step.finished, report.people),
        )


def _tiles(report: ReportPicture) -> tuple[_Tile, ...]:
    answered = share(report.answered, report.sent)
    return (
        _Tile(number(report.sent), "nudges sent"),
        _Tile(number(report.answered), f"answered · {answered}" if answered else "answered"),
        _Tile(number(report.stuck), "stuck"),
    )


def _median(step: FunnelStep) -> str:
    return "too few to time" if step.weeks is None else f"median {weeks(step.weeks)}"


def _hides(report: ReportPicture) -> bool:
    shown = (report.people, report.sent, report.answered, report.stuck, *(step.finished for step in report.steps))
    return None in shown


def _description(report: ReportPicture) -> str:
    part = share(report.answered, report.sent)
    answered = f"{number(report.answered)} answered{f' ({part})' if part else ''}"
    return described(
        f"{report.title}: {report.cohort}, {day(report.on)}, {counted(report.people, 'person', 'people')}.",
        f"Finished: {'; '.join(_told(step, report.people) for step in report.steps)}." if report.steps else "",
        f"{counted(report.sent, 'nudge')} sent, {answered}; {counted(report.stuck, 'person', 'people')} stuck.",
    )


def _told(step: FunnelStep, people: Count) -> str:
    part = share(step.finished, people)
    took = "" if step.finished == 0 else f", {_median(step)}"
    return f"step {step.number}, {step.title}: {number(step.finished)}{f' ({part})' if part else ''}{took}"
