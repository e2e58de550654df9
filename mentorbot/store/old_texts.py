"""What people wrote a while ago: how much of it there is, and what is left where a workspace wants it gone.

Evidence is not among it: it is what somebody keeps for themselves, and goes with `/mentor forget`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Table, delete, func, select, update

from mentorbot.domain.deliveries import SETTLED_STATES
from mentorbot.domain.members import WorkspaceKey
from mentorbot.store.engine import Tx
from mentorbot.store.tables import (
    announcements,
    checkins,
    deliveries,
    help_requests,
    kudos,
    members,
    mentor_notes,
    questions,
)


@dataclass(frozen=True, slots=True)
class _Kept:
    """One kind of text: its name in words, the rows that are old, and what takes the text's place."""

    name: str
    table: Table
    old: Sequence[ColumnElement[bool]]
    blank: Mapping[str, str | None] | None
    """None where the row itself is the text, and goes with it."""


async def old_texts(tx: Tx, workspace: WorkspaceKey, before: datetime) -> Mapping[str, int]:
    """How many texts of each kind are older than `before` (UTC); nothing for a kind that has none."""
    found = {
        each.name: int((await tx.execute(select(func.count()).select_from(each.table).where(*each.old))).scalar_one())
        for each in _texts(workspace, before)
    }
    return {name: number for name, number in found.items() if number}


async def remove_texts(tx: Tx, workspace: WorkspaceKey, before: datetime) -> int:
    """What people wrote before that goes, and what it counted for stays; says how many texts."""
    gone = 0
    for each in _texts(workspace, before):
        blanked = update(each.table).where(*each.old).values(each.blank) if each.blank else None
        gone += (await tx.execute(delete(each.table).where(*each.old) if blanked is None else blanked)).rowcount
    return gone


def _texts(workspace: WorkspaceKey, before: datetime) -> Iterator[_Kept]:
    """Everything that people write to others through the bot."""
    here = select(members.c.key).where(members.c.workspace == workspace)
    lines = (checkins.c.member.in_(here), checkins.c.at < before, checkins.c.note.is_not(None))
    yield _Kept("Lines written in check-ins", checkins, lines, {"note": None})
    stuck = (help_requests.c.workspace == workspace, help_requests.c.asked_at < before)
    asked = (*stuck, help_requests.c.note.is_not(None))
    yield _Kept("Lines of those who asked for help", help_requests, asked, {"note": None})
    yield _Kept("Mentors' notes", mentor_notes, (mentor_notes.c.author.in_(here), mentor_notes.c.at < before), None)
    praise = (kudos.c.giver.in_(here), kudos.c.at < before, kudos.c.text != "")
    yield _Kept("Kudos", kudos, praise, {"text": ""})
    words = (questions.c.workspace == workspace, questions.c.asked_on < before.date(), questions.c.text.is_not(None))
    yield _Kept("Words of questions", questions, words, {"text": None, "answer": None, "member": None})
    said = (announcements.c.workspace == workspace, announcements.c.made_at < before, announcements.c.text != "")
    yield _Kept("Announcements", announcements, said, {"text": ""})
    letters = (deliveries.c.workspace == workspace, deliveries.c.enrolment.is_(None))
    sent = (*letters, deliveries.c.state.in_(SETTLED_STATES), deliveries.c.scheduled_at < before)
    yield _Kept("Messages that are not nudges", deliveries, sent, None)
