"""Tasks done, kept with the member and the guide."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, delete, select, update

from mentorbot.domain.members import MemberKey
from mentorbot.domain.progress import Completion
from mentorbot.store.engine import Tx, insert_new
from mentorbot.store.rows import portions
from mentorbot.store.tables import completions, reopened


async def add_completion(tx: Tx, member: MemberKey, guide: str, made: Completion) -> bool:
    """Tick a task off; False when it already was."""
    return (await tx.execute(insert_new(tx, completions).values(_values(member, guide, made)))).rowcount == 1


async def add_completions(tx: Tx, guide: str, made: Sequence[tuple[MemberKey, Completion]]) -> None:
    """Tick off many, for many members; what already was stays as it was."""
    if made:
        await tx.execute(insert_new(tx, completions), [_values(member, guide, one) for member, one in made])


async def set_evidence(tx: Tx, member: MemberKey, guide: str, task: str, evidence: str) -> None:
    await tx.execute(update(completions).where(*_of(member, guide, task)).values(evidence=evidence))


async def remove_completion(tx: Tx, member: MemberKey, guide: str, task: str, now: datetime) -> bool:
    """Open a task again, under this guide alone; False when it was open."""
    if (await tx.execute(delete(completions).where(*_of(member, guide, task)))).rowcount == 0:
        return False
    row = {"member": member, "guide": guide, "task": task}
    if (await tx.execute(insert_new(tx, reopened).values(row | {"at": now}))).rowcount == 0:
        this = (reopened.c.member == member, reopened.c.guide == guide, reopened.c.task == task)
        await tx.execute(update(reopened).where(*this).values(at=now))
    return True


async def completions_of(tx: Tx, member: MemberKey, guide: str) -> Sequence[Completion]:
    """What a member has done in a guide, first done first."""
    rows = await tx.execute(
        select(completions.c.task, completions.c.done_at, completions.c.evidence)
        .where(completions.c.member == member, completions.c.guide == guide)
        .order_by(completions.c.done_at, completions.c.task)
    )
    return [Completion(task=row.task, done_at=row.done_at, evidence=row.evidence) for row in rows]


async def done_by_all(tx: Tx, keys: Collection[MemberKey]) -> Mapping[tuple[MemberKey, str], frozenset[str]]:
    """The tasks done by each of many members, by member and guide."""
    found: dict[tuple[MemberKey, str], set[str]] = defaultdict(set)
    columns = (completions.c.member, completions.c.guide, completions.c.task)
    for some in portions(keys):
        rows = await tx.execute(select(*columns).where(completions.c.member.in_(some)))
        for member, guide, task in rows:
            found[member, guide].add(task)
    return {pair: frozenset(tasks) for pair, tasks in found.items()}


def _values(member: MemberKey, guide: str, made: Completion) -> dict[str, object]:
    return {"member": member, "guide": guide, "task": made.task, "done_at": made.done_at, "evidence": made.evidence}


def _of(member: MemberKey, guide: str, task: str) -> tuple[ColumnElement[bool], ...]:
    return (completions.c.member == member, completions.c.guide == guide, completions.c.task == task)
