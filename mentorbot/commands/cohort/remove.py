"""`/cohort remove`: one person out of a cohort."""

from typing import Annotated

from mentorbot.chat.blocks import Button, Buttons, Note
from mentorbot.chat.call import call
from mentorbot.chat.command import Option, command
from mentorbot.chat.ids import UserId
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import line
from mentorbot.commands.auditing import audited
from mentorbot.commands.cohort_named import cohort_named
from mentorbot.commands.context import Context
from mentorbot.commands.member_named import member_named
from mentorbot.commands.suggestions import open_cohorts
from mentorbot.domain.cohorts import Cohort
from mentorbot.domain.enrolments import Ending, EnrolmentState, ended
from mentorbot.domain.members import Member
from mentorbot.store.announcements import call_back
from mentorbot.store.deliveries import cancel_waiting
from mentorbot.store.enrolments import live_of, save_enrolment


@command("remove", "Take a person out", group="cohort")
async def remove(
    ctx: Context,
    member: Annotated[UserId, Option("Who?", example="@kim")],
    cohort: Annotated[str, Option("Which cohort; the one they are in when you name none", complete=open_cohorts)] = "",
) -> Reply:
    async with ctx.store.begin() as tx:
        wanted = await cohort_named(ctx, tx, cohort) if cohort else None
        removed = await member_named(ctx, tx, member)
        found = await live_of(tx, removed.key)
        if found is None or (wanted is not None and found[1].key != wanted.key):
            return _not_in(removed, wanted, found[1] if found else None)
        enrolment, left = found
        await save_enrolment(tx, ended(enrolment, EnrolmentState.LEFT, ctx.now, Ending.REMOVED))
        await cancel_waiting(tx, enrolment.key, ctx.now, "taken out of the cohort")
        await call_back(tx, left.key, ctx.now, "taken out of the cohort", member=removed.key)
        await audited(ctx, tx, "cohort remove", left.name, about=removed.key, before={"Cohort": left.name})
    return reply(
        say("**{name}** is no longer in **{cohort}**, and no more nudges come.", name=removed.name, cohort=left.name),
        Note(line("What they did is kept, and they can come back. I haven't told them.")),
        Buttons(
            (
                Button("Put them back", call("cohort add", member=removed.user, cohort=left.slug)),
                Button("Show the cohort", call("cohort show", cohort=left.slug)),
            )
        ),
    )


def _not_in(member: Member, wanted: Cohort | None, elsewhere: Cohort | None) -> Reply:
    instead = f" They are in {elsewhere.name}." if elsewhere else ""
    return reply(
        say(
            "**{name}** isn't in {cohort}, so nothing changed.{instead}",
            name=member.name,
            cohort=wanted.name if wanted else "a cohort",
            instead=instead,
        ),
        Buttons((Button("Explain", call("cohort explain", member=member.user)),)),
    )
