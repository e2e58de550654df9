"""`/mentor schedule`: your own days, time and zone, your working week and your quiet hours."""

from dataclasses import replace
from typing import Annotated

from mentorbot.chat.blocks import Button, Buttons, Note, Text
from mentorbot.chat.call import asking, call
from mentorbot.chat.command import Option, command
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import line
from mentorbot.commands.context import Context
from mentorbot.commands.enrolled import Enrolled, awake, walking
from mentorbot.commands.suggestions import own_days, zones
from mentorbot.domain.cohorts import Cohort
from mentorbot.domain.enrolments import Enrolment, rescheduled
from mentorbot.domain.errors import NotUnderstood
from mentorbot.domain.members import Member
from mentorbot.domain.spoken import read_quiet, read_time, read_zone
from mentorbot.domain.spoken_days import read_nudge_days, read_work_days
from mentorbot.domain.weekdays import Days, span
from mentorbot.messages.nexts import next_nudge
from mentorbot.store.enrolments import save_enrolment
from mentorbot.store.people import save_member

ASK = Button("Change it", asking("mentor schedule"))


@command("schedule", "Change your own nudge day, time or zone", in_place=True)
async def schedule(
    ctx: Context,
    day: Annotated[str, Option("Day of the week", complete=own_days, ask=True, example="monday")] = "",
    time: Annotated[str, Option("Time of day", ask=True, example="09:00 or 9pm")] = "",
    tz: Annotated[
        str, Option("Your time zone", complete=zones, ask=True, example="Europe/Berlin, or just berlin")
    ] = "",
    *,
    days: Annotated[
        str, Option("Your working days", ask=True, example="monday-friday, sun to thu, all, or usual")
    ] = "",
    quiet: Annotated[str, Option("Hours without nudges", ask=True, example="21:00-08:00, or none")] = "",
) -> Reply:
    async with ctx.store.begin() as tx:
        found = await walking(ctx, tx)
        if not (day or time or tz or days or quiet):
            return _now(found)
        member = _described(found.member, tz=tz, days=days, quiet=quiet)
        chosen = replace(
            found.enrolment,
            days=_days(found.cohort, day) if day else found.enrolment.days,
            at=read_time(time) if time else found.enrolment.at,
        )
        moved = replace(found, member=member, enrolment=chosen)
        enrolment = _rescheduled(ctx, moved)
        if member != found.member:
            await save_member(tx, member)
        await save_enrolment(tx, enrolment)
    return reply(
        say("From now on: **{cadence}**, on the clock of {zone}.", cadence=str(moved.cadence), zone=moved.zone),
        _besides(moved),
        Text(next_nudge(enrolment, found.cohort, moved.cadence)),
        Buttons((Button("When is it?", call("mentor when")), ASK)),
    )


def _described(member: Member, *, tz: str, days: str, quiet: str) -> Member:
    """The member with what they chose; raises NotUnderstood."""
    if tz:
        member = replace(member, zone=read_zone(tz), zone_chosen=True)
    if days:
        member = replace(member, work_days=read_work_days(days))
    if quiet:
        hours = read_quiet(quiet)
        member = replace(member, quiet_from=hours.start if hours else None, quiet_until=hours.end if hours else None)
    return member


def _days(cohort: Cohort, wrote: str) -> Days:
    """Their own days, as many as the cohort has at most; raises NotUnderstood."""
    days = read_nudge_days(wrote)
    if len(days) > len(cohort.days):
        usual = "once a week" if cohort.every == 1 else "every two weeks"
        raise NotUnderstood(f"{cohort.name} has nudges {usual}, so choose one day, not {span(days)}.", option="day")
    return days


def _rescheduled(ctx: Context, found: Enrolled) -> Enrolment:
    """Somebody who fell silent is back by it; somebody who rests keeps resting."""
    back = awake(found, ctx.now, found.enrolment.focus, keep_week=True)
    return rescheduled(back, found.cohort, found.cadence, ctx.now)


def _now(found: Enrolled) -> Reply:
    return reply(
        say("You have **{cadence}**, on the clock of {zone}.", cadence=str(found.cadence), zone=found.zone),
        _besides(found),
        Note(next_nudge(found.enrolment, found.cohort, found.cadence)),
        Buttons((ASK,)),
    )


def _besides(found: Enrolled) -> Note | None:
    """Their own working days and quiet hours, where they have some; these are on their own clock."""
    member = found.member
    clock = "" if member.clock == found.zone else f" on the clock of {member.clock}"
    told = (_working(found), f"Quiet hours: {member.quiet}{clock}." if member.quiet else "")
    return Note(line("{told}", told=" ".join(filter(None, told)))) if any(told) else None


def _working(found: Enrolled) -> str:
    """Their own working days; a day of their rhythm that is none of them has given way to another."""
    working = found.member.work_days
    if not working:
        return ""
    off = tuple(day for day in found.enrolment.days or found.cohort.days if day not in working)
    return f"Your working days: {span(working)}{f', and not {span(off)}' if off else ''}."
