"""Cohorts of a workspace."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import func, insert, select, update

from mentorbot.domain.cohorts import Cohort, CohortKey, CohortState
from mentorbot.domain.enrolments import LIVE
from mentorbot.domain.members import WorkspaceKey
from mentorbot.store.engine import Tx
from mentorbot.store.tables import cohorts, enrolments

_NO_TERMS = frozenset({"key", "guide_version", "state", "revision"})
_NEXT = cohorts.c.revision + 1
"""The revision counts up with each change, whichever it is."""


async def add_cohort(tx: Tx, made: Cohort) -> Cohort:
    """Keep a new cohort; its key is given here, and its slug must be free (`free_slug`)."""
    values = {column.name: getattr(made, column.name) for column in cohorts.c if column.name != "key"}
    return Cohort(**(await tx.execute(insert(cohorts).values(values).returning(cohorts))).one()._mapping)


async def free_slug(tx: Tx, workspace: WorkspaceKey, wanted: str) -> str:
    """`wanted`, or the first of `wanted-2`, `wanted-3`, … that no cohort has."""
    taken = set((await tx.execute(select(cohorts.c.slug).where(cohorts.c.workspace == workspace))).scalars())
    number = 1
    slug = wanted
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return slug


async def cohort(tx: Tx, key: CohortKey) -> Cohort:
    return Cohort(**(await tx.execute(select(cohorts).where(cohorts.c.key == key))).one()._mapping)


async def cohorts_by_key(tx: Tx, keys: Collection[CohortKey]) -> Mapping[CohortKey, Cohort]:
    rows = await tx.execute(select(cohorts).where(cohorts.c.key.in_(keys)))
    return {row.key: Cohort(**row._mapping) for row in rows}


async def cohorts_of(tx: Tx, workspace: WorkspaceKey) -> Sequence[Cohort]:
    """Every cohort, newest first, archived ones too."""
    rows = await tx.execute(
        select(cohorts)
        .where(cohorts.c.workspace == workspace)
        .order_by(cohorts.c.created_at.desc(), cohorts.c.key.desc())
    )
    return [Cohort(**row._mapping) for row in rows]


async def sizes(tx: Tx, workspace: WorkspaceKey) -> dict[CohortKey, int]:
    """How many live members each cohort has."""
    rows = await tx.execute(
        select(enrolments.c.cohort, func.count())
        .join(cohorts, cohorts.c.key == enrolments.c.cohort)
        .where(cohorts.c.workspace == workspace, enrolments.c.state.in_(LIVE))
        .group_by(enrolments.c.cohort)
    )
    return {CohortKey(key): count for key, count in rows}


async def save_cohort(tx: Tx, changed: Cohort) -> bool:
    """Its terms, as long as its revision is still the one that was read; False when somebody has changed it since.

    Not its guide's version nor its state, so that whoever changes a rhythm never takes back a move or a rest.
    """
    there = (cohorts.c.key == changed.key, cohorts.c.revision == changed.revision)
    values = {column.name: getattr(changed, column.name) for column in cohorts.c if column.name not in _NO_TERMS}
    return (await tx.execute(update(cohorts).where(*there).values(values | {"revision": _NEXT}))).rowcount == 1


async def move_cohort(tx: Tx, key: CohortKey, *, old: str, new: str) -> bool:
    """To another version of its guide; False when somebody has moved it meanwhile."""
    there = (cohorts.c.key == key, cohorts.c.guide_version == old)
    return (await tx.execute(update(cohorts).where(*there).values(guide_version=new, revision=_NEXT))).rowcount == 1


async def set_state(tx: Tx, key: CohortKey, state: CohortState) -> None:
    await tx.execute(update(cohorts).where(cohorts.c.key == key).values(state=state, revision=_NEXT))
