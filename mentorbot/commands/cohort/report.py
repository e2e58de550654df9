"""`/cohort report`: how a cohort fares, as a picture and in words; small groups stay hidden, in archived ones too."""

from collections.abc import Iterator
from typing import Annotated

from mentorbot.chat.blocks import Block, Bullets, Button, Buttons, Fields, Heading, Note, Picture
from mentorbot.chat.call import call
from mentorbot.chat.command import Option, command
from mentorbot.chat.fit import shorten
from mentorbot.chat.limits import HEADING
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import Line, line
from mentorbot.commands.cohort.figures import figures, too_small
from mentorbot.commands.cohort_named import cohort_or_only
from mentorbot.commands.context import Context
from mentorbot.commands.suggestions import every_cohort
from mentorbot.domain.cadence import local_date
from mentorbot.domain.cohorts import Cohort, CohortState
from mentorbot.domain.guide import Guide
from mentorbot.domain.reports import LATELY, Figure, Report, Sent, StepFigures
from mentorbot.messages import moments
from mentorbot.messages.lists import within
from mentorbot.pictures import FunnelStep, ReportPicture, report_picture
from mentorbot.pictures.counts import share, weeks

_STEPS_LENGTH = 2000


@command("report", "How a cohort fares: a picture and a table", group="cohort")
async def report(ctx: Context, cohort: Annotated[str, Option("Which cohort?", complete=every_cohort)] = "") -> Reply:
    async with ctx.store.read() as tx:
        found = await cohort_or_only(ctx, tx, cohort)
        guide, made = await figures(ctx, tx, found)
    if made.too_few:
        return too_small(found, made)
    over = found.state is CohortState.ARCHIVED
    return reply(
        Heading(shorten(f"{found.name}: the report", HEADING)),
        _picture(ctx, guide, found, made),
        *_people(made),
        *_steps(made, out="stopped" if over else "dropped off"),
        *_nudges_and_moods(made),
        Note(line("{counted}", counted=" ".join(_counted(made, over=over)))),
        Buttons(
            (
                Button("As a CSV", call("cohort export", cohort=found.slug)),
                Button("Show the cohort", call("cohort show", cohort=found.slug)),
            )
        ),
    )


def _picture(ctx: Context, guide: Guide, cohort: Cohort, made: Report) -> Picture:
    drawn = report_picture(
        ReportPicture(
            title=guide.title,
            cohort=cohort.name,
            on=local_date(ctx.now, ctx.member.clock),
            people=made.people.number,
            steps=tuple(
                FunnelStep(number=each.number, title=each.title, finished=each.completed.number, weeks=each.weeks)
                for each in made.steps
            ),
            sent=made.sent.nudges if made.sent else None,
            answered=made.sent.answered if made.sent else None,
            stuck=made.stuck.number,
        )
    )
    return Picture(f"{cohort.slug}-report.png", drawn.png, drawn.alt)


def _people(made: Report) -> tuple[Block, ...]:
    ways = {
        "going on": made.here,
        "paused": made.paused,
        "fallen silent": made.quiet,
        "finished": made.finished,
        "left": made.left,
    }
    told = ", ".join(f"{number} {way}" for way, number in ways.items() if number.number != 0)
    return (say("**{people} in all**: {ways}.", people=_people_of(made.people), ways=told),)


def _steps(made: Report, *, out: str) -> tuple[Block, ...]:
    items = [
        line("**Step {number} · {title}**: {told}", number=each.number, title=each.title, told=_step(each, out=out))
        for each in made.steps
    ]
    return (say("**Step by step**"), Bullets(within(items, _STEPS_LENGTH)))


def _step(each: StepFigures, *, out: str) -> str:
    if each.reached.number == 0:
        return "nobody has come to it yet"
    if each.reached.number is None:
        return f"{each.reached} people have come to it"
    part = share(each.completed.number, each.reached.number)
    done = f"{each.completed} of {each.reached} who came to it finished it{f' ({part})' if part else ''}"
    return "; ".join((done, *_time(each), *_dropped(each, out)))


def _time(each: StepFigures) -> Iterator[str]:
    if each.completed.number == 0:
        return
    if each.weeks is None:
        yield "too few to time"
    else:
        yield f"median {weeks(each.weeks)}, of {each.base}"


def _dropped(each: StepFigures, out: str) -> Iterator[str]:
    if each.dropped.number != 0:
        yield f"{each.dropped} {out} here"


def _nudges_and_moods(made: Report) -> tuple[Block, ...]:
    return (
        Fields(
            (
                ("Nudges", line("{told}", told=_sent(made.sent))),
                (f"Moods in the last {LATELY.days // 7} weeks", _moods(made)),
                ("Stuck", line("{told}", told=_stuck(made))),
            )
        ),
    )


def _sent(sent: Sent | None) -> str:
    if sent is None:
        return "too few to tell: they reached fewer than five people"
    if not sent.nudges:
        return "none has arrived yet"
    answered = f"{sent.answered:,} answered ({share(sent.answered, sent.nudges)})"
    return f"{moments.count(sent.nudges, 'nudge')} reached {moments.people(sent.people)}; {answered}"


def _moods(made: Report) -> Line:
    if made.said.number == 0:
        return line("nobody has said one")
    told = ", ".join(f"{mood} {number}" for mood, number in made.moods.items())
    base = "" if made.said.number is None else f", of {_people_of(made.said)}"
    return line("{told}{base}", told=told, base=base)


def _stuck(made: Report) -> str:
    if made.stuck.number == 0:
        return "nobody has asked for help"
    return f"{_people_of(made.stuck)} asked for help; {made.answered} of them had an answer"


def _people_of(figure: Figure) -> str:
    return moments.people(figure.number) if figure.number is not None else f"{figure} people"


def _counted(made: Report, *, over: bool) -> Iterator[str]:
    yield "Whoever left counts, and so does whoever had their data deleted."
    if over:
        yield "Whoever was still in it when it was archived counts as having left."
    if _hides(made):
        yield f"“{Figure(None)}” stands for one to four people."


def _hides(made: Report) -> bool:
    shown = [made.here, made.paused, made.quiet, made.finished, made.left, made.stuck, made.answered]
    steps = [each for step in made.steps for each in (step.reached, step.completed, step.dropped)]
    return any(each.number is None for each in (*shown, *steps, *made.moods.values()))
