"""`/mentor join`: enrol in a cohort."""

from dataclasses import replace
from typing import Annotated

from mentorbot.chat.blocks import Button, Buttons, Heading, Note, Text, Tone
from mentorbot.chat.call import asking, call
from mentorbot.chat.command import Option, command
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import Line
from mentorbot.commands.cohort_named import cohort_named
from mentorbot.commands.context import Context
from mentorbot.commands.enrolled import Enrolled, guide_of, maybe_enrolled
from mentorbot.commands.enrolling import Enrolling, Joining, enrol
from mentorbot.commands.mentor.asking_to_join import must_ask, request_made
from mentorbot.commands.own_zone import with_zone
from mentorbot.commands.suggestions import cohorts_to_join, zones
from mentorbot.commands.zone_asked import zone_buttons
from mentorbot.domain.cohorts import Cohort, CohortState
from mentorbot.domain.enrolments import rescheduled
from mentorbot.domain.errors import NotNow
from mentorbot.domain.nudges import cadence_of
from mentorbot.domain.progress import Place, place
from mentorbot.messages import moments
from mentorbot.messages.carried import counted_here
from mentorbot.messages.nexts import next_nudge
from mentorbot.messages.rhythms import rhythm
from mentorbot.store import Tx
from mentorbot.store.cohorts import cohorts_of, sizes
from mentorbot.store.completions import completions_of
from mentorbot.store.enrolments import save_enrolment

_OPENINGS = {
    Joining.JOINED: "You're in **{name}**.",
    Joining.BACK: "Welcome back to **{name}**. You kept your place.",
    Joining.ALREADY: "You're in **{name}** already, so nothing changed.",
}


@command("join", "Join a cohort", in_place=True)
async def join(
    ctx: Context,
    cohort: Annotated[str, Option("Which cohort?", complete=cohorts_to_join)] = "",
    *,
    tz: Annotated[str, Option("Your time zone, such as Europe/Berlin", complete=zones, ask=True)] = "",
) -> Reply:
    if not cohort:
        return await _choose(ctx)
    async with ctx.store.begin() as tx:
        wanted = await _wanted(ctx, tx, cohort)
        if wanted.state is CohortState.ARCHIVED:
            raise NotNow(
                f"{wanted.name} is over, so nobody can join it any more.", instead=(("Other cohorts", "mentor join"),)
            )
        if wanted.over(ctx.now, ctx.member.clock):
            raise NotNow(
                f"{wanted.name} has ended, so nobody can join it any more.", instead=(("Other cohorts", "mentor join"),)
            )
        member = await with_zone(tx, ctx.member, tz)
        if member.zone is None and wanted.zone is None:
            return _which_zone(ctx, wanted)
        if await must_ask(ctx, tx, member, wanted):
            return await request_made(ctx, tx, member, wanted)
        made = await enrol(tx, member, wanted, await guide_of(ctx, tx, wanted), now=ctx.now)
        if made.outcome is Joining.DONE:
            raise NotNow(
                f"You've done every task of {wanted.name}'s guide already, so there's nothing left to nudge you about.",
                instead=(("Look back", "mentor progress"), ("Read the guide", "mentor guide")),
            )
        cadence = cadence_of(made.enrolment, made.cohort, member)
        if tz and made.outcome in {Joining.ALREADY, Joining.ELSEWHERE}:
            made = replace(made, enrolment=rescheduled(made.enrolment, made.cohort, cadence, ctx.now))
            await save_enrolment(tx, made.enrolment)
        here = await _place(ctx, tx, made.cohort, made.enrolment.focus)
    return _said(made, wanted, here, next_nudge(made.enrolment, made.cohort, cadence))


async def _wanted(ctx: Context, tx: Tx, wrote: str) -> Cohort:
    """The cohort that was named; the one that runs now where an archived one had the same name."""
    found = await cohort_named(ctx, tx, wrote)
    if found.state is not CohortState.ARCHIVED:
        return found
    others = [each for each in await cohorts_of(tx, ctx.workspace.key) if each.state is not CohortState.ARCHIVED]
    return next((each for each in others if each.name.casefold() == found.name.casefold()), found)


async def _place(ctx: Context, tx: Tx, cohort: Cohort, focus: str | None) -> Place:
    done = await completions_of(tx, ctx.member.key, cohort.guide)
    return place(await guide_of(ctx, tx, cohort), [each.task for each in done], focus)


async def _choose(ctx: Context) -> Reply:
    async with ctx.store.read() as tx:
        theirs = await maybe_enrolled(ctx, tx)
        found = [each for each in await cohorts_of(tx, ctx.workspace.key) if each.open(ctx.now, ctx.member.clock)]
        people = await sizes(tx, ctx.workspace.key)
    if theirs is not None and theirs.enrolment.live:
        return _in_one(theirs)
    if not found:
        raise NotNow(
            "There's no cohort to join yet. An admin makes one with `/cohort create`; the guide is open meanwhile.",
            instead=(("Read the guide", "mentor guide"), ("Ask a question", "mentor ask")),
        )
    return reply(
        Heading("Join a cohort"),
        *(
            say(
                "**{name}** · {rhythm} · {people}",
                name=each.name,
                rhythm=rhythm(each),
                people=moments.people(people.get(each.key, 0)),
            )
            for each in found[:5]
        ),
        Buttons(tuple(Button(f"Join {each.name}", call("mentor join", cohort=each.slug)) for each in found[:5])),
    )


def _in_one(theirs: Enrolled) -> Reply:
    return reply(
        say("You're in **{name}**; one cohort at a time keeps the nudges few.", name=theirs.cohort.name),
        Note(next_nudge(theirs.enrolment, theirs.cohort, theirs.cadence)),
        Buttons(
            (
                Button("What's next", call("mentor home"), Tone.PRIMARY),
                Button(f"Leave {theirs.cohort.name}", call("mentor leave")),
            )
        ),
    )


def _which_zone(ctx: Context, cohort: Cohort) -> Reply:
    """Asked before joining where the platform does not know it, so that nothing ever comes at the wrong hour."""
    return reply(
        say(
            "One thing before you join **{name}**: where is your {day} {time}? Choose your time zone.",
            name=cohort.name,
            day=str(cohort.days[0]),
            time=f"{cohort.at:%H:%M}",
        ),
        Buttons(zone_buttons(ctx, "mentor join", cohort=cohort.slug)),
    )


def _said(made: Enrolling, wanted: Cohort, here: Place, coming: Line) -> Reply:
    if made.outcome is Joining.ELSEWHERE:
        raise NotNow(
            f"You're in {made.cohort.name}, and one cohort at a time keeps the nudges few. Leave it to join "
            f"{wanted.name}; what you have done stays yours.",
            instead=((f"Leave {made.cohort.name}", "mentor leave"),),
        )
    return reply(
        say(_OPENINGS[made.outcome], name=wanted.name), _first(here, made.carried), Note(coming), _buttons(here)
    )


def _first(here: Place, carried: int) -> Text:
    if here.task is None:
        return say("You've done every task of its guide; it stays open to you.")
    return say("{verb} **{task}**.", verb=_so_far(here, carried), task=here.task.title)


def _so_far(here: Place, carried: int) -> str:
    if carried:
        return f"{counted_here('you', carried)}; the next is"
    return f"You have {moments.count(len(here.done), 'task')} done; the next is" if here.done else "Your first task is"


def _buttons(here: Place) -> Buttons:
    start = (
        Button("Start now", call("mentor step"), Tone.PRIMARY) if here.task else Button("Read", call("mentor guide"))
    )
    return Buttons((start, Button("Change day or time", asking("mentor schedule"))))
