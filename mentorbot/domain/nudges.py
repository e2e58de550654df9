"""What goes out to a member who is due, and what becomes of their enrolment; decided from values alone."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from mentorbot.domain.cadence import DAY, Cadence, Occasion, local_date
from mentorbot.domain.cohorts import Cohort, CohortState
from mentorbot.domain.enrolments import Enrolment, EnrolmentState, NudgeKind, ended, expecting, regular
from mentorbot.domain.guide import Edition, Guide
from mentorbot.domain.members import Member, Reach
from mentorbot.domain.openings import last_call, opening
from mentorbot.domain.progress import Place, place
from mentorbot.domain.weekdays import dated


@dataclass(frozen=True, slots=True, kw_only=True)
class Nudge:
    """The facts of one nudge, enough to write it without asking the store again."""

    kind: NudgeKind
    guide: str
    task: str
    week: int
    """Which of the task's texts this is, from 1; the last one asks whether to stop."""
    done: int
    """Tasks done in the task's step."""
    zone: str
    next_at: datetime | None
    """When the next one comes; None when this is the last until they answer."""
    back: bool = False
    """The first one after a pause."""
    why: str = ""
    """What moved it to where it was, in words; empty where it was wanted."""
    version: str = ""
    """The guide's; empty, as in letters of old, for whichever is the newest."""

    @property
    def edition(self) -> Edition:
        """The version of the guide that it was written for."""
        return Edition(self.guide, self.version)


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
    return cohort.cadence(member, days=enrolment.days, at=enrolment.at)


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
    cadence = due.cadence
    until = last_call(cadence, enrolment.next_at)
    if now > until:
        return Plan(_moved(enrolment, cadence, now))
    return _sent(due, here, cadence, now, on=enrolment.next_on, until=until)


def missed(due: Due, kind: NudgeKind, on: date, now: datetime) -> Enrolment:
    """After the nudge of `on` that could not go out in time: the same again at the next opening, as if not counted.

    Somebody who rests, left or finished meanwhile stays as they are, and so does who has had, or skipped, a later one,
    or had a reminder.
    """
    awake = due.enrolment.state in {EnrolmentState.ACTIVE, EnrolmentState.QUIET}
    overtaken = due.enrolment.free_from > on + DAY
    if not awake or overtaken or due.cohort.state is not CohortState.ACTIVE:
        return due.enrolment
    counted = 0 if kind is NudgeKind.REMINDER else 1
    uncounted = replace(
        due.enrolment,
        state=EnrolmentState.ACTIVE,
        quiet_at=None,
        week=max(0, due.enrolment.week - counted),
        unanswered=max(0, due.enrolment.unanswered - counted),
        next_on=due.enrolment.last_on if counted else None,
        next_kind=kind,
    )
    return _moved(uncounted, due.cadence, now)


def _moved(enrolment: Enrolment, cadence: Cadence, now: datetime) -> Enrolment:
    """Not on its day: the next opening, or the regular one where that comes no later or soon after; either says why."""
    weekly = regular(enrolment, cadence, now)
    caught_up = _next_day(enrolment, cadence, now)
    reminder = enrolment.next_kind is NudgeKind.REMINDER
    was = dated(enrolment.next_on) if enrolment.next_on else "its day"
    shut = cadence.calendar.shut(enrolment.next_on) if enrolment.next_on else ""
    if caught_up is not None and (weekly is None or not _gives_way(caught_up, weekly, cadence, reminder=reminder)):
        why = f"{was} is {shut}" if shut else f"it was too late for {was}"
        return expecting(enrolment, _because(caught_up, why), enrolment.next_kind)
    which = "the reminder" if reminder else "the one"
    why = f"{which} of {was} fell out ({shut or 'it was too late'})"
    return expecting(enrolment, _because(weekly, why) if weekly else None)


def _because(occasion: Occasion, why: str) -> Occasion:
    return replace(occasion, why="; ".join(filter(None, (why, occasion.why))))


def _gives_way(caught_up: Occasion, weekly: Occasion, cadence: Cadence, *, reminder: bool) -> bool:
    apart = DAY if reminder else cadence.apart
    return weekly.at <= caught_up.at or weekly.on - caught_up.on < apart


def _next_day(enrolment: Enrolment, cadence: Cadence, now: datetime) -> Occasion | None:
    """The next opening after `now` on a date that no nudge has had, whatever the day of the week."""
    found = opening(cadence, max(local_date(now, cadence.zone), enrolment.free_from))
    return opening(cadence, found.on + DAY) if found is not None and found.at <= now else found


def _sent(due: Due, here: Place, cadence: Cadence, now: datetime, *, on: date, until: datetime) -> Plan:
    assert here.task is not None and here.step is not None  # noqa: S101, PT018 - a place that is not finished has both
    texts = len(here.task.nudges)
    after, text = _after(due, cadence, on, now, texts=texts)
    nudge = Nudge(
        kind=due.enrolment.next_kind,
        guide=here.guide.slug,
        version=here.guide.version,
        task=here.task.slug,
        week=text,
        done=here.done_in(here.step),
        zone=cadence.zone,
        next_at=after.next_at,
        back=due.enrolment.state is EnrolmentState.PAUSED,
        why=due.enrolment.next_why,
    )
    return Plan(after, nudge, on, until)


def _after(due: Due, cadence: Cadence, on: date, now: datetime, *, texts: int) -> tuple[Enrolment, int]:
    """What comes after a nudge of `on`, and which text it has: the last one only when the budget is used up."""
    before = due.enrolment
    if before.next_kind is NudgeKind.REMINDER:
        awake = replace(before, week=max(1, before.week), state=EnrolmentState.ACTIVE, resumes_on=None, paused_at=None)
        awake = replace(awake, reminded_on=on)
        return expecting(awake, regular(awake, cadence, now)), _text(awake.week, texts)
    silent = before.unanswered >= due.cohort.budget
    counted = replace(
        before,
        week=before.week + 1,
        last_on=on,
        reminded_on=None,
        unanswered=before.unanswered + 1,
        state=EnrolmentState.QUIET if silent else EnrolmentState.ACTIVE,
        quiet_at=now if silent else None,
        resumes_on=None,
        paused_at=None,
    )
    if silent:
        return expecting(counted, None), texts
    return expecting(counted, regular(counted, cadence, now)), _text(counted.week, texts)


def _text(week: int, texts: int) -> int:
    """The first of a task's texts in the first week, then those up to the last but one in turn; the last one asks."""
    between = texts - 2
    return 2 + (week - 2) % between if week > 1 and between > 0 else 1
