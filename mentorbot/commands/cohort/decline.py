"""`cohort decline`: somebody who asked to join is turned down, with a reason if there is one; pressed, never typed."""

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
from mentorbot.commands.noticing import noticed
from mentorbot.commands.suggestions import open_cohorts
from mentorbot.domain.enrolments import Ending, EnrolmentState, ended
from mentorbot.domain.errors import NotUnderstood
from mentorbot.domain.notices import Notice, NoticeKind
from mentorbot.store.deliveries import add_deliveries
from mentorbot.store.enrolments import save_enrolment

LONGEST_REASON = 500


@command("decline", "Turn somebody down", group="cohort", listed=False)
async def decline(
    ctx: Context,
    member: Annotated[UserId, Option("Who?", example="@kim")],
    cohort: Annotated[str, Option("Which cohort; the one they asked for", complete=open_cohorts)] = "",
    *,
    reason: Annotated[str, Option("A reason, if you like; they read it", prose=True, ask=True)] = "",
) -> Reply:
    why = reason.strip()
    if len(why) > LONGEST_REASON:
        raise NotUnderstood(
            f"That's {len(why)} characters; a reason has at most {LONGEST_REASON}. Nobody was turned down.",
            option="reason",
        )
    async with ctx.store.begin() as tx:
        found = await request_of(ctx, tx, member, cohort)
        who, name = found.member, found.cohort.name
        await save_enrolment(tx, ended(found.enrolment, EnrolmentState.LEFT, ctx.now, Ending.DECLINED))
        notice = Notice(kind=NoticeKind.DECLINED, cohort=name, zone=who.clock, text=why)
        await add_deliveries(tx, [noticed(ctx, notice, who)])
        after = {"Answer": "turned down", **({"Reason": why} if why else {})}
        await audited(ctx, tx, "cohort decline", name, about=who.key, after=after)
    return reply(
        say("**{name}** isn't let into **{cohort}**, and I've told them.", name=who.name, cohort=name),
        Note(line("They may ask again; `add` brings them in without asking.")),
        Buttons(
            (
                Button("Show the cohort", call("cohort show", cohort=found.cohort.slug), Tone.PRIMARY),
                Button("Let them in after all", call("cohort add", member=who.user, cohort=found.cohort.slug)),
            )
        ),
    )
