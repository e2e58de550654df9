"""What many learners would like in a mentor, as far as they said."""

from collections.abc import Collection, Mapping

from sqlalchemy import select

from mentorbot.domain.members import MemberKey
from mentorbot.domain.mentoring import MentorWish
from mentorbot.store.engine import Tx
from mentorbot.store.rows import portions
from mentorbot.store.tables import mentor_wishes


async def wishes_of(tx: Tx, learners: Collection[MemberKey]) -> Mapping[MemberKey, MentorWish]:
    """Nothing for whoever has not said."""
    return {
        MemberKey(row.member): MentorWish(**row._mapping)
        for some in portions(learners)
        for row in await tx.execute(select(mentor_wishes).where(mentor_wishes.c.member.in_(some)))
    }
