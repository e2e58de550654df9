"""What was done under one guide counts under another that has the same task."""

from collections import Counter
from collections.abc import Collection, Mapping

from sqlalchemy import and_, case, func, literal, select

from mentorbot.domain.members import MemberKey
from mentorbot.store.engine import Tx, insert_new
from mentorbot.store.rows import portions
from mentorbot.store.tables import completions, reopened


async def carry_over(
    tx: Tx, members: Collection[MemberKey], guide: str, tasks: Collection[str]
) -> Mapping[MemberKey, int]:
    """Count what many did of these tasks under any other guide for this one too; says how many, for whom.

    With its date and evidence: of several, one that has evidence, and of those the first. What somebody opened again
    under this guide stays open, unless they have done it elsewhere since.
    """
    done, undone = completions, reopened
    again = and_(undone.c.member == done.c.member, undone.c.guide == guide, undone.c.task == done.c.task)
    first = func.row_number().over(
        partition_by=(done.c.member, done.c.task),
        order_by=(case((done.c.evidence == "", 1), else_=0), done.c.done_at, done.c.guide),
    )
    carried: Counter[MemberKey] = Counter()
    for some in portions(members):
        elsewhere = (
            select(done.c.member, done.c.task, done.c.done_at, done.c.evidence, first.label("place"))
            .outerjoin(undone, again)
            .where(done.c.member.in_(some), done.c.guide != guide, done.c.task.in_(tasks))
            .where(undone.c.at.is_(None) | (undone.c.at < done.c.done_at))
            .subquery("elsewhere")
        )
        columns = (elsewhere.c.member, literal(guide), elsewhere.c.task, elsewhere.c.done_at, elsewhere.c.evidence)
        names = ["member", "guide", "task", "done_at", "evidence"]
        insert = insert_new(tx, done).from_select(names, select(*columns).where(elsewhere.c.place == 1))
        carried.update(MemberKey(key) for key in (await tx.execute(insert.returning(done.c.member))).scalars())
    return carried
