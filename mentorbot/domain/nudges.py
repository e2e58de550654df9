"""What goes out to a member who is due, and what becomes of their enrolment; decided from values alone."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from mentorbot.domain.cadence import DAY, Cadence, Occasion, day_occasion, instant, local_date
from mentorbot.domain.cohorts import Cohort, CohortState
from mentorbot.domain.enrolments import APART, Enrolment, EnrolmentState, NudgeKind, ended, expecting, regular
from mentorbot.domain.guide import Guide
from mentorbot.domain.members import Member, Reach
from mentorbot.domain.progress import Place, place

GRACE = timedelta(hours=6)
"""How late a nudge may still go out on its own day; later it moves to the next."""
LEAST = timedelta(hours=1)
"""How late it may go out whatever the day, so that one at 23:59 has time to leave."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Nudge:
    """The facts of one nudge, enough to write it without asking the store again."""

    kind: NudgeKind
    guide: str
    task: str
    week: int
    """Which of the task's nudges this is, from 1."""
    done: int
    """Tasks done in the task's step."""
    zone: str
    next_at: datetime | None
    """When the next one comes; None when this is the last until they answer."""
    back: bool = False
    """The first one after a pause."""


@dataclass(frozen=True, slots=True)
class Due:
    """Somebody whose hour has come."""

    enrolment: Enrolment
    cohort: Cohort
    member: Member
    done: frozenset[str]

    @property
    def cadence(self) -> Cadence:
        return cadence_of(self.enrolment, self.cohort, self.member)


@dataclass(frozen=True, slots=True)
class Plan:
    """The enrolment from now on, and what goes out for the date `on`, if anything: by `until` (UTC) at the latest."""

    enrolment: Enrolment
    nudge: Nudge | None = None
    on: date | None = None
    until: datetime | None = None


def cadence_of(enrolment: Enrolment, cohort: Cohort, member: Member) -> Cadence:
    """A member's rhythm in a cohort, their own choices first."""
    return cohort.cadence(member, weekday=enrolment.weekday, at=enrolment.at)


def plan(due: Due, guide: Guide, now: datetime) -> Plan:
    """Decide one due enrolment at `now` (UTC)."""
    enrolment = due.enrolment
    if enrolment.next_at is None or enrolment.next_on is None:
        return Plan(enrolment)
    here = place(guide, due.done, enrolment.focus)
    if here.finished:
        return Plan(ended(enrolment, EnrolmentState.FINISHED, now))
    if due.member.reach is Reach.CLOSED:
        return Plan(expecting(enrolment, None))
    until = last_call(enrolment.next_at, due.cadence.zone)
    if now > until:
        return Plan(_moved(due, now))
    return _sent(due, here, enrolment.next_on, now, until=until)


def last_call(at: datetime, zone: str) -> datetime:
    """How late a nudge for `at` may go out (both UTC): within the grace, and on its day in `zone` or soon after."""
    midnight = instant(local_date(at, zone) + DAY, time(0), zone)
    return min(at + GRACE, max(at + LEAST, midnight - timedelta(microseconds=1)))


def missed(due: Due, kind: NudgeKind, now: datetime) -> Enrolment:
    """After a nudge that could not go out in time: the same again at the next opening, as if it had not been counted.

    Somebody who rests, left or finished meanwhile stays as they are.
    """
    awake = due.enrolment.state in {EnrolmentState.ACTIVE, EnrolmentState.QUIET}
    if not awake or due.cohort.state is not CohortState.ACTIVE:
        return due.enrolment
    week = due.enrolment.week if kind is NudgeKind.REMINDER else max(0, due.enrolment.week - 1)
    uncounted = replace(due.enrolment, state=EnrolmentState.ACTIVE, week=week, next_kind=kind)
    return _moved(replace(due, enrolment=uncounted), now)


def _moved(due: Due, now: datetime) -> Enrolment:
    """Too late for today: tomorrow at the usual hour, unless the weekly one comes no later or soon after."""
    weekly = regular(due.enrolment, due.cohort, due.cadence, now)
    tomorrow = _next_day(due.cadence, now)
    apart = timedelta() if due.enrolment.next_kind is NudgeKind.REMINDER else APART
    if weekly.at <= tomorrow.at or weekly.on - tomorrow.on < apart:
        return expecting(due.enrolment, weekly)
    return expecting(due.enrolment, tomorrow, due.enrolment.next_kind)


def _next_day(cadence: Cadence, now: datetime) -> Occasion:
    today = day_occasion(cadence, local_date(now, cadence.zone))
    return today if today.at > now else day_occasion(cadence, today.on + DAY)


def _sent(due: Due, here: Place, on: date, now: datetime, *, until: datetime) -> Plan:
    assert here.task is not None and here.step is not None  # noqa: S101, PT018 - a place that is not finished has both
    reminder = due.enrolment.next_kind is NudgeKind.REMINDER
    week = max(1, due.enrolment.week + (0 if reminder else 1))
    after = _after(due, on, week, now, reminder=reminder, weeks=len(here.task.nudges))
    nudge = Nudge(
        kind=due.enrolment.next_kind,
        guide=here.guide.slug,
        task=here.task.slug,
        week=min(week, len(here.task.nudges)),
        done=here.done_in(here.step),
        zone=due.cadence.zone,
        next_at=after.next_at,
        back=due.enrolment.state is EnrolmentState.PAUSED,
    )
    return Plan(after, nudge, on, until)


def _after(due: Due, on: date, week: int, now: datetime, *, reminder: bool, weeks: int) -> Enrolment:
    last_on = due.enrolment.last_on if reminder else on
    state = EnrolmentState.QUIET if week >= weeks and not reminder else EnrolmentState.ACTIVE
    counted = replace(due.enrolment, week=week, last_on=last_on, state=state, resumes_on=None, paused_at=None)
    if state is EnrolmentState.QUIET:
        return expecting(counted, None)
    return expecting(counted, regular(counted, due.cohort, due.cadence, now))
