"""Questions that a guide left open."""

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date

from sqlalchemy import ColumnElement, func, insert, or_, select, update

from mentorbot.domain.members import Member, MemberKey, WorkspaceKey
from mentorbot.domain.questions import MENTORS_FIRST, Count, Outcome, Question, QuestionKey
from mentorbot.store.engine import Tx
from mentorbot.store.people import MEMBER
from mentorbot.store.rows import named
from mentorbot.store.tables import members, questions, workspaces

_MEMBER = [column.name for column in MEMBER]
_NAMES = [each.name for each in fields(Question) if each.name != "key"]


async def add_question(tx: Tx, asked: Question) -> Question:
    """Keep one; its key is given here."""
    values = {name: getattr(asked, name) for name in _NAMES}
    key = (await tx.execute(insert(questions).values(values).returning(questions.c.key))).scalar_one()
    return replace(asked, key=QuestionKey(key))


async def question(tx: Tx, workspace: WorkspaceKey, key: int) -> tuple[Question, Member | None] | None:
    """One of this workspace, with whoever passed it on."""
    found = await _with_members(tx, questions.c.workspace == workspace, questions.c.key == key, limit=1)
    return found[0] if found else None


async def answer(tx: Tx, answered: Question) -> bool:
    """Write down a person's answer; False when somebody else has answered meanwhile."""
    values = {name: getattr(answered, name) for name in ("answer", "answered_by", "answered_at")}
    here = (questions.c.key == answered.key, questions.c.answer.is_(None))
    return (await tx.execute(update(questions).where(*here).values(values))).rowcount == 1


async def open_questions(
    tx: Tx, workspace: WorkspaceKey, limit: int, today: date
) -> Sequence[tuple[Question, Member | None]]:
    """Passed on, not answered yet and for admins on `today` (`Question.for_admins`), oldest first."""
    open_ones = (questions.c.outcome == Outcome.PASSED_ON, questions.c.answer.is_(None))
    theirs = or_(questions.c.told.is_(None), questions.c.asked_on <= today - MENTORS_FIRST)
    return await _with_members(tx, questions.c.workspace == workspace, *open_ones, theirs, limit=limit)


async def answered_questions(tx: Tx, workspace: WorkspaceKey | None = None, *, limit: int) -> Sequence[Question]:
    """Answered by a person, the latest first; of every workspace where none is named."""
    here = [questions.c.workspace == workspace] if workspace is not None else []
    query = select(questions).where(questions.c.answer.is_not(None), *here)
    rows = await tx.execute(query.order_by(questions.c.answered_at.desc(), questions.c.key.desc()).limit(limit))
    return [Question(**row._mapping) for row in rows]


async def texts(tx: Tx, workspace: WorkspaceKey, limit: int) -> Sequence[Question]:
    """The words of what was not in the guide, where they are kept, the latest first."""
    kept = (questions.c.text.is_not(None), questions.c.outcome != Outcome.PASSED_ON)
    query = select(questions).where(questions.c.workspace == workspace, *kept)
    rows = await tx.execute(query.order_by(questions.c.key.desc()).limit(limit))
    return [Question(**row._mapping) for row in rows]


async def counts(tx: Tx, workspace: WorkspaceKey) -> Sequence[Count]:
    """By guide, topic and outcome, the most frequent first."""
    columns = (questions.c.guide, questions.c.topic, questions.c.outcome)
    number = func.count()
    query = select(*columns, number).where(questions.c.workspace == workspace).group_by(*columns)
    return [Count(*row) for row in await tx.execute(query.order_by(number.desc(), *columns))]


async def passed_on(tx: Tx, member: MemberKey, day: date) -> Sequence[Question]:
    """What somebody passed on that day."""
    here = (questions.c.member == member, questions.c.asked_on == day)
    return [Question(**row._mapping) for row in await tx.execute(select(questions).where(*here))]


async def keep_texts(tx: Tx, workspace: WorkspaceKey, *, keep: bool) -> None:
    """From now on, or no longer; then those that are there are forgotten too, and only counted."""
    await tx.execute(update(workspaces).where(workspaces.c.key == workspace).values(keeps_texts=keep))
    if not keep:
        counted = (questions.c.workspace == workspace, questions.c.outcome != Outcome.PASSED_ON)
        await tx.execute(update(questions).where(*counted).values(text=None))


async def _with_members(tx: Tx, *which: ColumnElement[bool], limit: int) -> Sequence[tuple[Question, Member | None]]:
    width = len(questions.c)
    query = (
        select(*questions.c, *MEMBER)
        .select_from(questions.join(members, members.c.key == questions.c.member, isouter=True))
        .where(*which)
        .order_by(questions.c.key)
        .limit(limit)
    )
    return [
        (
            Question(**named(questions.c.keys(), row[:width])),
            None if row[width] is None else Member(**named(_MEMBER, row[width:])),
        )
        for row in await tx.execute(query)
    ]
