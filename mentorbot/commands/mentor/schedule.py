"""`/mentor schedule`: your own day, time and zone."""

from dataclasses import replace
from datetime import datetime
from typing import Annotated

from mentorbot.chat.blocks import Button, Buttons, Note, Text
from mentorbot.chat.call import asking, call
from mentorbot.chat.command import Option, command
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.commands.context import Context
from mentorbot.commands.enrolled import Enrolled, awake, walking
from mentorbot.commands.own_zone import with_zone
from mentorbot.commands.suggestions import days, zones
from mentorbot.domain.enrolments import Enrolment, rescheduled
from mentorbot.domain.spoken import read_time, read_weekday
from mentorbot.messages.nexts import next_nudge
from mentorbot.store.enrolments import save_enrolment

ASK = Button("Change it", asking("mentor schedule"))


@command("schedule", "Change your own nudge day, time or zone", in_place=True)
async def schedule(
    ctx: Context,
    day: Annotated[str, Option("Day of the week", complete=days, ask=True, example="monday")] = "",
    time: Annotated[str, Option("Time of day", ask=True, example="09:00 or 9pm")] = "",
    tz: Annotated[
        str, Option("Your time zone", complete=zones, ask=True, example="Europe/Berlin, or just berlin")
    ] = "",
) -> Reply:
    async with ctx.store.begin() as tx:
        found = await walking(ctx, tx)
        if not (day or time or tz):
            return _now(found)
        member = await with_zone(tx, ctx.member, tz)
        changed = replace(
            found.enrolment,
            weekday=read_weekday(day) if day else found.enrolment.weekday,
            at=read_time(time) if time else found.enrolment.at,
        )
        moved = replace(found, member=member, enrolment=changed)
        enrolment = _rescheduled(ctx.now, moved)
        await save_enrolment(tx, enrolment)
    return reply(
        say("From now on: **{cadence}**, on the clock of {zone}.", cadence=str(moved.cadence), zone=moved.zone),
        Text(next_nudge(enrolment, found.cohort, moved.cadence)),
        Buttons((Button("When is it?", call("mentor when")), ASK)),
    )


def _rescheduled(now: datetime, found: Enrolled) -> Enrolment:
    """Somebody who fell silent is back by it; somebody who rests keeps resting."""
    return rescheduled(awake(found, now, found.enrolment.focus, keep_week=True), found.cohort, found.cadence, now)


def _now(found: Enrolled) -> Reply:
    return reply(
        say("You have **{cadence}**, on the clock of {zone}.", cadence=str(found.cadence), zone=found.zone),
        Note(next_nudge(found.enrolment, found.cohort, found.cadence)),
        Buttons((ASK,)),
    )
