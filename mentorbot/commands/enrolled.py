"""The caller's place: which cohort they are in, and how far they are."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from mentorbot.chat.nearest import named, nearest_values
from mentorbot.commands.context import Context
from mentorbot.domain.cadence import Cadence
from mentorbot.domain.cohorts import Cohort, CohortState
from mentorbot.domain.enrolments import Enrolment, EnrolmentState, focused, returning, scheduled
from mentorbot.domain.errors import NotFound, NotNow
from mentorbot.domain.guide import Guide, Task
from mentorbot.domain.members import Member
from mentorbot.domain.nudges import cadence_of
from mentorbot.domain.progress import Completion, Place, place
from mentorbot.store import Tx
from mentorbot.store.completions import completions_of
from mentorbot.store.enrolments import former_of, latest_of
from mentorbot.store.guide_versions import fetch_missing

READ_OR_JOIN = (("Join a cohort", "mentor join"), ("Read the guide", "mentor guide"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolled:
    """Somebody in a cohort, or who has finished one."""

    member: Member
    enrolment: Enrolment
    cohort: Cohort
    place: Place
    completions: Sequence[Completion]

    @property
    def cadence(self) -> Cadence:
        return cadence_of(self.enrolment, self.cohort, self.member)

    @property
    def guide(self) -> Guide:
        return self.place.guide

    @property
    def zone(self) -> str:
        return self.cadence.zone


async def maybe_enrolled(ctx: Context, tx: Tx) -> Enrolled | None:
    """The cohort that the caller is in or has finished; None for everybody else."""
    return await enrolled_of(ctx, tx, ctx.member)


async def enrolled_of(ctx: Context, tx: Tx, member: Member) -> Enrolled | None:
    """The cohort that somebody is in or has finished; None for everybody else."""
    found = await former_of(tx, member.key)
    if found is None or found[0].state is EnrolmentState.LEFT:
        return None
    enrolment, cohort = found
    guide = await guide_of(ctx, tx, cohort)
    done = await completions_of(tx, member.key, cohort.guide)
    here = place(guide, [each.task for each in done], enrolment.focus)
    return Enrolled(member=member, enrolment=enrolment, cohort=cohort, place=here, completions=done)


async def enrolled(ctx: Context, tx: Tx) -> Enrolled:
    """The caller's cohort, finished ones too; raises NotNow for somebody in none."""
    found = await maybe_enrolled(ctx, tx)
    if found is None:
        last = await latest_of(tx, ctx.member.key)
        if last is not None and last[0].state is EnrolmentState.ASKED:
            raise NotNow(
                f"You've asked to join {last[1].name}, and nobody has answered yet. Nothing was changed.",
                instead=(("Read the guide", "mentor guide"), ("Take it back", "mentor leave")),
            )
        if last is not None and not returning(last[0]):
            last = None
        if last is not None and last[1].state is CohortState.ARCHIVED:
            raise NotNow(f"{last[1].name} is over, so nothing was changed. What you did is kept.", instead=READ_OR_JOIN)
        if last is not None:
            raise NotNow(
                f"You left {last[1].name}, so nothing was changed. What you did is kept.", instead=READ_OR_JOIN
            )
        raise NotNow("You're not in a cohort, so there's nothing to keep track of yet.", instead=READ_OR_JOIN)
    return found


async def walking(ctx: Context, tx: Tx) -> Enrolled:
    """The caller's cohort while there is something left to do; raises NotNow otherwise."""
    found = await enrolled(ctx, tx)
    if found.enrolment.state is EnrolmentState.FINISHED or found.place.finished:
        raise NotNow(
            f"You've done every task of {found.guide.title}, so no more nudges come.",
            instead=(("Look back", "mentor progress"), ("Read the guide", "mentor guide")),
        )
    return found


async def running(ctx: Context, tx: Tx) -> Enrolled:
    """The caller's cohort while nudges come, for changing the next one; raises NotNow otherwise."""
    found = await walking(ctx, tx)
    if found.cohort.over(ctx.now, found.zone):
        raise NotNow(
            f"{found.cohort.name} has ended, so no nudge is planned. Your place is kept.",
            instead=(("What's next", "mentor home"),),
        )
    if found.cohort.state is not CohortState.ACTIVE:
        rests = "is resting" if found.cohort.state is CohortState.PAUSED else "is over"
        raise NotNow(
            f"{found.cohort.name} {rests}, so no nudge is planned. Your place is kept.",
            instead=(("What's next", "mentor home"),),
        )
    if found.enrolment.state is EnrolmentState.PAUSED:
        raise NotNow("You're paused, so there's no nudge to move or skip.", instead=(("Come back", "mentor unpause"),))
    return replace(found, enrolment=awake(found, ctx.now, found.enrolment.focus, keep_week=True))


async def guide_of(ctx: Context, tx: Tx, cohort: Cohort) -> Guide:
    """The cohort's own version of its guide; raises NotNow where nobody has that any more."""
    guide = await maybe_guide_of(ctx, tx, cohort)
    if guide is None:
        raise NotNow(f"The guide of {cohort.name} ({cohort.guide}) is no longer here. Your admin can put it back.")
    return guide


async def maybe_guide_of(ctx: Context, tx: Tx, cohort: Cohort) -> Guide | None:
    """As `guide_of`, for those who can do without."""
    await fetch_missing(tx, ctx.library, [cohort.edition])
    return ctx.library.guide(*cohort.edition)


def task_named(guide: Guide, wrote: str) -> Task:
    """A task by its slug, its title or a part of one that only it has; raises NotFound with the nearest."""
    names = {slug: slug for slug in guide.tasks} | {task.title: task.slug for task in guide.tasks.values()}
    slug = named(wrote, names)
    if slug is None:
        raise NotFound("task", wrote, option="task", nearest=nearest_values(wrote, names))
    return guide.tasks[slug]


def awake(found: Enrolled, now: datetime, focus: str | None, *, keep_week: bool = False) -> Enrolment:
    """The enrolment after its member did something: another focus, and nudges on again if they had fallen silent."""
    quiet = found.enrolment.state is EnrolmentState.QUIET
    moved = found.enrolment if keep_week and not quiet else focused(found.enrolment, focus)
    return scheduled(moved, found.cohort, found.cadence, now) if quiet else moved
