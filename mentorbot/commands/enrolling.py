"""Putting a member into a cohort, by their own hand or by an admin's."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from mentorbot.domain.cohorts import Cohort
from mentorbot.domain.enrolments import Enrolment, EnrolmentKey, EnrolmentState, ended, scheduled
from mentorbot.domain.members import Member
from mentorbot.domain.nudges import cadence_of
from mentorbot.store import Tx
from mentorbot.store.enrolments import add_enrolment, enrolment_in, live_of, save_enrolment
from mentorbot.store.people import lock_member


class Joining(StrEnum):
    """What became of it."""

    JOINED = "joined"
    BACK = "back"
    ALREADY = "already"
    ELSEWHERE = "elsewhere"
    """They are in another cohort; one at a time keeps the nudges few."""


@dataclass(frozen=True, slots=True)
class Enrolling:
    """The outcome, and the enrolment that the member has now."""

    outcome: Joining
    enrolment: Enrolment
    cohort: Cohort


async def enrol(tx: Tx, member: Member, cohort: Cohort, now: datetime) -> Enrolling:
    """Enrol, or take back somebody who left; what they had done is theirs still. Two at once make one.

    A cohort that has ended holds nobody back from the next one.
    """
    await lock_member(tx, member.key)
    live = await live_of(tx, member.key)
    if live is not None and live[1].key != cohort.key and live[1].over(now, member.clock):
        await save_enrolment(tx, ended(live[0], EnrolmentState.LEFT, now))
        live = None
    if live is not None:
        same = live[1].key == cohort.key
        return Enrolling(Joining.ALREADY if same else Joining.ELSEWHERE, *live)
    former = await enrolment_in(tx, cohort.key, member.key)
    if former is not None:
        back = planned(replace(former, ended_at=None), member, cohort, now)
        await save_enrolment(tx, back)
        return Enrolling(Joining.BACK, back, cohort)
    fresh = Enrolment(key=EnrolmentKey(0), cohort=cohort.key, member=member.key, joined_at=now)
    return Enrolling(Joining.JOINED, await add_enrolment(tx, planned(fresh, member, cohort, now)), cohort)


def planned(enrolment: Enrolment, member: Member, cohort: Cohort, now: datetime) -> Enrolment:
    """Active, with the first nudge at the member's hour; with none yet while the cohort rests."""
    return scheduled(enrolment, cohort, cadence_of(enrolment, cohort, member), now)
