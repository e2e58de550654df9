"""`cohort confirm`: yes to what was shown; pressed, never typed."""

from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType
from typing import Annotated

from mentorbot.chat.command import Option, command
from mentorbot.chat.reply import Reply
from mentorbot.commands.cohort import announcing, changing, intake, publishing
from mentorbot.commands.confirming import proposal_of
from mentorbot.commands.context import Context
from mentorbot.domain.errors import NotNow
from mentorbot.domain.proposals import Proposal, ProposalKind
from mentorbot.store import Tx

_DOES: Mapping[ProposalKind, Callable[[Context, Tx, Proposal], Awaitable[Reply]]] = MappingProxyType(
    {
        ProposalKind.EDIT: changing.confirmed,
        ProposalKind.IMPORT: intake.confirmed,
        ProposalKind.ANNOUNCE: announcing.confirmed,
        ProposalKind.MATCH: publishing.confirmed,
    }
)
"""What is done by a yes; kinds that are not here have a word of their own."""


@command("confirm", "Yes to what was shown", group="cohort", listed=False, in_place=True)
async def confirm(ctx: Context, change: Annotated[int, Option("Which one?", low=1)]) -> Reply:
    async with ctx.store.begin() as tx:
        shown = await proposal_of(ctx, tx, change)
        if shown.kind not in _DOES:
            raise NotNow("That is confirmed in another way, so nothing was changed.")
        return await _DOES[shown.kind](ctx, tx, shown)
