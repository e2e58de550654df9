"""People who have walked for weeks, as many as a report needs."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from mentorbot.domain.cohorts import Cohort
from mentorbot.domain.members import Member, WorkspaceKey
from mentorbot.domain.progress import Completion
from mentorbot.store.cohorts import cohorts_of
from mentorbot.store.completions import add_completions
from mentorbot.store.enrolments import add_enrolments
from mentorbot.store.people import Newcomer, add_members
from tests.commands.cohort.conftest import Workspace
from tests.store.scenes import new_enrolment

WEEK = timedelta(weeks=1)


async def the_cohort(workspace: Workspace, slug: str) -> Cohort:
    async with workspace.app.store.read() as tx:
        return next(each for each in await cohorts_of(tx, WorkspaceKey(1)) if each.slug == slug)


async def filled(workspace: Workspace, slug: str, size: int) -> Sequence[Member]:
    """A cohort whose people joined nine weeks ago."""
    cohort, joined = await the_cohort(workspace, slug), workspace.now - 9 * WEEK
    async with workspace.app.store.begin() as tx:
        some = [Newcomer(f"P{number:05}", f"Person {number}", "Europe/Berlin") for number in range(size)]
        people = await add_members(tx, cohort.workspace, some, joined)
        await add_enrolments(tx, [replace(new_enrolment(cohort, each), joined_at=joined) for each in people])
    return people


async def walked(workspace: Workspace, people: Sequence[Member], steps: int) -> None:
    """They did all of the first steps, the last of it three weeks ago."""
    guide = workspace.app.library.default
    tasks = [task.slug for step in guide.steps[:steps] for task in step.tasks]
    made = [Completion(task=task, done_at=workspace.now - 3 * WEEK) for task in tasks]
    async with workspace.app.store.begin() as tx:
        await add_completions(tx, guide.slug, [(each.key, one) for each in people for one in made])
