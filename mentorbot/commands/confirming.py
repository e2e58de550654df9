"""What is shown before it is done: kept for the person who was shown it, and taken up again when they say yes."""

from collections.abc import Mapping
from typing import Any

from mentorbot.chat.blocks import Button, Tone
from mentorbot.chat.call import call
from mentorbot.commands.context import Context
from mentorbot.domain.cohorts import Cohort
from mentorbot.domain.errors import NotNow
from mentorbot.domain.proposals import GOOD_FOR, Proposal, ProposalKey, ProposalKind
from mentorbot.store import Tx
from mentorbot.store.proposals import add_proposal, proposal

_BACK = (("Cohorts", "cohort list"),)


async def proposed(ctx: Context, tx: Tx, kind: ProposalKind, cohort: Cohort, content: Mapping[str, Any]) -> ProposalKey:
    """Keep what the caller is shown; its key is what the buttons carry."""
    made = Proposal(
        key=ProposalKey(0),
        workspace=ctx.workspace.key,
        member=ctx.member.key,
        cohort=cohort.key,
        kind=kind,
        content=content,
        made_at=ctx.now,
    )
    return (await add_proposal(tx, made)).key


async def proposal_of(ctx: Context, tx: Tx, key: int) -> Proposal:
    """What the caller was shown, settled or not; raises NotNow for what is another's, or too old."""
    found = await proposal(tx, ctx.member.key, key)
    if found is None or ctx.now - found.made_at > GOOD_FOR:
        raise NotNow(
            "I keep what I've shown you for a day, and this is no longer there. Nothing was changed.", instead=_BACK
        )
    return found


def yes_or_no(key: ProposalKey, yes: str, no: str) -> tuple[Button, Button]:
    return (
        Button(yes, call("cohort confirm", change=key), Tone.PRIMARY),
        Button(no, call("cohort discard", change=key)),
    )
