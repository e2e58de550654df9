"""What options suggest while somebody types."""

from collections.abc import Iterable, Sequence
from itertools import combinations
from zoneinfo import ZoneInfo

from mentorbot.chat.fit import shorten
from mentorbot.chat.limits import CHOICE_LABEL, CHOICES
from mentorbot.chat.reply import Choice
from mentorbot.commands.context import Context
from mentorbot.commands.enrolled import maybe_enrolled, walking
from mentorbot.domain.cohorts import CohortState
from mentorbot.domain.spoken import OWN_ZONES, zones_like
from mentorbot.domain.spoken_days import Often
from mentorbot.domain.weekdays import Weekday, neighbours, spelt
from mentorbot.store.cohorts import cohorts_of

_DAYS = tuple(Choice(str(day), str(day).lower()) for day in Weekday)
_PAIRS = tuple(
    Choice(f"{one} and {other}", spelt((one, other)))
    for one, other in combinations(Weekday, 2)
    if not neighbours(one, other)
)
"""Two days of a week that are no neighbours."""
_OFTEN = (
    Choice("Every week", Often.WEEK),
    Choice("Every two weeks", Often.TWO_WEEKS),
    Choice("Twice a week", Often.TWICE),
)


def _matching(typed: str, choices: Iterable[Choice]) -> Sequence[Choice]:
    """Those that hold what was typed, the ones that begin with it first."""
    wanted = typed.casefold()
    found = [each for each in choices if wanted in each.label.casefold() or wanted in each.value.casefold()]
    found.sort(key=lambda each: not each.label.casefold().startswith(wanted))
    return [Choice(shorten(each.label, CHOICE_LABEL), each.value) for each in found[:CHOICES]]


async def days(ctx: Context, typed: str) -> Sequence[Choice]:
    """One day, or two."""
    del ctx
    return _matching(typed, (*_DAYS, *_PAIRS))


async def own_days(ctx: Context, typed: str) -> Sequence[Choice]:
    """One day; or two, where the caller's cohort has two."""
    async with ctx.store.read() as tx:
        found = await maybe_enrolled(ctx, tx)
    return _matching(typed, (*_DAYS, *_PAIRS) if found and len(found.cohort.days) > 1 else _DAYS)


async def how_often(ctx: Context, typed: str) -> Sequence[Choice]:
    del ctx
    return _matching(typed, _OFTEN)


async def guide_versions(ctx: Context, typed: str) -> Sequence[Choice]:
    """What a cohort's guide can be moved to."""
    del ctx
    return _matching(typed, (Choice("The newest", "newest"),))


async def open_cohorts(ctx: Context, typed: str) -> Sequence[Choice]:
    """Cohorts that an admin can change."""
    async with ctx.store.read() as tx:
        found = await cohorts_of(tx, ctx.workspace.key)
    return _matching(typed, (Choice(each.name, each.slug) for each in found if each.state is not CohortState.ARCHIVED))


async def every_cohort(ctx: Context, typed: str) -> Sequence[Choice]:
    """Those that are over too, last."""
    async with ctx.store.read() as tx:
        found = await cohorts_of(tx, ctx.workspace.key)
    there = sorted(found, key=lambda each: each.state is CohortState.ARCHIVED)
    over = {True: " · archived", False: ""}
    return _matching(
        typed, (Choice(f"{each.name}{over[each.state is CohortState.ARCHIVED]}", each.slug) for each in there)
    )


async def cohorts_to_join(ctx: Context, typed: str) -> Sequence[Choice]:
    async with ctx.store.read() as tx:
        found = await cohorts_of(tx, ctx.workspace.key)
    return _matching(typed, (Choice(each.name, each.slug) for each in found if each.open(ctx.now, ctx.member.clock)))


async def own_cohort(ctx: Context, typed: str) -> Sequence[Choice]:
    """The one that the caller is in."""
    async with ctx.store.read() as tx:
        found = await maybe_enrolled(ctx, tx)
    return _matching(typed, [Choice(found.cohort.name, found.cohort.slug)]) if found else ()


async def guides(ctx: Context, typed: str) -> Sequence[Choice]:
    return _matching(typed, (Choice(each.title, each.slug) for each in ctx.library.guides.values()))


async def topics(ctx: Context, typed: str) -> Sequence[Choice]:
    """Pages of the caller's guide, in reading order."""
    async with ctx.store.read() as tx:
        found = await maybe_enrolled(ctx, tx)
    guide = found.guide if found else ctx.library.default
    return _matching(typed, (Choice(page.title, page.slug) for page in guide.pages.values()))


async def open_tasks(ctx: Context, typed: str) -> Sequence[Choice]:
    """What the caller has left to do; with nothing typed, only the step they are in.

    Raises NotNow for somebody with nothing to do, which is said in place of an empty form.
    """
    async with ctx.store.read() as tx:
        found = await walking(ctx, tx)
    left = found.place.open_tasks()
    if not typed and found.place.step:
        here = {task.slug for task in found.place.step.tasks}
        left = tuple(task for task in left if task.slug in here)
    return _matching(typed, (Choice(task.title, task.slug) for task in left))


async def done_tasks(ctx: Context, typed: str) -> Sequence[Choice]:
    """What the caller has done, the latest first."""
    async with ctx.store.read() as tx:
        found = await maybe_enrolled(ctx, tx)
    if found is None:
        return ()
    tasks = [found.guide.tasks[each.task] for each in reversed(found.completions) if each.task in found.guide.tasks]
    return _matching(typed, (Choice(task.title, task.slug) for task in tasks))


async def zones(ctx: Context, typed: str) -> Sequence[Choice]:
    """Time zones by their city, each with its clock now."""
    wanted = typed or (ctx.member.zone or "Europe/").partition("/")[0]
    found = zones_like(wanted, CHOICES)
    if not typed:  # a region with few zones is not all that there is
        found = list(dict.fromkeys([*found, *zones_like("", 2 * CHOICES)]))[:CHOICES]
    return [Choice(f"{zone} · now {ctx.now.astimezone(ZoneInfo(zone)):%H:%M}", zone) for zone in found]


async def cohort_zones(ctx: Context, typed: str) -> Sequence[Choice]:
    """The same for a cohort, which may also run on everybody's own clock."""
    own = _matching(typed, (Choice("Each member's own time", OWN_ZONES),))
    return [*own, *await zones(ctx, typed)][:CHOICES]
