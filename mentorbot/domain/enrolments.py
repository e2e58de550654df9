"""An enrolment: one member in one cohort, and when they hear from us next. Every change is a pure function."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import NewType

from mentorbot.domain.cadence import DAY, Cadence, Occasion, instant, local_date
from mentorbot.domain.cohorts import Cohort, CohortKey, CohortState
from mentorbot.domain.members import MemberKey
from mentorbot.domain.openings import next_opening, opening
from mentorbot.domain.weekdays import Days

EnrolmentKey = NewType("EnrolmentKey", int)


class EnrolmentState(StrEnum):
    """What a member is to a cohort."""

    ACTIVE = "active"
    PAUSED = "paused"
    QUIET = "quiet"
    """As many nudges as the cohort's budget allows went unanswered; nothing comes until they come back."""
    FINISHED = "finished"
    LEFT = "left"
    ASKED = "asked"
    """They want to join, and an admin has not answered yet."""


class Ending(StrEnum):
    """Why somebody is no longer in a cohort, or never came in."""

    LEFT = "left"
    """Of their own accord."""
    REMOVED = "removed"
    """Taken out by an admin."""
    MOVED = "moved"
    """To another cohort."""
    DECLINED = "declined"
    """They asked, and an admin said no."""
    WITHDRAWN = "withdrawn"
    """They asked, and took it back."""
    OVER = "over"
    """The cohort was archived, or had ended when they went on to another."""


class NudgeKind(StrEnum):
    """Why a nudge goes out: the weekly one, or the same again because it was asked for."""

    NUDGE = "nudge"
    REMINDER = "reminder"


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
    days: Days | None = None
    at: time | None = None
    joined_at: datetime
    next_at: datetime | None = None
    next_on: date | None = None
    next_kind: NudgeKind = NudgeKind.NUDGE
    next_why: str = ""
    """What moved it to where it is; empty where it was wanted."""
    last_on: date | None = None
    """The date that named the last weekly nudge; no other one may have it."""
    reminded_on: date | None = None
    """The date of a reminder since then; nothing else may have that either."""
    week: int = 0
    """How many weekly nudges the task in focus has had."""
    unanswered: int = 0
    """How many weekly nudges, whatever about, since its member last did anything."""
    quiet_at: datetime | None = None
    """When the bot fell silent, while it is."""
    resumes_on: date | None = None
    paused_at: datetime | None = None
    ended_at: datetime | None = None
    ended_why: Ending | None = None
    """Why they are out; None while they are in, and where nobody wrote it down."""

    @property
    def live(self) -> bool:
        return self.state in LIVE

    @property
    def free_from(self) -> date:
        """The first date that nothing of ours has had."""
        return max((each + DAY for each in (self.last_on, self.reminded_on) if each), default=date.min)


def expecting(enrolment: Enrolment, occasion: Occasion | None, kind: NudgeKind = NudgeKind.NUDGE) -> Enrolment:
    """The enrolment with another next nudge, or with none."""
    return replace(
        enrolment,
        next_at=occasion.at if occasion else None,
        next_on=occasion.on if occasion else None,
        next_kind=kind,
        next_why=occasion.why if occasion else "",
    )


def regular(enrolment: Enrolment, cadence: Cadence, now: datetime) -> Occasion | None:
    """The next regular occasion, apart from the last nudge; None when the cohort ends first."""
    return next_opening(cadence, now, enrolment.last_on, enrolment.reminded_on)


def _regular_from(enrolment: Enrolment, cadence: Cadence, on: date, now: datetime) -> Occasion | None:
    """As `regular`, not before the date `on`."""
    midnight = instant(on, time(0), cadence.zone) - timedelta(microseconds=1)
    return regular(enrolment, cadence, max(now, midnight))


def scheduled(enrolment: Enrolment, cohort: Cohort, cadence: Cadence, now: datetime) -> Enrolment:
    """Active, with the next regular nudge; with none while the cohort rests or when it is over."""
    active = replace(enrolment, state=EnrolmentState.ACTIVE, resumes_on=None, paused_at=None, quiet_at=None)
    runs = cohort.state is CohortState.ACTIVE
    return expecting(active, regular(enrolment, cadence, now) if runs else None)


def resumed(enrolment: Enrolment, cohort: Cohort, cadence: Cadence, now: datetime) -> Enrolment:
    """As a cohort that rested starts again: whoever rests by their own choice, or fell silent, keeps doing so."""
    if enrolment.state is EnrolmentState.ACTIVE:
        return scheduled(enrolment, cohort, cadence, now)
    if enrolment.state is not EnrolmentState.PAUSED or enrolment.resumes_on is None:
        return enrolment
    back = opening(cadence, max(enrolment.resumes_on, enrolment.free_from))
    if back is not None and back.at <= now:
        back = regular(enrolment, cadence, now)
    return _back(enrolment, back)


