"""`/cohort add`: one person into a cohort."""

from typing import Annotated
from zoneinfo import ZoneInfo

from mentorbot.chat.blocks import Button, Buttons, Note, Tone
from mentorbot.chat.call import asking, call
from mentorbot.chat.command import Option, command
from mentorbot.chat.ids import UserId
from mentorbot.chat.platform import Person
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import line
from mentorbot.commands.auditing import audited
from mentorbot.commands.cohort_named import open_cohort
from mentorbot.commands.context import Context
from mentorbot.commands.enrolled import guide_of
from mentorbot.commands.enrolling import Enrolling, Joining, enrol
from mentorbot.commands.enrolling_many import with_zones
from mentorbot.commands.member_named import person_named
from mentorbot.commands.noticing import noticed
from mentorbot.commands.suggestions import open_cohorts, zones
from mentorbot.domain.cohorts import Cohort, CohortState
from mentorbot.domain.enrolments import EnrolmentState
from mentorbot.domain.errors import NotNow
from mentorbot.domain.members import Member
from mentorbot.domain.notices import Notice, NoticeKind
from mentorbot.domain.nudges import cadence_of
from mentorbot.messages import moments
from mentorbot.messages.carried import counted_here
from mentorbot.store import Tx
from mentorbot.store.deliveries import add_deliveries
from mentorbot.store.enrolments import enrolment_in
from mentorbot.store.people import Newcomer, add_members

_OPENINGS = {
    Joining.JOINED: "**{name}** is in **{cohort}** now.",
    Joining.BACK: "**{name}** is back in **{cohort}**, at the place where they left it.",
    Joining.ALREADY: "**{name}** is in **{cohort}** already, so nothing changed.",
}
_BEFORE = {Joining.JOINED: "not in it", Joining.BACK: "out of it"}


@command("add", "Add a person to a cohort", group="cohort")
async def add(
    ctx: Context,
    member: Annotated[UserId, Option("Who?", example="@kim")],
    cohort: Annotated[str, Option("Which cohort?", complete=open_cohorts)] = "",
    *,
    tz: Annotated[str, Option("Their time zone, where nobody knows it", complete=zones)] = "",
) -> Reply:
    async with ctx.store.read() as tx:
        wanted = await open_cohort(ctx, tx, cohort)
    person = await person_named(ctx, member)
    async with ctx.store.begin() as tx:
        wanted = await open_cohort(ctx, tx, wanted.slug)
        added, made = await _enrolled(ctx, tx, person, wanted, tz)
        if made.outcome in _BEFORE:
            before, after = {"Place": _BEFORE[made.outcome]}, {"Place": "in it"}
            await audited(ctx, tx, "cohort add", wanted.name, about=added.key, before=before, after=after)
    if made.outcome is Joining.ELSEWHERE:
        raise NotNow(
            f"{added.name} is in {made.cohort.name}, and one cohort at a time keeps the nudges few. "
            f"Remove them there first; what they did stays theirs."
        )
    return reply(
        say(_OPENINGS[made.outcome], name=added.name, cohort=wanted.name),
        say("{counted}.", counted=counted_here("they", made.carried)) if made.carried else None,
        _coming(ctx, made, added),
        _buttons(wanted),
    )


async def _enrolled(ctx: Context, tx: Tx, person: Person, cohort: Cohort, tz: str) -> tuple[Member, Enrolling]:
    newcomer = Newcomer(person.user, person.name, person.zone)
    (met,) = await add_members(tx, ctx.workspace.key, [newcomer], ctx.now)
    former = await enrolment_in(tx, cohort.key, met.key)
    if former is not None and former.state is EnrolmentState.FINISHED:
        raise NotNow(f"{met.name} has finished {cohort.name} already, so there is nothing left to nudge about.")
    guide = await guide_of(ctx, tx, cohort)
    (added,) = await with_zones(tx, [met], cohort, tz)
    made = await enrol(tx, added, cohort, guide, now=ctx.now)
    if made.outcome is Joining.DONE:
        raise NotNow(
            f"{met.name} has done every task of {guide.title} already, so there is nothing left to nudge about."
        )
    if former is not None and former.state is EnrolmentState.ASKED:  # they were promised an answer
        notice = Notice(kind=NoticeKind.ADMITTED, cohort=cohort.name, zone=met.clock, next_at=made.enrolment.next_at)
        await add_deliveries(tx, [noticed(ctx, notice, added)])
    return added, made


def _coming(ctx: Context, made: Enrolling, added: Member) -> Note:
    if made.cohort.state is CohortState.PAUSED:
        return Note(line("The cohort is resting, so no nudge is planned until you start it again."))
    if made.enrolment.next_at is None:
        return Note(line("No nudge is planned for them; explain says why."))
    zone = cadence_of(made.enrolment, made.cohort, added).zone
    at = moments.full(made.enrolment.next_at, ctx.member.clock)
    theirs, mine = (f"{made.enrolment.next_at.astimezone(ZoneInfo(each)):%H:%M}" for each in (zone, ctx.member.clock))
    if theirs == mine:
        return Note(line("Their next nudge: {at}, on the clock of {zone}.", at=at, zone=zone))
    return Note(line("Their next nudge: {at}, which is {theirs} in {zone}.", at=at, theirs=theirs, zone=zone))


def _buttons(cohort: Cohort) -> Buttons:
    another = asking("cohort add", cohort=cohort.slug)
    return Buttons(
        (
            Button("Add another", another, Tone.PRIMARY),
            Button("Preview", call("cohort preview", cohort=cohort.slug)),
            Button("Show the cohort", call("cohort show", cohort=cohort.slug)),
        )
    )
