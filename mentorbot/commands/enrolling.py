"""Putting a member into a cohort, by their own hand or by an admin's."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from mentorbot.domain.cohorts import Cohort
from mentorbot.domain.enrolments import (
    Ending,
    Enrolment,
    EnrolmentKey,
    EnrolmentState,
    ended,
    focused,
    returning,
    scheduled,
)
from mentorbot.domain.guide import Guide
from mentorbot.domain.members import Member
from mentorbot.domain.nudges import cadence_of
from mentorbot.domain.progress import Place, place
from mentorbot.store import Tx
from mentorbot.store.carried import carry_over
from mentorbot.store.completions import completions_of
from mentorbot.store.enrolments import add_enrolment, enrolment_in, live_of, save_enrolment, withdraw_asked
from mentorbot.store.people import lock_member


class Joining(StrEnum):
    """What became of it."""

    JOINED = "joined"
    BACK = "back"
    ALREADY = "already"
    ELSEWHERE = "elsewhere"
    """They are in another cohort; one at a time keeps the nudges few."""
    DONE = "done"
    """They have done all of it, here or under another guide; nothing is left to nudge them about."""


@dataclass(frozen=True, slots=True)
class Enrolling:
    """The outcome, and the enrolment that the member has now."""

    outcome: Joining
    enrolment: Enrolment
    cohort: Cohort
    carried: int = 0
    """Tasks that they had done under another guide, and that count here from now on."""


async def enrol(tx: Tx, member: Member, cohort: Cohort, guide: Guide, *, now: datetime) -> Enrolling:
    """Enrol, or take back somebody who left; what they had done is theirs still, under any guide. Two at once make one.

    A cohort that has ended holds nobody back from the next one. Whoever had asked to join waits no longer, here or
    elsewhere.
    """
    await lock_member(tx, member.key)
    live = await live_of(tx, member.key)
    if live is not None and live[1].key != cohort.key and live[1].over(now, member.clock):
        await save_enrolment(tx, ended(live[0], EnrolmentState.LEFT, now, Ending.OVER))
        live = None
    if live is not None:
        same = live[1].key == cohort.key
        return Enrolling(Joining.ALREADY if same else Joining.ELSEWHERE, *live)
    former = await enrolment_in(tx, cohort.key, member.key)
    blank = former or Enrolment(key=EnrolmentKey(0), cohort=cohort.key, member=member.key, joined_at=now)
    blank, carried, done = await _with_what_they_did(tx, blank, guide)
    if done:
        return Enrolling(Joining.DONE, blank, cohort)
    made = planned(replace(blank, ended_at=None, ended_why=None), member, cohort, now)
    await withdraw_asked(tx, [member.key], now, but=cohort.key)
    if former is None:
        return Enrolling(Joining.JOINED, await add_enrolment(tx, made), cohort, carried)
    await save_enrolment(tx, made)
    return Enrolling(Joining.BACK if returning(former) else Joining.JOINED, made, cohort, carried)


async def _with_what_they_did(tx: Tx, enrolment: Enrolment, guide: Guide) -> tuple[Enrolment, int, bool]:
    """On the next task where the one in focus was done elsewhere; how many were, and whether that is all there is."""
    before = await _place(tx, enrolment, guide)
    carried = (await carry_over(tx, [enrolment.member], guide.slug, guide.tasks)).get(enrolment.member, 0)
    after = await _place(tx, enrolment, guide) if carried else before
    same = before.task is None or (after.task is not None and after.task.slug == before.task.slug)
    return enrolment if same else focused(enrolment, None), carried, after.finished


async def _place(tx: Tx, enrolment: Enrolment, guide: Guide) -> Place:
    done = await completions_of(tx, enrolment.member, guide.slug)
    return place(guide, [each.task for each in done], enrolment.focus)


def planned(enrolment: Enrolment, member: Member, cohort: Cohort, now: datetime) -> Enrolment:
    """Active, with the first nudge at the member's hour; with none yet while the cohort rests."""
    return scheduled(enrolment, cohort, cadence_of(enrolment, cohort, member), now)
