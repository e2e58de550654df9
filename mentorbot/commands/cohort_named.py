"""A cohort from what somebody wrote."""

from mentorbot.chat.nearest import nearest
from mentorbot.commands.context import Context
from mentorbot.domain.cohorts import Cohort, CohortState, slug_of
from mentorbot.domain.errors import NotFound, NotNow, NotUnderstood
from mentorbot.store import Tx
from mentorbot.store.cohorts import cohorts_of


async def cohort_named(ctx: Context, tx: Tx, wrote: str) -> Cohort:
    """By its name or its short name, the newest first; raises NotFound with the nearest."""
    found = await cohorts_of(tx, ctx.workspace.key)
    wanted = wrote.casefold()
    short = slug_of(wrote) if slug_of(wrote) != slug_of("") else wanted
    for each in sorted(found, key=lambda each: each.state is CohortState.ARCHIVED):
        if wanted in {each.slug, each.name.casefold()} or short == each.slug:
            return each
    by_name = {each.name: each.slug for each in found if each.state is not CohortState.ARCHIVED}
    close = nearest(wrote, by_name)
    raise NotFound("cohort", wrote, option="cohort", nearest=close)


async def cohort_or_only(ctx: Context, tx: Tx, wrote: str) -> Cohort:
    """The named cohort, or with nothing named the only one that is not archived; raises NotFound or NotNow."""
    if wrote:
        return await cohort_named(ctx, tx, wrote)
    running = [each for each in await cohorts_of(tx, ctx.workspace.key) if each.state is not CohortState.ARCHIVED]
    if len(running) == 1:
        return running[0]
    if not running:
        raise NotNow("There's no cohort yet.", instead=(("Create one", "cohort create"),))
    names = ", ".join(each.name for each in running[:10])
    raise NotUnderstood(
        f"Which cohort? There are {names}.", option="cohort", nearest=tuple(each.slug for each in running[:4])
    )
