"""An enrolment: one member in one cohort, and when they hear from us next. Every change is a pure function."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import NewType

from mentorbot.domain.cadence import DAY, Cadence, Occasion, Weekday, day_occasion, instant, local_date, next_occasion
from mentorbot.domain.cohorts import Cohort, CohortKey, CohortState
from mentorbot.domain.members import MemberKey

EnrolmentKey = NewType("EnrolmentKey", int)


class EnrolmentState(StrEnum):
    """What a member is to a cohort."""

    ACTIVE = "active"
    PAUSED = "paused"
    QUIET = "quiet"
    """Four nudges on one task went unanswered; nothing comes until they do anything at all."""
    FINISHED = "finished"
    LEFT = "left"


class NudgeKind(StrEnum):
    """Why a nudge goes out: the weekly one, or the same again because it was asked for."""

    NUDGE = "nudge"
    REMINDER = "reminder"


APART = timedelta(days=4)
"""Two weekly nudges are never closer than this, whatever day somebody moves to."""
LIVE = frozenset({EnrolmentState.ACTIVE, EnrolmentState.PAUSED, EnrolmentState.QUIET})
"""States that count as being in a cohort; a member has at most one such enrolment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolment:
    """One member in one cohort; `next_*` say what comes and when, all None when nothing will."""

    key: EnrolmentKey
    cohort: CohortKey
    member: MemberKey
    state: EnrolmentState = EnrolmentState.ACTIVE
    focus: str | None = None
    weekday: Weekday | None = None
    at: time | None = None
    joined_at: datetime
    next_at: datetime | None = None
    next_on: date | None = None
    next_kind: NudgeKind = NudgeKind.NUDGE
    last_on: date | None = None
    """The date that named the last weekly nudge; no other one may have it."""
    week: int = 0
    """How many weekly nudges the task in focus has had."""
    resumes_on: date | None = None
    paused_at: datetime | None = None
    ended_at: datetime | None = None

    @property
    def live(self) -> bool:
        return self.state in LIVE


def expecting(enrolment: Enrolment, occasion: Occasion | None, kind: NudgeKind = NudgeKind.NUDGE) -> Enrolment:
    """The enrolment with another next nudge, or with none."""
    return replace(
        enrolment,
        next_at=occasion.at if occasion else None,
        next_on=occasion.on if occasion else None,
        next_kind=kind,
    )


def regular(enrolment: Enrolment, cohort: Cohort, cadence: Cadence, now: datetime) -> Occasion:
    """The next weekly occasion: not before the cohort starts, never on a date already used."""
    after = now
    if cohort.starts_on is not None:
        after = max(now, instant(cohort.starts_on, time(0), cadence.zone) - timedelta(microseconds=1))
    return next_occasion(cadence, after, beyond=enrolment.last_on)


def scheduled(enrolment: Enrolment, cohort: Cohort, cadence: Cadence, now: datetime) -> Enrolment:
    """Active, with the next weekly nudge; with none while the cohort rests or is over."""
    active = replace(enrolment, state=EnrolmentState.ACTIVE, resumes_on=None, paused_at=None)
    runs = cohort.state is CohortState.ACTIVE
    return expecting(active, regular(enrolment, cohort, cadence, now) if runs else None)


def resumed(enrolment: Enrolment, cohort: Cohort, cadence: Cadence, now: datetime) -> Enrolment:
    """As a cohort that rested starts again: whoever rests by their own choice, or fell silent, keeps doing so."""
    if enrolment.state is EnrolmentState.ACTIVE:
        return scheduled(enrolment, cohort, cadence, now)
    if enrolment.state is not EnrolmentState.PAUSED or enrolment.resumes_on is None:
        return enrolment
    back = day_occasion(cadence, enrolment.resumes_on)
    if back.at <= now:
        back = regular(enrolment, cohort, cadence, now)
    return expecting(replace(enrolment, resumes_on=back.on), back)


def rescheduled(enrolment: Enrolment, cohort: Cohort, cadence: Cadence, now: datetime) -> Enrolment:
    """The same to come on another day, hour or clock; a reminder keeps its date, a rest its length, silence goes on."""
    if cohort.state is not CohortState.ACTIVE or enrolment.next_at is None or enrolment.next_on is None:
        return enrolment
    if enrolment.state is EnrolmentState.PAUSED:
        back = regular(enrolment, cohort, cadence, max(now, instant(enrolment.next_on, time(0), cadence.zone)))
        return expecting(replace(enrolment, resumes_on=back.on), back)
    again = day_occasion(cadence, enrolment.next_on)
    if enrolment.next_kind is NudgeKind.REMINDER and again.at > now:
        return expecting(enrolment, again, NudgeKind.REMINDER)
    weekly = scheduled(enrolment, cohort, cadence, now)
    if enrolment.last_on and weekly.next_on and weekly.next_on - enrolment.last_on < APART:
        return expecting(weekly, next_occasion(cadence, now, beyond=enrolment.last_on + APART - DAY))
    return weekly


def paused(enrolment: Enrolment, cohort: Cohort, cadence: Cadence, now: datetime, *, weeks: int | None) -> Enrolment:
    """Resting: without as many nudges as `weeks`, or without any until they come back."""
    rested = replace(enrolment, state=EnrolmentState.PAUSED, paused_at=now, resumes_on=None)
    if weeks is None:
        return expecting(rested, None)
    back = regular(enrolment, cohort, cadence, now + timedelta(weeks=weeks))
    return expecting(replace(rested, resumes_on=back.on), back)


def snoozed(enrolment: Enrolment, cadence: Cadence, now: datetime, *, days: int) -> Enrolment:
    """The same nudge again `days` from today at the usual hour."""
    again = day_occasion(cadence, local_date(now, cadence.zone) + DAY * days)
    return expecting(enrolment, again, NudgeKind.REMINDER)


def skipped(enrolment: Enrolment, cadence: Cadence, on: date) -> Enrolment:
    """Without the nudge of `on`: the weekly one after that date comes next."""
    after = instant(on, cadence.at, cadence.zone)
    return expecting(replace(enrolment, last_on=on), next_occasion(cadence, after, beyond=on))


def focused(enrolment: Enrolment, task: str | None) -> Enrolment:
    """With another task in focus; its nudges start from the first."""
    return replace(enrolment, focus=task, week=0)


def ended(enrolment: Enrolment, state: EnrolmentState, now: datetime) -> Enrolment:
    """Left or finished: nothing comes any more, history stays."""
    return expecting(replace(enrolment, state=state, ended_at=now, resumes_on=None), None)
