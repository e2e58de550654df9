"""What a report of a cohort is worked out from, in a few queries however many people it had."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import case, func, or_, select

from mentorbot.domain.checkins import Mood
from mentorbot.domain.cohorts import Cohort, CohortKey
from mentorbot.domain.deliveries import DeliveryKind, DeliveryState
from mentorbot.domain.enrolments import Ending, EnrolmentState
from mentorbot.domain.members import MemberKey
from mentorbot.domain.mentoring import MentorshipState
from mentorbot.domain.reports import Sent, Walker
from mentorbot.store.engine import Tx
from mentorbot.store.tables import checkins, completions, deliveries, enrolments, help_requests, members, mentorships

_ONLY_ASKED = (Ending.DECLINED, Ending.WITHDRAWN)
_NUDGES = (DeliveryKind.NUDGE, DeliveryKind.REMINDER)


async def walkers(tx: Tx, cohort: Cohort) -> Sequence[Walker]:
    """Everybody who is or was in it, forgotten ones too; not who only asked to join."""
    came = or_(enrolments.c.ended_why.is_(None), enrolments.c.ended_why.not_in(_ONLY_ASKED))
    there = (enrolments.c.cohort == cohort.key, enrolments.c.state != EnrolmentState.ASKED, came)
    done: dict[int, dict[str, datetime]] = defaultdict(dict)
    rows = await tx.execute(
        select(completions.c.member, completions.c.task, completions.c.done_at)
        .join(enrolments, enrolments.c.member == completions.c.member)
        .where(*there, completions.c.guide == cohort.guide)
    )
    for member, task, at in rows:
        done[member][task] = at
    people = await tx.execute(
        select(enrolments.c.member, enrolments.c.state, enrolments.c.joined_at).where(*there).order_by(enrolments.c.key)
    )
    return [Walker(state=state, joined_at=joined_at, done=done[member]) for member, state, joined_at in people]


async def last_done(tx: Tx, cohort: Cohort) -> Mapping[MemberKey, datetime]:
    """When each of a cohort's people last did something of its guide (UTC); nothing for whoever did nothing."""
    query = (
        select(completions.c.member, func.max(completions.c.done_at))
        .join(enrolments, enrolments.c.member == completions.c.member)
        .where(enrolments.c.cohort == cohort.key, completions.c.guide == cohort.guide)
        .group_by(completions.c.member)
    )
    return {MemberKey(member): at for member, at in await tx.execute(query)}


async def mentor_names(tx: Tx, cohort: CohortKey) -> Mapping[MemberKey, str]:
    """What the mentor of each of a cohort's people is called; nothing for whoever has none."""
    query = (
        select(mentorships.c.learner, members.c.name)
        .join(members, members.c.key == mentorships.c.mentor)
        .join(enrolments, enrolments.c.member == mentorships.c.learner)
        .where(enrolments.c.cohort == cohort, mentorships.c.state == MentorshipState.ACTIVE)
    )
    return {MemberKey(learner): name for learner, name in await tx.execute(query)}


async def sent_in(tx: Tx, cohort: CohortKey) -> Sent:
    """Nudges and reminders of a cohort that arrived."""
    answered = func.sum(case((deliveries.c.answered_at.is_not(None), 1), else_=0))
    query = (
        select(func.count(), answered, func.count(deliveries.c.member.distinct()))
        .join(enrolments, enrolments.c.key == deliveries.c.enrolment)
        .where(
            enrolments.c.cohort == cohort,
            deliveries.c.kind.in_(_NUDGES),
            deliveries.c.state == DeliveryState.SENT,
        )
    )
    row = (await tx.execute(query)).one()
    return Sent(nudges=row[0], answered=row[1] or 0, people=row[2])


async def latest_moods(tx: Tx, cohort: CohortKey, since: datetime) -> Sequence[Mood]:
    """The latest mood of each person who said one in a cohort since then (UTC)."""
    latest = (
        select(func.max(checkins.c.key))
        .where(checkins.c.cohort == cohort, checkins.c.at >= since)
        .group_by(checkins.c.member)
    )
    return list((await tx.execute(select(checkins.c.mood).where(checkins.c.key.in_(latest)))).scalars())


async def helped_in(tx: Tx, cohort: CohortKey) -> tuple[int, int]:
    """How many people of a cohort asked for help, and how many of them a person has answered every time."""
    member = help_requests.c.member
    query = (
        select(func.sum(case((help_requests.c.answered_at.is_(None), 1), else_=0)))
        .where(help_requests.c.cohort == cohort)
        .group_by(member)
    )
    unanswered = list((await tx.execute(query)).scalars())
    return len(unanswered), sum(each == 0 for each in unanswered)
