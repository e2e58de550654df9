"""`cohort discard`: no to what was shown; pressed, never typed."""

from typing import Annotated

from mentorbot.chat.blocks import Button, Buttons
from mentorbot.chat.call import call
from mentorbot.chat.command import Option, command
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.commands.confirming import proposal_of
from mentorbot.commands.context import Context
from mentorbot.domain.proposals import Proposal, ProposalKind
from mentorbot.store import Tx
from mentorbot.store.cohorts import cohort as cohort_of
from mentorbot.store.proposals import settle_proposal

_LEFT = {
    ProposalKind.EDIT: "**{name}** stays as it is.",
    ProposalKind.ANNOUNCE: "Discarded: nobody in **{name}** gets it.",
    ProposalKind.IMPORT: "Nobody was added to **{name}**.",
    ProposalKind.MATCH: "Nobody in **{name}** was matched.",
}


@command("discard", "No to what was shown", group="cohort", listed=False, in_place=True)
async def discard(ctx: Context, change: Annotated[int, Option("Which one?", low=1)]) -> Reply:
    async with ctx.store.begin() as tx:
        shown = await proposal_of(ctx, tx, change)
        first = await settle_proposal(tx, shown, ctx.now)
        return await _said(tx, shown, first=first)


async def _said(tx: Tx, shown: Proposal, *, first: bool) -> Reply:
    if shown.cohort is None:
        return reply(
            say("Left as it was." if first else "That was decided already, so nothing changed."),
            Buttons((Button("Cohorts", call("cohort list")),)),
        )
    cohort = await cohort_of(tx, shown.cohort)
    return reply(
        say(_LEFT[shown.kind], name=cohort.name) if first else say("That was decided already, so nothing changed."),
        Buttons((Button("Show", call("cohort show", cohort=cohort.slug)),)),
    )
