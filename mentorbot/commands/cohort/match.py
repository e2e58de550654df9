"""`/cohort match`: a mentor for everybody who has none, shown first and published by a click."""

from typing import Annotated

from mentorbot.chat.command import Option, command
from mentorbot.chat.reply import Choice, Reply
from mentorbot.commands.cohort.matches import shown_match
from mentorbot.commands.cohort_named import open_cohort
from mentorbot.commands.context import Context
from mentorbot.commands.matchmaking import cohort_facts, without_the_gone
from mentorbot.commands.suggestions import open_cohorts

_WHO = (Choice("those without a mentor", "without"), Choice("everybody, with the pairs that stay", "everybody"))


@command("match", "Propose a mentor for everybody", group="cohort")
async def match_(
    ctx: Context,
    cohort: Annotated[str, Option("Which cohort?", complete=open_cohorts)] = "",
    *,
    who: Annotated[str, Option("For whom; pairs that there are stay in any case", choices=_WHO)] = "without",
) -> Reply:
    async with ctx.store.read() as tx:
        found = await open_cohort(ctx, tx, cohort)
        facts = await cohort_facts(ctx, tx, found)
    facts = await without_the_gone(ctx, facts)
    return await shown_match(ctx, found, facts, everybody=who == "everybody")
