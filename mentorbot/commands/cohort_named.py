"""A cohort from what somebody wrote."""

from collections.abc import Iterable

from mentorbot.chat.nearest import named, nearest
from mentorbot.commands.context import Context
from mentorbot.domain.cohorts import SLUG_LIMIT, Cohort, CohortState
from mentorbot.domain.errors import NotFound, NotNow, NotUnderstood
from mentorbot.store import Tx
from mentorbot.store.cohorts import cohorts_of


async def cohort_named(ctx: Context, tx: Tx, wrote: str) -> Cohort:
    """By its name, its short name or a part that only it has; raises NotFound with the nearest."""
    found = {each.slug: each for each in await cohorts_of(tx, ctx.workspace.key)}
    if wrote in found:
        return found[wrote]
    called = [each for each in found.values() if each.name.casefold() == wrote.casefold()]
    if len(called) == 1:
        return called[0]  # also one that is over, before a part of another's name
    open_ones = _names(each for each in found.values() if each.state is not CohortState.ARCHIVED)
    slug = named(wrote, open_ones) or named(wrote, _names(found.values()))
    if slug is None:
        raise NotFound("cohort", wrote, option="cohort", nearest=nearest(wrote, [found[each].name for each in found]))
    return found[slug]


def _names(cohorts: Iterable[Cohort]) -> dict[str, str]:
    """What people write for each: its name or its short name."""
    return {name: each.slug for each in cohorts for name in (each.slug, each.name)}


async def cohort_or_only(ctx: Context, tx: Tx, wrote: str) -> Cohort:
    """The named cohort, or with nothing named the only one that is not archived; raises NotFound or NotNow."""
    if wrote:
        return await cohort_named(ctx, tx, wrote)
    found = await cohorts_of(tx, ctx.workspace.key)
    running = [each for each in found if each.state is not CohortState.ARCHIVED]
    if len(running) == 1:
        return running[0]
    if not running:
        none = "No cohort is running." if found else "There's no cohort yet."
        raise NotNow(none, instead=(("Create one", "cohort create"), ("All cohorts", "cohort list")))
    names = ", ".join(each.name for each in running[:10])
    raise NotUnderstood(f"Which cohort? There are {names}.", option="cohort", nearest=tuple(map(_spoken, running[:4])))


def _spoken(cohort: Cohort) -> str:
    """Its name, which buttons show; the short name where that would not travel in a button."""
    return cohort.name if len(cohort.name) <= SLUG_LIMIT else cohort.slug


async def open_cohort(ctx: Context, tx: Tx, wrote: str) -> Cohort:
    """`cohort_or_only` for what changes a cohort; raises NotNow for one that is archived."""
    found = await cohort_or_only(ctx, tx, wrote)
    if found.state is CohortState.ARCHIVED:
        raise NotNow(
            f"{found.name} is archived, so it can't be changed any more. Its history stays.",
            instead=(("Other cohorts", "cohort list"), ("Create one", "cohort create")),
        )
    return found
