"""`/cohort export`: a cohort as a CSV file, its figures or its people; never what somebody wrote."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Final, TypeAlias

from mentorbot.chat.blocks import Button, Buttons, File, Note
from mentorbot.chat.call import call
from mentorbot.chat.command import Option, command
from mentorbot.chat.reply import Choice, Reply, reply, say
from mentorbot.chat.spans import line
from mentorbot.commands.auditing import audited
from mentorbot.commands.cohort.figures import figures, too_small
from mentorbot.commands.cohort_named import cohort_or_only
from mentorbot.commands.context import Context
from mentorbot.commands.enrolled import guide_of
from mentorbot.commands.suggestions import every_cohort
from mentorbot.domain.cadence import local_date
from mentorbot.domain.cohorts import Cohort
from mentorbot.domain.guide import Guide
from mentorbot.domain.nudges import Due
from mentorbot.domain.personal import NO_USER
from mentorbot.domain.progress import place
from mentorbot.domain.reports import Figure, Report, StepFigures
from mentorbot.messages import moments
from mentorbot.messages.tables import CSV, Cell, csv_file
from mentorbot.store.enrolments import roster
from mentorbot.store.reporting import last_done, mentor_names


class What(StrEnum):
    """What is in the file."""

    FIGURES = "figures"
    PEOPLE = "people"


Row: TypeAlias = tuple[Cell, ...]
_NOT_SHOWN: Final = "not shown"
_FIGURES: Final[Row] = ("metric", "step", "value", "base")
_PEOPLE: Final[Row] = (
    "name",
    "user id",
    "state",
    "step",
    "tasks done",
    "tasks",
    "joined",
    "last done",
    "mentor",
    "zone",
)


@command("export", "A cohort as a CSV file", group="cohort")
async def export(
    ctx: Context,
    cohort: Annotated[str, Option("Which cohort?", complete=every_cohort)] = "",
    *,
    what: Annotated[
        str,
        Option(
            "Its figures, or a line for each person",
            choices=(Choice("Figures", What.FIGURES), Choice("People", What.PEOPLE)),
        ),
    ] = What.FIGURES,
) -> Reply:
    return await (_people(ctx, cohort) if what == What.PEOPLE else _figures(ctx, cohort))


async def _figures(ctx: Context, cohort: str) -> Reply:
    async with ctx.store.read() as tx:
        found = await cohort_or_only(ctx, tx, cohort)
        _, made = await figures(ctx, tx, found)
    if made.too_few:
        return too_small(found, made)
    return reply(
        say("The figures of **{name}**, as they are today.", name=found.name),
        _file(ctx, found, What.FIGURES, [_FIGURES, *_lines(made)]),
        Note(line("“{hidden}” stands for one to four people.", hidden=str(Figure(None)))),
        Buttons(
            (
                Button("The people as a CSV", call("cohort export", cohort=found.slug, what=What.PEOPLE)),
                Button("Show the report", call("cohort report", cohort=found.slug)),
            )
        ),
    )


async def _people(ctx: Context, cohort: str) -> Reply:
    async with ctx.store.read() as tx:
        found = await cohort_or_only(ctx, tx, cohort)
        guide = await guide_of(ctx, tx, found)
        everybody = [each for each in await roster(tx, found, live_only=False) if not _forgotten(each)]
        did, mentors = await last_done(tx, found), await mentor_names(tx, found.key)
    if not everybody:
        return reply(say("Nobody is or was in **{name}**, so there's no file.", name=found.name), _back(found))
    rows = [_person(each, guide, did.get(each.member.key), mentors.get(each.member.key, "")) for each in everybody]
    async with ctx.store.begin() as tx:
        await audited(ctx, tx, "cohort export", found.name, after={"people": str(len(rows))})
    return reply(
        say("{people} of **{name}**, one a line.", people=moments.people(len(rows)), name=found.name),
        _file(ctx, found, What.PEOPLE, [_PEOPLE, *rows]),
        Note(
            line(
                "Dates are on each person's own calendar. Notes of check-ins and of mentors are not in it, nor is "
                "whoever had their data deleted. The audit log says that you took this."
            )
        ),
        _back(found),
    )


def _file(ctx: Context, cohort: Cohort, what: What, rows: Sequence[Row]) -> File:
    today = local_date(ctx.now, ctx.member.clock)
    return File(f"{cohort.slug}-{what}-{today}.csv", CSV, csv_file(rows))


def _back(cohort: Cohort) -> Buttons:
    return Buttons(
        (
            Button("Show the cohort", call("cohort show", cohort=cohort.slug)),
            Button("Show the report", call("cohort report", cohort=cohort.slug)),
        )
    )


def _lines(made: Report) -> Iterator[Row]:
    """One a figure; the base is on how many people it rests, or how many nudges."""
    people = _cell(made.people)
    yield "people", "", people, people
    yield "going on", "", _cell(made.here), people
    yield "paused", "", _cell(made.paused), people
    yield "fallen silent", "", _cell(made.quiet), people
    yield "finished", "", _cell(made.finished), people
    yield "left", "", _cell(made.left), people
    for step in made.steps:
        yield from _step(step, people)
    yield from _sent(made)
    said = _NOT_SHOWN if made.said.number is None else made.said.number
    for mood, number in made.moods.items():
        yield f"mood {mood}", "", _cell(number), said
    yield "asked for help", "", _cell(made.stuck), people
    yield "answered by a person", "", _cell(made.answered), _cell(made.stuck)


def _step(step: StepFigures, people: Cell) -> Iterator[Row]:
    reached = _cell(step.reached)
    yield "reached", step.number, reached, people
    yield "completed", step.number, _cell(step.completed), reached
    yield "dropped off", step.number, _cell(step.dropped), reached
    yield "median weeks", step.number, _NOT_SHOWN if step.weeks is None else step.weeks, _cell(step.base)


def _sent(made: Report) -> Iterator[Row]:
    sent, few = made.sent, _cell(Figure(None))
    yield "nudges sent", "", sent.nudges if sent else _NOT_SHOWN, sent.people if sent else few
    yield "nudges answered", "", sent.answered if sent else _NOT_SHOWN, sent.nudges if sent else _NOT_SHOWN


def _cell(figure: Figure) -> Cell:
    return str(figure) if figure.number is None else figure.number


def _forgotten(each: Due) -> bool:
    return each.member.user.startswith(NO_USER)


def _person(each: Due, guide: Guide, did: datetime | None, mentor: str) -> Row:
    here = place(guide, each.done, each.enrolment.focus)
    zone = each.member.clock
    return (
        each.member.name,
        each.member.user,
        each.enrolment.state,
        here.step.number if here.step else "",
        len(here.done),
        len(guide.tasks),
        local_date(each.enrolment.joined_at, zone).isoformat(),
        local_date(did, zone).isoformat() if did else "",
        mentor,
        each.member.zone or "",
    )
