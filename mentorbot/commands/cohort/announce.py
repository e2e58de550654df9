"""`/cohort announce`: one message to everybody in a cohort, shown before it goes out."""

from typing import Annotated

from mentorbot.chat.blocks import Button, Buttons, Note, Text, Tone
from mentorbot.chat.call import asking
from mentorbot.chat.command import Option, command
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import line
from mentorbot.commands.cohort.announcing import audience, cohort_to_tell, left_out, who_gets_it
from mentorbot.commands.confirming import proposed, yes_or_no
from mentorbot.commands.context import Context
from mentorbot.commands.suggestions import open_cohorts
from mentorbot.domain.announcements import LONGEST, Announced
from mentorbot.domain.cohorts import Cohort
from mentorbot.domain.errors import NotUnderstood
from mentorbot.domain.proposals import ProposalKind
from mentorbot.messages.announcements import announced_message


@command("announce", "Write to everybody", group="cohort")
async def announce(
    ctx: Context,
    cohort: Annotated[str, Option("Which cohort?", complete=open_cohorts)],
    message: Annotated[str, Option("Your message", prose=True)],
) -> Reply:
    text = message.strip()
    if len(text) > LONGEST:
        raise NotUnderstood(
            f"That's {len(text):,} characters, and {LONGEST:,} fit into an announcement. Nothing was sent.",
            option="message",
        )
    async with ctx.store.begin() as tx:
        found = await cohort_to_tell(ctx, tx, cohort)
        told = await audience(tx, found, ctx.now)
        if not told.readers:
            return _nobody(found, closed=bool(told.closed))
        key = await proposed(ctx, tx, ProposalKind.ANNOUNCE, found, {"text": text})
    letter = Announced(cohort=found.name, who=ctx.member.name, text=text, zone=ctx.member.clock)
    return reply(
        Note(line("This is what they will read:")),
        *announced_message(letter).blocks,
        Text(who_gets_it(ctx, told)),
        left_out(told),
        Buttons(yes_or_no(key, "Confirm", "Discard")),
    )


def _nobody(found: Cohort, *, closed: bool) -> Reply:
    why = "nobody in it can be written to now" if closed else "nobody is in it yet"
    return reply(
        say("**{name}** has no readers: {why}. Nothing was sent.", name=found.name, why=why),
        Buttons((Button("Add people", asking("cohort import", cohort=found.slug), Tone.PRIMARY),)),
    )