def _back(enrolment: Enrolment, back: Occasion | None) -> Enrolment:
    """At rest until `back`; for good where the cohort ends first."""
    return expecting(replace(enrolment, resumes_on=back.on if back else enrolment.resumes_on), back)


def rescheduled(enrolment: Enrolment, cohort: Cohort, cadence: Cadence, now: datetime) -> Enrolment:
    """The same to come by another rhythm, clock or calendar.

    A reminder keeps its date, a rest its length, and silence goes on.

    What is due already stays: it is sent or moved by the new rule. Somebody who expected nothing since the cohort was
    to end expects something where it goes on.
    """
    if cohort.state is not CohortState.ACTIVE or (enrolment.next_at is not None and enrolment.next_at <= now):
        return enrolment
    if enrolment.state is EnrolmentState.PAUSED and enrolment.resumes_on is not None:
        return _back(enrolment, _regular_from(enrolment, cadence, enrolment.resumes_on, now))
    if enrolment.state is not EnrolmentState.ACTIVE:
        return enrolment
    if enrolment.next_kind is NudgeKind.REMINDER and enrolment.next_on is not None:
        return _reminded(enrolment, cadence, enrolment.next_on, now)
    return scheduled(enrolment, cohort, cadence, now)


def paused(
    enrolment: Enrolment, cadence: Cadence, now: datetime, *, weeks: int | None = None, until: date | None = None
) -> Enrolment:
    """Resting: without the nudges of so many `weeks`, or of the days before `until`, or until they come back."""
    rested = replace(enrolment, state=EnrolmentState.PAUSED, paused_at=now, resumes_on=None, quiet_at=None)
    if until is not None:
        return _back(replace(rested, resumes_on=until), _regular_from(enrolment, cadence, until, now))
    if weeks is None:
        return expecting(rested, None)
    back = regular(enrolment, cadence, now + timedelta(weeks=weeks))
    return _back(replace(rested, resumes_on=local_date(now, cadence.zone) + timedelta(weeks=weeks)), back)


def snoozed(enrolment: Enrolment, cadence: Cadence, now: datetime, *, days: int) -> Enrolment:
    """The same nudge again `days` from today at the usual hour, or at the next opening."""
    return _reminded(enrolment, cadence, local_date(now, cadence.zone) + DAY * days, now)


def _reminded(enrolment: Enrolment, cadence: Cadence, on: date, now: datetime) -> Enrolment:
    """A reminder on that date; where it had to move, the regular one instead that comes first or on the same date."""
    on = max(on, enrolment.free_from)
    again = opening(cadence, on)
    weekly = _regular_from(enrolment, cadence, on, now)
    if again is not None and again.at > now and (again.on == on or weekly is None or again.on < weekly.on):
        return expecting(enrolment, again, NudgeKind.REMINDER)
    return expecting(enrolment, weekly)


def skipped(enrolment: Enrolment, cadence: Cadence, on: date) -> Enrolment:
    """Without the nudge of `on`: the regular one after that date comes next."""
    passed = replace(enrolment, last_on=on)
    return expecting(passed, regular(passed, cadence, instant(on, cadence.at, cadence.zone)))


def focused(enrolment: Enrolment, task: str | None) -> Enrolment:
    """With another task in focus; its nudges start from the first."""
    return replace(enrolment, focus=task, week=0)


def ended(enrolment: Enrolment, state: EnrolmentState, now: datetime, why: Ending | None = None) -> Enrolment:
    """Left or finished: nothing comes any more, history stays."""
    out = replace(enrolment, state=state, ended_at=now, ended_why=why, resumes_on=None, quiet_at=None)
    return expecting(out, None)


def asked(enrolment: Enrolment, now: datetime) -> Enrolment:
    """Waiting to be let in, since `now`. That they were in it before, and why they are out, is kept until then."""
    return expecting(replace(enrolment, state=EnrolmentState.ASKED, joined_at=now), None)


def returning(enrolment: Enrolment) -> bool:
    """Whether whoever comes in has been in it before."""
    return enrolment.ended_at is not None and enrolment.ended_why not in _NEVER_IN


_NEVER_IN = frozenset({Ending.DECLINED, Ending.WITHDRAWN})


def taken_along(old: Enrolment, there: Enrolment, cohort: Cohort, cadence: Cadence, now: datetime) -> Enrolment:
    """In another cohort as they were in the `old` one: with their own day and hour, at rest or silent where they were.

    `cadence` is theirs in the other one. What they have had counts there too, so that nothing comes twice in a week.
    """
    same = replace(
        there,
        state=old.state,
        days=old.days,
        at=old.at,
        last_on=old.last_on,
        reminded_on=old.reminded_on,
        unanswered=old.unanswered,
        quiet_at=old.quiet_at,
        resumes_on=old.resumes_on,
        paused_at=old.paused_at,
        ended_at=None,
        ended_why=None,
    )
    blank = expecting(same, None)
    return resumed(blank, cohort, cadence, now) if cohort.state is CohortState.ACTIVE else blank
