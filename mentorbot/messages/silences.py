"""Why somebody gets no nudge, in a few words for an admin."""

from mentorbot.chat.spans import Line, line
from mentorbot.domain.cohorts import Cohort, CohortState
from mentorbot.domain.enrolments import Ending, Enrolment, EnrolmentState
from mentorbot.domain.guide import Guide
from mentorbot.domain.members import Reach
from mentorbot.domain.nudges import Due
from mentorbot.domain.progress import place
from mentorbot.messages import moments


def silence(due: Due, guide: Guide | None, zone: str) -> Line | None:
    """The first reason that counts; None when a nudge is planned. `zone` is the reader's."""
    if due.enrolment.state is EnrolmentState.FINISHED:
        return _ended("finished", due.enrolment, zone)
    if due.cohort.state is CohortState.ARCHIVED:
        return line("the cohort is archived")
    if due.enrolment.state is EnrolmentState.ASKED:
        return line("asked to join on {day}, and waits for an answer", day=moments.day(due.enrolment.joined_at, zone))
    if due.enrolment.state is EnrolmentState.LEFT:
        return out(due.enrolment, zone)
    if guide is None:
        return line("the guide of the cohort is no longer here")
    if place(guide, due.done, due.enrolment.focus).finished:
        return line("has done every task")
    return _resting(due, zone)


_OUT = {
    Ending.LEFT: "left",
    Ending.REMOVED: "taken out",
    Ending.MOVED: "moved to another cohort",
    Ending.DECLINED: "asked to join, and was turned down",
    Ending.WITHDRAWN: "asked to join, and is not waiting any more",
    Ending.OVER: "was in it until it ended",
}


def out(enrolment: Enrolment, zone: str) -> Line:
    """How somebody who is not in a cohort any more left it, as far as it is known, and when."""
    return _ended(_OUT[enrolment.ended_why or Ending.LEFT], enrolment, zone)


def _ended(how: str, enrolment: Enrolment, zone: str) -> Line:
    at = enrolment.ended_at
    return line("{how} on {day}", how=how, day=moments.day(at, zone)) if at else line("{how}", how=how)


def _resting(due: Due, zone: str) -> Line | None:
    enrolment = due.enrolment
    if due.member.reach is Reach.CLOSED:
        return line(
            "can't be written to: {reason}. Any command or button of theirs starts it again",
            reason=due.member.reach_reason.rstrip(".") or "their direct messages are closed",
        )
    if enrolment.state is EnrolmentState.QUIET:
        return line(
            "silent{since} after {nudges} without an answer, until they tick a task off or come back{ends}",
            since=line(" since {day}", day=moments.day(enrolment.quiet_at, zone)) if enrolment.quiet_at else (),
            nudges=moments.count(due.cohort.budget + 1, "nudge"),
            ends=_ends(due.cohort),
        )
    if due.cohort.state is CohortState.PAUSED:
        return line("the cohort is resting")
    if enrolment.next_at is not None:
        return None
    since = enrolment.paused_at
    if enrolment.state is not EnrolmentState.PAUSED or since is None or enrolment.resumes_on is not None:
        return _none_left(due.cohort)
    return line("paused since {day}, until they come back{ends}", day=moments.day(since, zone), ends=_ends(due.cohort))


def _ends(cohort: Cohort) -> Line:
    if cohort.ends_on is None:
        return ()
    return line("; the cohort's last day is {last}", last=moments.date_of(cohort.ends_on))


def _none_left(cohort: Cohort) -> Line:
    if cohort.ends_on is None:
        return line("no nudge is planned")
    return line("nothing is left before the cohort's last day, {last}", last=moments.date_of(cohort.ends_on))


def paused_until(due: Due, zone: str) -> Line | None:
    """When somebody comes back from a rest that ends by itself; None for everybody else."""
    enrolment = due.enrolment
    if enrolment.state is not EnrolmentState.PAUSED or enrolment.next_at is None:
        return None
    return line("paused until {day}", day=moments.day(enrolment.next_at, zone))
