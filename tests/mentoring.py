"""Mentors, and whom they go with, as the store keeps them."""

from datetime import date, datetime

from mentorbot.domain.members import Member, MemberKey
from mentorbot.domain.mentoring import Mentor, Mentorship, MentorshipKey
from mentorbot.store import Tx
from mentorbot.store.mentoring import add_mentorships, save_mentor


async def a_mentor(
    tx: Tx,
    who: Member,
    now: datetime,
    *,
    away_until: date | None = None,
    cover: Member | None = None,
    digest_at: datetime | None = None,
) -> Mentor:
    """Somebody mentors from `now` on."""
    covered_by = cover.key if cover else None
    made = Mentor(member=who.key, since=now, away_until=away_until, cover=covered_by, digest_at=digest_at)
    await save_mentor(tx, made)
    return made


async def a_pair(tx: Tx, mentor: Member, learner: Member | MemberKey, now: datetime) -> Mentorship:
    """Two go together from `now` on."""
    key = learner.key if isinstance(learner, Member) else learner
    made = Mentorship(
        key=MentorshipKey(0),
        workspace=mentor.workspace,
        mentor=mentor.key,
        learner=key,
        why="both said cloud",
        began_at=now,
    )
    (kept,) = await add_mentorships(tx, [made])
    return kept
