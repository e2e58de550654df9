"""How far many learners are, and what they said: one query for each kind of fact, however many they are."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, func, select

from mentorbot.domain.checkins import CheckIn, HelpRequest
from mentorbot.domain.cohorts import Cohort
from mentorbot.domain.deliveries import DeliveryKind, DeliveryState
from mentorbot.domain.enrolments import LIVE, Enrolment, EnrolmentKey, EnrolmentState
from mentorbot.domain.members import MemberKey
from mentorbot.domain.progress import Completion
from mentorbot.store.checkins import checkins_since
from mentorbot.store.cohorts import cohorts_by_key
from mentorbot.store.engine import Tx
from mentorbot.store.help_requests import open_help_requests
from mentorbot.store.rows import portions
from mentorbot.store.tables import cohorts, completions, deliveries, enrolments


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of one learner; no enrolment for somebody in no cohort. `nudges` arrived since their last task."""

    enrolment: Enrolment | None = None
    cohort: Cohort | None = None
    completions: tuple[Completion, ...] = ()
    nudges: int = 0
    call: HelpRequest | None = None
    checkin: CheckIn | None = None


async def facts_of(tx: Tx, learners: Collection[MemberKey], since: datetime) -> Mapping[MemberKey, Facts]:
    """Of each of many; check-ins from `since` (UTC) on."""
    theirs = await _enrolments(tx, learners)
    walked = await cohorts_by_key(tx, {each.cohort for each in theirs.values()})
    done = await _completions(tx, learners)
    nudges = await _nudges(tx, [each.key for each in theirs.values()])
    calls = await open_help_requests(tx, learners)
    said = await checkins_since(tx, learners, since)
    return {
        key: Facts(
            enrolment=enrolment,
            cohort=cohort,
            completions=tuple(done.get((key, cohort.guide), ())) if cohort else (),
            nudges=nudges.get(enrolment.key, 0) if enrolment else 0,
            call=calls.get(key),
            checkin=said.get(key),
        )
        for key in learners
        for enrolment in [theirs.get(key)]
        for cohort in [walked[enrolment.cohort] if enrolment else None]
    }


async def _enrolments(tx: Tx, learners: Collection[MemberKey]) -> Mapping[MemberKey, Enrolment]:
    """The one cohort that each is in, or else the last that they finished."""
    live = case((enrolments.c.state.in_(LIVE), 1), else_=0)
    query = (
        select(enrolments)
        .where(enrolments.c.state.in_([*LIVE, EnrolmentState.FINISHED]))
        .order_by(live, enrolments.c.joined_at, enrolments.c.key)
    )
    return {
        MemberKey(row.member): Enrolment(**row._mapping)
        for some in portions(learners)
        for row in await tx.execute(query.where(enrolments.c.member.in_(some)))
    }


async def _completions(tx: Tx, learners: Collection[MemberKey]) -> Mapping[tuple[MemberKey, str], list[Completion]]:
    found: dict[tuple[MemberKey, str], list[Completion]] = defaultdict(list)
    columns = (completions.c.member, completions.c.guide, completions.c.task, completions.c.done_at)
    query = select(*columns).order_by(completions.c.done_at, completions.c.task)
    for some in portions(learners):
        for member, guide, task, done_at in await tx.execute(query.where(completions.c.member.in_(some))):
            found[member, guide].append(Completion(task=task, done_at=done_at))
    return found


async def _nudges(tx: Tx, keys: Collection[EnrolmentKey]) -> Mapping[EnrolmentKey, int]:
    """The weekly nudges that each of many has had since their last task, or since they joined."""
    last = (
        select(func.max(completions.c.done_at))
        .where(completions.c.member == enrolments.c.member, completions.c.guide == cohorts.c.guide)
        .scalar_subquery()
    )
    since = func.coalesce(last, enrolments.c.joined_at)
    query = (
        select(deliveries.c.enrolment, func.count())
        .join(enrolments, enrolments.c.key == deliveries.c.enrolment)
        .join(cohorts, cohorts.c.key == enrolments.c.cohort)
        .where(deliveries.c.kind == DeliveryKind.NUDGE, deliveries.c.state == DeliveryState.SENT)
        .where(deliveries.c.scheduled_at > since)
        .group_by(deliveries.c.enrolment)
    )
    return {
        EnrolmentKey(row[0]): row[1]
        for some in portions(keys)
        for row in await tx.execute(query.where(deliveries.c.enrolment.in_(some)))
    }
