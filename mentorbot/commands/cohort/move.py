"""`/cohort move`: one person from their cohort into another, with everything that is theirs."""

from dataclasses import replace
from typing import Annotated

from mentorbot.chat.blocks import Button, Buttons, Note, Tone
from mentorbot.chat.call import call
from mentorbot.chat.command import Option, command
from mentorbot.chat.ids import UserId
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import Line, line
from mentorbot.commands.auditing import audited
from mentorbot.commands.cohort_named import open_cohort
from mentorbot.commands.context import Context
from mentorbot.commands.enrolled import guide_of
from mentorbot.commands.enrolling import Enrolling, Joining, enrol
from mentorbot.commands.enrolling_many import with_zones
from mentorbot.commands.member_named import member_named
from mentorbot.commands.noticing import noticed
from mentorbot.commands.suggestions import open_cohorts, zones
from mentorbot.domain.cohorts import Cohort
from mentorbot.domain.enrolments import Ending, Enrolment, EnrolmentState, ended, taken_along
from mentorbot.domain.errors import NotNow
from mentorbot.domain.guide import Guide
from mentorbot.domain.members import Member
from mentorbot.domain.notices import Notice, NoticeKind
from mentorbot.domain.nudges import cadence_of
from mentorbot.domain.progress import place
from mentorbot.messages import moments
from mentorbot.messages.carried import counted_here
from mentorbot.store import Tx
from mentorbot.store.announcements import call_back
from mentorbot.store.completions import completions_of
from mentorbot.store.deliveries import add_deliveries, cancel_waiting
from mentorbot.store.enrolments import live_of, save_enrolment
from mentorbot.store.people import lock_member


@command("move", "Move a person", group="cohort")
async def move(
    ctx: Context,
    member: Annotated[UserId, Option("Who?", example="@kim")],
    cohort: Annotated[str, Option("Into which cohort?", complete=open_cohorts)],
    *,
    tz: Annotated[str, Option("Their time zone, where nobody knows it", complete=zones)] = "",
) -> Reply:
    async with ctx.store.begin() as tx:
        wanted = await open_cohort(ctx, tx, cohort)
        who = await member_named(ctx, tx, member)
        await lock_member(tx, who.key)
        enrolment, before = await _from(ctx, tx, who, wanted)
        (who,) = await with_zones(tx, [who], wanted, tz)
        made = await _moved(ctx, tx, who, enrolment, wanted)
        notice = Notice(
            kind=NoticeKind.MOVED,
            cohort=wanted.name,
            before=before.name,
            zone=who.clock,
            next_at=made.enrolment.next_at,
        )
        await call_back(tx, before.key, ctx.now, "moved to another cohort", member=who.key)
        await add_deliveries(tx, [noticed(ctx, notice, who)])
        was, now = {"Cohort": before.name}, {"Cohort": wanted.name}
        await audited(ctx, tx, "cohort move", wanted.name, about=who.key, before=was, after=now)
    return reply(
        say(
            "**{name}** is in **{cohort}** now, and no longer in {old}.",
            name=who.name,
            cohort=wanted.name,
            old=before.name,
        ),
        say("{counted}.", counted=counted_here("they", made.carried)) if made.carried else None,
        Note(
            line("What they did is kept, and so are a day and hour of their own. {coming}", coming=_coming(ctx, made))
        ),
        Buttons(
            (
                Button("Show the cohort", call("cohort show", cohort=wanted.slug), Tone.PRIMARY),
                Button("Move them back", call("cohort move", member=who.user, cohort=before.slug)),
            )
        ),
    )


async def _from(ctx: Context, tx: Tx, who: Member, wanted: Cohort) -> tuple[Enrolment, Cohort]:
    """Where they are; raises NotNow where there is nothing to move, or nowhere to move to."""
    found = await live_of(tx, who.key)
    if found is None:
        raise NotNow(
            f"{who.name} isn't in a cohort, so there is nothing to move.",
            instead=((f"Add them to {wanted.name}", f"cohort add member={who.user} cohort={wanted.slug}"),),
        )
    if found[1].key == wanted.key:
        raise NotNow(
            f"{who.name} is in {wanted.name} already, so nothing changed.",
            instead=(("Show the cohort", f"cohort show cohort={wanted.slug}"),),
        )
    if wanted.over(ctx.now, who.clock):
        raise NotNow(f"{wanted.name} has ended, so nobody can be moved there. {who.name} stays in {found[1].name}.")
    return found


async def _moved(ctx: Context, tx: Tx, who: Member, old: Enrolment, wanted: Cohort) -> Enrolling:
    """Out of the one and into the other, at rest or silent where they were."""
    guide = await guide_of(ctx, tx, wanted)
    await cancel_waiting(tx, old.key, ctx.now, "moved to another cohort")
    await save_enrolment(tx, ended(old, EnrolmentState.LEFT, ctx.now, Ending.MOVED))
    made = await enrol(tx, who, wanted, guide, now=ctx.now)
    if made.outcome is Joining.DONE:
        raise NotNow(
            f"{who.name} has done every task of {guide.title}, so nothing would be left there. Nothing changed."
        )
    there = await _focused(tx, old, made.enrolment, guide)
    there = taken_along(old, there, wanted, cadence_of(replace(there, days=old.days, at=old.at), wanted, who), ctx.now)
    await save_enrolment(tx, there)
    return replace(made, enrolment=there)


async def _focused(tx: Tx, old: Enrolment, there: Enrolment, guide: Guide) -> Enrolment:
    """On the task that they were on, with as many nudges had, where the other guide has it and it is not done."""
    done = [each.task for each in await completions_of(tx, old.member, guide.slug)]
    here = place(guide, done, old.focus)
    same = old.focus is not None and here.task is not None and here.task.slug == old.focus
    return replace(there, focus=old.focus, week=old.week) if same else replace(there, focus=None, week=0)


def _coming(ctx: Context, made: Enrolling) -> Line:
    if made.enrolment.next_at is None:
        return line("No nudge is planned for them now. I've told them.")
    return line("Their next nudge: {at}. I've told them.", at=moments.full(made.enrolment.next_at, ctx.member.clock))
