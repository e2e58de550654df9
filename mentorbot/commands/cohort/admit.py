"""`cohort admit`: somebody who asked to join is in; pressed, never typed."""

from typing import Annotated

from mentorbot.chat.blocks import Button, Buttons, Note, Tone
from mentorbot.chat.call import call
from mentorbot.chat.command import Option, command
from mentorbot.chat.ids import UserId
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import line
from mentorbot.commands.auditing import audited
from mentorbot.commands.cohort.requests import request_of
from mentorbot.commands.context import Context
from mentorbot.commands.enrolled import guide_of
from mentorbot.commands.enrolling import Joining, enrol
from mentorbot.commands.noticing import noticed
from mentorbot.commands.suggestions import open_cohorts
from mentorbot.domain.errors import NotNow
from mentorbot.domain.notices import Notice, NoticeKind
from mentorbot.store.deliveries import add_deliveries


@command("admit", "Let somebody in", group="cohort", listed=False)
async def admit(
    ctx: Context,
    member: Annotated[UserId, Option("Who?", example="@kim")],
    cohort: Annotated[str, Option("Which cohort; the one they asked for", complete=open_cohorts)] = "",
) -> Reply:
    async with ctx.store.begin() as tx:
        found = await request_of(ctx, tx, member, cohort)
        wanted, who = found.cohort, found.member
        if wanted.over(ctx.now, who.clock):
            raise NotNow(
                f"{wanted.name} has ended, so nobody can be let in any more.",
                instead=(("Other cohorts", "cohort list"),),
            )
        made = await enrol(tx, who, wanted, await guide_of(ctx, tx, wanted), now=ctx.now)
        if made.outcome is Joining.DONE:
            raise NotNow(f"{who.name} has done every task of its guide already, so nothing is left to nudge about.")
        notice = Notice(kind=NoticeKind.ADMITTED, cohort=wanted.name, zone=who.clock, next_at=made.enrolment.next_at)
        await add_deliveries(tx, [noticed(ctx, notice, who)])
        await audited(ctx, tx, "cohort admit", wanted.name, about=who.key, after={"Cohort": wanted.name})
    return reply(
        say("**{name}** is in **{cohort}** now.", name=who.name, cohort=wanted.name),
        Note(line("I've told them, with when their first nudge comes.")),
        Buttons((Button("Show the cohort", call("cohort show", cohort=wanted.slug), Tone.PRIMARY),)),
    )
