"""`/cohort preview`: what will go out in the next days, and who gets nothing and why."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from mentorbot.chat.blocks import Block, Bullets, Button, Buttons, Heading, Note, Tone
from mentorbot.chat.call import asking, call
from mentorbot.chat.command import Option, command
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import Line, Moment, MomentStyle, line
from mentorbot.commands.cohort_named import open_cohort
from mentorbot.commands.context import Context
from mentorbot.commands.enrolled import guide_of
from mentorbot.commands.suggestions import open_cohorts
from mentorbot.domain.cadence import local_date
from mentorbot.domain.cohorts import Cohort, CohortState
from mentorbot.domain.enrolments import EnrolmentState, NudgeKind
from mentorbot.domain.errors import shortened
from mentorbot.domain.forecast import Coming, forecast
from mentorbot.domain.guide import Guide
from mentorbot.domain.nudges import Due
from mentorbot.messages import moments
from mentorbot.messages.lists import within
from mentorbot.messages.silences import paused_until, silence
from mentorbot.store.enrolments import roster

_LONGEST = 28
_FEW = 5
"""Up to so many messages on a day are named one by one."""
_NAME = 30
_DAYS_LENGTH = 2000
_SILENT_LENGTH = 1000


@command("preview", "What will go out in the next days, and to whom", group="cohort")
async def preview(
    ctx: Context,
    cohort: Annotated[str, Option("Which cohort?", complete=open_cohorts)] = "",
    *,
    days: Annotated[int, Option("How many days ahead", low=1, high=_LONGEST)] = 7,
) -> Reply:
    async with ctx.store.read() as tx:
        found = await open_cohort(ctx, tx, cohort)
        everybody = await roster(tx, found, live_only=False)
    there = [each for each in everybody if each.enrolment.state is not EnrolmentState.LEFT]
    if found.state is CohortState.PAUSED:
        return _resting(found)
    if not there:
        return _empty(found)
    return _planned(_foreseen(ctx, found, there, days=days))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Foreseen:
    """What goes out, first things first, and who gets nothing; `zone` is the admin's own."""

    cohort: Cohort
    guide: Guide
    zone: str
    days: int
    sent: Sequence[Coming]
    silent: Sequence[Due]
    people: int


def _foreseen(ctx: Context, cohort: Cohort, there: Sequence[Due], *, days: int) -> _Foreseen:
    guide, until = guide_of(ctx, cohort), ctx.now + timedelta(days=days)
    coming = [(each, forecast(each, guide, ctx.now, until)) for each in there]
    return _Foreseen(
        cohort=cohort,
        guide=guide,
        zone=ctx.member.clock,
        days=days,
        sent=sorted((one for _, theirs in coming for one in theirs), key=lambda one: one.at),
        silent=[each for each, theirs in coming if not theirs],
        people=len(there),
    )


def _resting(cohort: Cohort) -> Reply:
    return reply(
        say("Nothing goes out: **{name}** is resting until you start it again.", name=cohort.name),
        Buttons((Button("Start again", call("cohort unpause", cohort=cohort.slug), Tone.PRIMARY),)),
    )


def _empty(cohort: Cohort) -> Reply:
    people = asking("cohort import", cohort=cohort.slug)
    return reply(
        say("Nothing goes out: nobody is in **{name}** yet.", name=cohort.name),
        Buttons((Button("Add people", people, Tone.PRIMARY),)),
    )


def _planned(seen: _Foreseen) -> Reply:
    longer = min(seen.days * 2, _LONGEST)
    return reply(
        Heading(_title(seen)),
        _by_day(seen),
        *_silent(seen),
        Note(
            line(
                "If nobody does anything meanwhile; whoever ticks a task off hears about the next one. "
                "Days are those of your own clock ({zone}).",
                zone=seen.zone,
            )
        ),
        Buttons(
            (
                Button("Show the cohort", call("cohort show", cohort=seen.cohort.slug)),
                *(
                    (Button(f"Next {longer} days", call("cohort preview", cohort=seen.cohort.slug, days=longer)),)
                    if longer > seen.days
                    else ()
                ),
            )
        ),
    )


def _title(seen: _Foreseen) -> str:
    span = "Next day" if seen.days == 1 else f"Next {seen.days} days"
    if not seen.sent:
        return f"{span}: nothing goes out"
    reached = len({one.due.member.key for one in seen.sent})
    people = moments.people(reached) if reached == seen.people else f"{reached} of {moments.people(seen.people)}"
    return f"{span}: {moments.count(len(seen.sent), 'nudge')} to {people}"


def _by_day(seen: _Foreseen) -> Bullets | None:
    by_day: dict[date, list[Coming]] = defaultdict(list)
    for one in seen.sent:
        by_day[local_date(one.at, seen.zone)].append(one)
    items = [item for theirs in by_day.values() for item in _day(theirs, seen)]
    return Bullets(within(items, _DAYS_LENGTH)) if items else None


def _day(theirs: Sequence[Coming], seen: _Foreseen) -> tuple[Line, ...]:
    """One line for a day of many people, a line each for a day of few."""
    if len(theirs) <= _FEW:
        return tuple(_one(each, seen) for each in theirs)
    zones = len({each.nudge.zone for each in theirs})
    reminders = sum(each.nudge.kind is NudgeKind.REMINDER for each in theirs)
    return (
        line(
            "**{first}**{last}: {people}, {zones}{reminders}",
            first=moments.full(theirs[0].at, seen.zone),
            last=_until(theirs, seen.zone),
            people=moments.people(len(theirs)),
            zones=moments.count(zones, "time zone"),
            reminders=f", {moments.count(reminders, 'reminder')} among them" if reminders else "",
        ),
    )


def _until(theirs: Sequence[Coming], zone: str) -> Line:
    first, last = theirs[0].at, theirs[-1].at
    return line(" to {last}", last=Moment(last, zone, MomentStyle.TIME)) if last > first else ()


def _one(each: Coming, seen: _Foreseen) -> Line:
    task = seen.guide.tasks.get(each.nudge.task)
    theirs, mine = (f"{each.at.astimezone(ZoneInfo(zone)):%H:%M}" for zone in (each.nudge.zone, seen.zone))
    return line(
        "**{at}**: {name}{theirs}, “{task}”{reminder}",
        at=moments.full(each.at, seen.zone),
        name=shortened(each.due.member.name, _NAME),
        theirs=f" ({theirs} there)" if theirs != mine else "",
        task=task.title if task else each.nudge.task,
        reminder=", a reminder" if each.nudge.kind is NudgeKind.REMINDER else "",
    )


def _silent(seen: _Foreseen) -> tuple[Block, ...]:
    if not seen.silent:
        return ()
    items = [
        line("**{name}**: {why}", name=shortened(each.member.name, _NAME), why=_why(each, seen)) for each in seen.silent
    ]
    return (say("**Not getting one ({number})**", number=len(items)), Bullets(within(items, _SILENT_LENGTH)))


def _why(each: Due, seen: _Foreseen) -> Line:
    reason = silence(each, seen.guide, seen.zone) or paused_until(each, seen.zone)
    if reason:
        return reason
    if each.enrolment.next_at is None:
        return line("no nudge is planned")
    return line("next one {at}", at=moments.full(each.enrolment.next_at, seen.zone))
