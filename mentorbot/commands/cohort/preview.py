"""`/cohort preview`: what will go out in the next days, and who gets nothing and why."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from math import ceil
from typing import Annotated
from zoneinfo import ZoneInfo

from mentorbot.chat.blocks import Block, Bullets, Button, Buttons, Heading, Note, Tone
from mentorbot.chat.call import asking, call
from mentorbot.chat.command import Option, command
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import Line, Moment, MomentStyle, line
from mentorbot.commands.choices import YES_OR_NO
from mentorbot.commands.cohort.foreseen import NAMED, Foreseen, foresee
from mentorbot.commands.cohort.sample import send_sample
from mentorbot.commands.cohort_named import open_cohort
from mentorbot.commands.context import Context
from mentorbot.commands.enrolled import guide_of
from mentorbot.commands.suggestions import open_cohorts
from mentorbot.domain.cohorts import Cohort, CohortState
from mentorbot.domain.enrolments import NudgeKind
from mentorbot.domain.errors import shortened
from mentorbot.domain.forecast import Coming
from mentorbot.domain.nudges import Due
from mentorbot.messages import moments
from mentorbot.messages.lists import within
from mentorbot.messages.silences import paused_until, silence

_LONGEST = 28
_NAME = 30
_DAYS_LENGTH = 2000
_SILENT_LENGTH = 1000
_SILENT = 60
"""More of those who get nothing than ever fit; the others are only counted."""
_NOTABLE = timedelta(minutes=1)
"""A peak that is over sooner is not worth a word."""


@command("preview", "What will go out in the next days, and to whom", group="cohort")
async def preview(
    ctx: Context,
    cohort: Annotated[str, Option("Which cohort?", complete=open_cohorts)] = "",
    *,
    days: Annotated[int, Option("How many days ahead", low=1, high=_LONGEST)] = 7,
    test: Annotated[str, Option("yes, to be sent the next one yourself, now", choices=YES_OR_NO)] = "",
) -> Reply:
    async with ctx.store.read() as tx:
        found = await open_cohort(ctx, tx, cohort)
        guide = await guide_of(ctx, tx, found)
        seen = await foresee(ctx, tx, found, guide, days=_LONGEST if test == "yes" else days)
    if test == "yes":
        return await send_sample(ctx, seen)
    if found.state is CohortState.PAUSED:
        return _resting(found)
    if not seen.people:
        return _empty(found)
    return _planned(seen)


def _resting(cohort: Cohort) -> Reply:
    return reply(
        say("Nothing goes out: **{name}** is resting until you start it again.", name=cohort.name),
        Buttons((Button("Start again", call("cohort unpause", cohort=cohort.slug), Tone.PRIMARY),)),
    )


def _empty(cohort: Cohort) -> Reply:
    people = asking("cohort import", cohort=cohort.slug)
    return reply(
        say("Nothing goes out: nobody is in **{name}** yet.", name=cohort.name),
        Buttons((Button("Add people", people, Tone.PRIMARY), _to_me(cohort))),
    )


def _planned(seen: Foreseen) -> Reply:
    return reply(
        Heading(_title(seen)),
        _closed(seen),
        _by_day(seen),
        _busiest(seen),
        *_silent(seen),
        Note(
            line(
                "If nobody does anything meanwhile; whoever ticks a task off hears about the next one. "
                "Days are those of your own clock ({zone}).",
                zone=seen.zone,
            )
        ),
        Buttons(_buttons(seen)),
    )


def _buttons(seen: Foreseen) -> tuple[Button, ...]:
    longer = min(seen.days * 2, _LONGEST)
    further = Button(f"Next {longer} days", call("cohort preview", cohort=seen.cohort.slug, days=longer))
    held = Button(f"{moments.count(seen.held, 'message')} held", call("cohort held"))
    return (
        Button("Show the cohort", call("cohort show", cohort=seen.cohort.slug)),
        *((further,) if longer > seen.days else ()),
        _to_me(seen.cohort),
        *((held,) if seen.held else ()),
    )


def _to_me(cohort: Cohort) -> Button:
    return Button("Send one to me", call("cohort preview", cohort=cohort.slug, test="yes"))


def _title(seen: Foreseen) -> str:
    span = "Next day" if seen.days == 1 else f"Next {seen.days} days"
    if not seen.peaks:
        return f"{span}: nothing goes out"
    everybody = seen.reached == seen.people
    people = moments.people(seen.reached) if everybody else f"{seen.reached:,} of {moments.people(seen.people)}"
    return f"{span}: {moments.count(seen.number, 'nudge')} to {people}"


def _closed(seen: Foreseen) -> Block | None:
    if seen.closed is None:
        return None
    until = seen.closed.closed_until
    return say(
        "**Nothing can be sent at the moment**: {reason}. {again}",
        reason=seen.closed.closed_reason.rstrip(".") or "the platform asked for a pause",
        again=line("I try again at {at}.", at=Moment(until, seen.zone, MomentStyle.TIME))
        if until and until > seen.now
        else "I'm trying again.",
    )


def _by_day(seen: Foreseen) -> Bullets | None:
    items = [item for instants in seen.by_day().values() for item in _day(instants, seen)]
    return Bullets(within(items, _DAYS_LENGTH)) if items else None


def _day(instants: Sequence[datetime], seen: Foreseen) -> tuple[Line, ...]:
    """One line for a day of many people, a line each for a day of few."""
    peaks = [seen.peaks[each] for each in instants]
    number = sum(each.number for each in peaks)
    if number <= NAMED:
        return tuple(_one(each, seen) for peak in peaks for each in peak.first)
    zones = len({zone for each in peaks for zone in each.zones})
    reminders = sum(each.reminders for each in peaks)
    return (
        line(
            "**{first}**{last}: {people}, {zones}{reminders}{moved}{over}",
            first=moments.full(instants[0], seen.zone),
            last=_until(instants, seen.zone),
            people=moments.people(number),
            zones=moments.count(zones, "time zone"),
            reminders=f", {moments.count(reminders, 'reminder')} among them" if reminders else "",
            moved=_moved(sum((each.moved for each in peaks), Counter[str]()), number),
            over=_over(max(instants, key=lambda at: seen.leaves[at] - at), seen),
        ),
    )


def _moved(whys: Counter[str], number: int) -> str:
    if not whys:
        return ""
    moved, (why, _) = sum(whys.values()), whys.most_common(1)[0]
    who = "moved there" if moved == number else f"{moved:,} of them moved there"
    return f"; {who}: {why}{' and others' if len(whys) > 1 else ''}"


def _over(at: datetime, seen: Foreseen) -> str:
    """How long the busiest hour of the day takes."""
    length = seen.leaves[at] - at
    return f"; sent over about {_minutes(length)} at the busiest time" if length >= _NOTABLE else ""


def _busiest(seen: Foreseen) -> Note | None:
    """The peak of the whole lane that this cohort has a part in."""
    worst = max(seen.peaks, key=lambda at: seen.leaves[at] - at, default=None)
    if worst is None or seen.leaves[worst] - worst < _NOTABLE:
        return None
    return Note(
        line(
            "Busiest: {at}. {number} messages are due together here, and go out in a fixed order over about {length}.",
            at=moments.full(worst, seen.zone),
            number=f"{seen.together[worst]:,}",
            length=_minutes(seen.leaves[worst] - worst),
        )
    )


def _minutes(length: timedelta) -> str:
    return moments.count(ceil(length / timedelta(minutes=1)), "minute")


def _until(instants: Sequence[datetime], zone: str) -> Line:
    first, last = instants[0], instants[-1]
    return line(" to {last}", last=Moment(last, zone, MomentStyle.TIME)) if last > first else ()


def _one(each: Coming, seen: Foreseen) -> Line:
    task = seen.guide.tasks.get(each.nudge.task)
    theirs, mine = (f"{each.at.astimezone(ZoneInfo(zone)):%H:%M}" for zone in (each.nudge.zone, seen.zone))
    return line(
        "**{at}**: {name}{theirs}, “{task}”{reminder}{moved}",
        at=moments.full(each.at, seen.zone),
        name=shortened(each.due.member.name, _NAME),
        theirs=f" ({theirs} there)" if theirs != mine else "",
        task=task.title if task else each.nudge.task,
        reminder=", a reminder" if each.nudge.kind is NudgeKind.REMINDER else "",
        moved=f"; moved there: {each.nudge.why}" if each.nudge.why else "",
    )


def _silent(seen: Foreseen) -> tuple[Block, ...]:
    if not seen.silent:
        return ()
    shown = seen.silent[:_SILENT]
    items = [line("**{name}**: {why}", name=shortened(each.member.name, _NAME), why=_why(each, seen)) for each in shown]
    items += [line("…")] * (len(seen.silent) - len(shown))
    return (
        say("**Not getting one ({number})**", number=f"{len(seen.silent):,}"),
        Bullets(within(items, _SILENT_LENGTH)),
    )


def _why(each: Due, seen: Foreseen) -> Line:
    reason = silence(each, seen.guide, seen.zone) or paused_until(each, seen.zone)
    if reason:
        return reason
    at = each.enrolment.next_at
    if at is None:
        return line("no nudge is planned")
    moved = each.enrolment.next_why
    return line("next one {at}{why}", at=moments.full(at, seen.zone), why=f", since {moved}" if moved else "")
