"""The rules that decide about somebody's next nudge, each in a few words."""

from collections.abc import Iterator
from datetime import datetime

from mentorbot.chat.spans import Line, Moment, MomentStyle, line
from mentorbot.domain.guide import Guide
from mentorbot.domain.leases import Lease
from mentorbot.domain.nudges import Due
from mentorbot.domain.openings import last_call
from mentorbot.domain.progress import place
from mentorbot.domain.weekdays import span
from mentorbot.messages import moments

Rule = tuple[str, Line]
"""Its name, and what it says."""


def rules(due: Due, guide: Guide | None, zone: str) -> Iterator[Rule]:
    """Every rule that has a part in when the next one comes; `zone` is the reader's."""
    yield "Rhythm", line("{cadence}, {whose}", cadence=str(due.cadence), whose=_whose_rhythm(due))
    yield "Clock", line("{zone}, {whose}", zone=due.cadence.zone, whose=_whose_clock(due))
    task = place(guide, due.done, due.enrolment.focus).task if guide else None
    if guide and task:
        step = guide.step_of[task.slug]
        yield "Place", line("Step {number}, “{task}”", number=step.number, task=task.title)
    yield from _bounds(due)
    yield from _their_calendar(due)
    if due.enrolment.next_at is not None:
        yield from _moment(due, due.enrolment.next_at, zone)
    if due.enrolment.unanswered:
        yield "Unanswered", _unanswered(due)


def sending(lane: Lease | None, now: datetime, zone: str) -> Iterator[Rule]:
    """What keeps everything from going out; nothing while all is well."""
    if lane is None:
        return
    waits = lane.closed_until is not None and lane.closed_until > now
    if not waits and not lane.failures:
        return
    reason = lane.closed_reason.rstrip(".") or "the platform asked for a pause"
    again: Line = line("tried again now")
    if waits and lane.closed_until is not None:
        again = line("tried again at {at}", at=Moment(lane.closed_until, zone, MomentStyle.TIME))
    yield "Sending", line("nothing goes out to anybody here: {reason}; {again}", reason=reason, again=again)


def _bounds(due: Due) -> Iterator[Rule]:
    cohort = due.cohort
    if cohort.starts_on:
        yield "Start", line("not before {on}", on=moments.date_of(cohort.starts_on))
    if cohort.ends_on:
        yield "Last day", line("nothing after {on}", on=moments.date_of(cohort.ends_on))
    if cohort.holidays:
        yield "Days off", line("the cohort's: {which}", which=cohort.holidays.replace(",", ", "))


def _their_calendar(due: Due) -> Iterator[Rule]:
    member = due.member
    if member.work_days:
        yield "Working days", line("{days}, their own choice", days=span(member.work_days))
    if member.quiet:
        yield "Quiet hours", line("{hours} on their clock", hours=str(member.quiet))


def _moment(due: Due, at: datetime, zone: str) -> Iterator[Rule]:
    if due.enrolment.next_why:
        yield "Why then", line("{why}", why=due.enrolment.next_why)
    until = Moment(last_call(due.cadence, at), zone, MomentStyle.TIME)
    yield "If it is late", line("it goes out until {until}; after that, at the next opening", until=until)


def _unanswered(due: Due) -> Line:
    return line(
        "{number} in a row; after {budget} one asks whether to stop, and is the last",
        number=due.enrolment.unanswered,
        budget=due.cohort.budget,
    )


def _whose_rhythm(due: Due) -> str:
    own_day, own_time = due.enrolment.days is not None, due.enrolment.at is not None
    if own_day and own_time:
        return "their own choice"
    if own_day or own_time:
        return f"the {'day' if own_day else 'time'} is their own choice, the rest the cohort's"
    if due.cadence.days != due.cohort.days:
        return "the cohort's rule, on days that they work"
    return "the cohort's rule"


def _whose_clock(due: Due) -> str:
    if due.member.zone_chosen:
        return "which they chose"
    if due.cohort.zone:
        return "the cohort's, for everybody who chose none"
    if due.member.zone is None:
        return "since nobody knows theirs; they can say it with /mentor schedule"
    return "theirs, as their profile says"
