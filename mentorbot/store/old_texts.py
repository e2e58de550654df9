"""What people wrote a while ago: how much of it there is."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, FromClause, Table, func, select

from mentorbot.domain.deliveries import DeliveryKind
from mentorbot.domain.members import WorkspaceKey
from mentorbot.store.engine import Tx
from mentorbot.store.tables import (
    checkins,
    completions,
    deliveries,
    help_requests,
    kudos,
    members,
    mentor_notes,
    questions,
)

_RELAYED = deliveries.c.kind == DeliveryKind.RELAY
_WROTE: tuple[tuple[str, Table, ColumnElement[int], ColumnElement[bool], ColumnElement[datetime]], ...] = (
    (
        "Notes and links kept with tasks",
        completions,
        completions.c.member,
        completions.c.evidence != "",
        completions.c.done_at,
    ),
    ("Lines written in check-ins", checkins, checkins.c.member, checkins.c.note.is_not(None), checkins.c.at),
    (
        "Lines of those who asked for help",
        help_requests,
        help_requests.c.member,
        help_requests.c.note.is_not(None),
        help_requests.c.asked_at,
    ),
    ("Mentors' notes", mentor_notes, mentor_notes.c.author, mentor_notes.c.text != "", mentor_notes.c.at),
    ("Kudos", kudos, kudos.c.giver, kudos.c.text != "", kudos.c.at),
    ("Messages between mentors and learners", deliveries, deliveries.c.member, _RELAYED, deliveries.c.planned_at),
)
"""Each in words, with its table, whose it is, whether there is a text, and since when."""
_QUESTIONS = "Words of questions"


async def old_texts(tx: Tx, workspace: WorkspaceKey, before: datetime) -> Mapping[str, int]:
    """How many texts of each kind are older than `before`; nothing for a kind that has none."""
    found = {
        name: await _count(
            tx, table.join(members, members.c.key == whose), members.c.workspace == workspace, there, since < before
        )
        for name, table, whose, there, since in _WROTE
    }
    asked = (questions.c.workspace == workspace, questions.c.text.is_not(None), questions.c.asked_on < before.date())
    found[_QUESTIONS] = await _count(tx, questions, *asked)
    return {name: number for name, number in found.items() if number}


async def _count(tx: Tx, where: FromClause, *which: ColumnElement[bool]) -> int:
    return int((await tx.execute(select(func.count()).select_from(where).where(*which))).scalar_one())
