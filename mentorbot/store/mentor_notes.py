"""Notes of mentors: shared ones for a learner and who mentors them, private ones for their author alone."""

from collections.abc import Sequence
from dataclasses import fields, replace

from sqlalchemy import and_, delete, insert, or_, select

from mentorbot.domain.members import MemberKey
from mentorbot.domain.mentor_notes import MentorNote, NoteKey
from mentorbot.store.engine import Tx
from mentorbot.store.tables import members, mentor_notes

_NAMES = [each.name for each in fields(MentorNote) if each.name != "key"]


async def add_note(tx: Tx, made: MentorNote) -> MentorNote:
    """Keep one; its key is given here."""
    values = {name: getattr(made, name) for name in _NAMES}
    key = (await tx.execute(insert(mentor_notes).values(values).returning(mentor_notes.c.key))).scalar_one()
    return replace(made, key=NoteKey(key))


async def notes_for(
    tx: Tx, learner: MemberKey, reader: MemberKey, limit: int, *, mentors: bool = False
) -> Sequence[tuple[MentorNote, str]]:
    """What `reader` may read about a learner (`MentorNote.for_reader`), the latest first, each with its author's name.

    `mentors` is that the reader mentors the learner now, or covers for who does.
    """
    own = mentor_notes.c.author == reader
    readable = or_(own, mentor_notes.c.shared) if mentors or reader == learner else own
    query = (
        select(*mentor_notes.c, members.c.name)
        .join(members, members.c.key == mentor_notes.c.author)
        .where(and_(mentor_notes.c.learner == learner, readable))
        .order_by(mentor_notes.c.at.desc(), mentor_notes.c.key.desc())
        .limit(limit)
    )
    names = mentor_notes.c.keys()
    return [(MentorNote(**dict(zip(names, row[:-1], strict=True))), row[-1]) for row in await tx.execute(query)]


async def delete_note(tx: Tx, key: int, author: MemberKey) -> MentorNote | None:
    """Delete one of somebody's own; None where they have none of that key."""
    own = (mentor_notes.c.key == key, mentor_notes.c.author == author)
    row = (await tx.execute(delete(mentor_notes).where(*own).returning(*mentor_notes.c))).one_or_none()
    return MentorNote(**row._mapping) if row else None
