"""What a mentor sees of a mentee's weeks: their check-ins, the latest first."""

from collections.abc import Sequence

from sqlalchemy import select

from mentorbot.domain.checkins import CheckIn
from mentorbot.domain.members import MemberKey
from mentorbot.store.engine import Tx
from mentorbot.store.tables import checkins


async def latest_checkins(tx: Tx, member: MemberKey, limit: int) -> Sequence[CheckIn]:
    """Somebody's latest answers to "how did the week go?"."""
    query = select(checkins).where(checkins.c.member == member)
    rows = await tx.execute(query.order_by(checkins.c.at.desc(), checkins.c.key.desc()).limit(limit))
    return [CheckIn(**row._mapping) for row in rows]
