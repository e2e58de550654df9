"""A mentor's week: when they are told, and what there is to tell of each of their mentees."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from mentorbot.domain.cadence import DAY, WEEK, Cadence, instant, local_date, wanted_from
from mentorbot.domain.checkins import CheckIn, HelpRequest, Mood
from mentorbot.domain.cohorts import Cohort
from mentorbot.domain.enrolments import Enrolment, EnrolmentState
from mentorbot.domain.guide import Guide, Step
from mentorbot.domain.members import Member
from mentorbot.domain.mentoring import Mentor, Mentorship
from mentorbot.domain.progress import Completion, Place, place

EVENING = time(18)
"""Until then, on their own clock, a missed digest still comes on its day; later it is left to the next week."""
_LEAST = timedelta(hours=1)
"""How late one may come that is wanted so late itself."""
_SILENT_AFTER = 2
"""So many nudges in a row without an answer are news."""
_LOOKS_BACK = 4 * WEEK
"""How far, where they have had no digest for long."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """A digest that is due: its local date, and the last instant (UTC) at which it may go out."""

    on: date
    until: datetime


def next_digest(mentor: Mentor, zone: str, now: datetime) -> datetime:
    """The first instant after `now` (both UTC) at which a mentor whose clock is `zone` wants their digest."""
    cadence = Cadence(mentor.digest_day, mentor.digest_time, zone)
    on = wanted_from(cadence, local_date(now, zone) - DAY)
    while (at := instant(on, mentor.digest_time, zone)) <= now:
        on = wanted_from(cadence, on + DAY)
    return at


def occasion(mentor: Mentor, zone: str, now: datetime) -> Occasion | None:
    """The digest that may go out at `now` (UTC); None on another day, before its hour, or when it is too late for it.

    Asked of the clock they have now: whoever has moved is not written to at the hour of where they were.
    """
    on = local_date(now, zone)
    at = instant(on, mentor.digest_time, zone)
    midnight = instant(on + DAY, time(0), zone) - timedelta(microseconds=1)
    until = min(max(instant(on, EVENING, zone), at + _LEAST), midnight)
    return Occasion(on, until) if on.weekday() in mentor.digest_day and at <= now <= until else None


def news_since(last: datetime | None, began: datetime, now: datetime) -> datetime:
    """From when on things are news: since the last digest, or since they `began` to mentor; four weeks at most.

    A week that was missed, or in which there was nothing to tell, made no digest, so that nothing is lost with it.
    """
    return max(last or began, now - _LOOKS_BACK)


class Group(StrEnum):
    """How a mentee's week was, the most pressing first."""

    STUCK = "stuck"
    MOVED = "moved"
    SILENT = "silent"
    CHECKED_IN = "checked in"
    """On their way, and they said how it went."""
    PAUSED = "paused"
    ON_TRACK = "on track"
    FINISHED = "finished"
    NOWHERE = "nowhere"
    """In no cohort."""


NEWS = frozenset({Group.STUCK, Group.MOVED, Group.SILENT, Group.CHECKED_IN})
"""What is worth a message; the others come along."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentee:
    """One mentee's week as facts; instants are UTC, titles are the guide's."""

    group: Group
    name: str
    user: str
    mentorship: int
    covered_for: str = ""
    """Their mentor's name, where the reader stands in."""
    step: int = 0
    task: str = ""
    """What they are on."""
    weeks: int = 0
    """Of being stuck, or those that a finished step took."""
    tasks: int = 0
    """Done since the last digest."""
    done: str = ""
    """The last of them."""
    step_done: int = 0
    finished: bool = False
    nudges: int = 0
    """In a row without an answer."""
    fell_silent: bool = False
    asked: bool = False
    """A call for help of theirs waits."""
    mood: Mood | None = None
    note: str = ""
    said_at: datetime | None = None
    until: datetime | None = None
    """The end of a pause; None where it has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MenteesDigest:
    """A mentor's week, the most pressing first; `instead_of` names whom the reader, who is no mentor, stands in for."""

    mentees: tuple[Mentee, ...]
    zone: str
    instead_of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """Everything known of one mentee; the last three are None for somebody in no cohort."""

    pair: Mentorship
    learner: Member
    stuck_weeks: int
    """The workspace's: so long without progress is stuck."""
    covered_for: str = ""
    completions: Sequence[Completion] = ()
    nudges: int = 0
    """Weekly nudges that arrived since their last progress: none come in a pause, so that it does not count."""
    call: HelpRequest | None = None
    checkin: CheckIn | None = None
    """Their latest since the last digest."""
    enrolment: Enrolment | None = None
    cohort: Cohort | None = None
    guide: Guide | None = None


def digest(
    weeks: Sequence[Week], since: datetime, now: datetime, *, zone: str, instead_of: str = ""
) -> MenteesDigest | None:
    """What a mentor is told at `now` of what happened from `since` on (UTC); None where nothing did."""
    order = list(Group)
    told = sorted((told_of(each, since, now) for each in weeks), key=lambda each: (order.index(each.group), each.name))
    if not any(each.group in NEWS for each in told):
        return None
    return MenteesDigest(mentees=tuple(told), zone=zone, instead_of=instead_of)


def told_of(week: Week, since: datetime, now: datetime) -> Mentee:
    """One mentee's week, in the one group that says most."""
    bare = _said(week)
    if week.enrolment is None or week.cohort is None or week.guide is None:
        return replace(bare, group=Group.STUCK) if week.call else bare
    here = place(week.guide, [each.task for each in week.completions], week.enrolment.focus)
    walking = replace(bare, step=here.step.number if here.step else 0, task=here.task.title if here.task else "")
    idle = _idle_weeks(week, week.enrolment, week.cohort, now)
    moved = _moved(walking, week, here, since)
    if week.call is not None or _says_stuck(week):
        return replace(walking, group=Group.STUCK, weeks=idle)
    if moved is not None:
        return moved
    return _standing(walking, week.enrolment, since, idle=idle, patience=week.stuck_weeks, finished=here.finished)


def _said(week: Week) -> Mentee:
    checkin, call = week.checkin, week.call
    note = (call.note if call else None) or (checkin.note if checkin else None)
    said_at = call.asked_at if call else checkin.at if checkin else None
    return Mentee(
        group=Group.NOWHERE,
        name=week.learner.name,
        user=week.learner.user,
        mentorship=week.pair.key,
        covered_for=week.covered_for,
        asked=call is not None,
        mood=checkin.mood if checkin else None,
        note=note or "",
        said_at=said_at,
    )


def _standing(
    mentee: Mentee, enrolment: Enrolment, since: datetime, *, idle: int, patience: int, finished: bool
) -> Mentee:
    """Somebody who finished nothing since the last digest, and does not call for help."""
    if finished or enrolment.state is EnrolmentState.FINISHED:
        return replace(mentee, group=Group.FINISHED)
    if enrolment.state is EnrolmentState.PAUSED:
        return replace(mentee, group=Group.PAUSED, until=enrolment.next_at)
    silent = replace(mentee, group=Group.SILENT, nudges=enrolment.unanswered)
    if enrolment.state is EnrolmentState.QUIET:
        old = enrolment.quiet_at is not None and enrolment.quiet_at < since
        return replace(silent, group=Group.PAUSED if old else Group.SILENT, fell_silent=True)
    if enrolment.unanswered >= _SILENT_AFTER:
        return silent
    if idle >= patience:
        return replace(mentee, group=Group.STUCK, weeks=idle)
    return replace(mentee, group=Group.CHECKED_IN if mentee.mood else Group.ON_TRACK)


def _says_stuck(week: Week) -> bool:
    """They said so, and finished nothing since."""
    said = week.checkin
    if said is None or said.mood is not Mood.STUCK:
        return False
    return all(each.done_at < said.at for each in week.completions)


def _idle_weeks(week: Week, enrolment: Enrolment, cohort: Cohort, now: datetime) -> int:
    """Whole weeks since something was done, as far as they were weeks with a nudge."""
    last = max((each.done_at for each in week.completions), default=enrolment.joined_at)
    nudged = week.nudges * cohort.every // len(cohort.days)
    return min((now - max(last, enrolment.joined_at)) // WEEK, nudged)


def _moved(mentee: Mentee, week: Week, here: Place, since: datetime) -> Mentee | None:
    guide = here.guide
    new = [each for each in week.completions if each.done_at >= since and each.task in guide.tasks]
    if not new:
        return None
    last = max(new, key=lambda each: each.done_at)
    steps = {guide.step_of[each.task].number: guide.step_of[each.task] for each in new}
    complete = max((step for step in steps.values() if here.complete(step)), key=lambda step: step.number, default=None)
    return replace(
        mentee,
        group=Group.MOVED,
        tasks=len(new),
        done=guide.tasks[last.task].title,
        step_done=complete.number if complete else 0,
        finished=here.finished,
        weeks=_length(week, complete) if complete else 0,
    )


def _length(week: Week, step: Step) -> int:
    """How many weeks a step took, begun ones too: from the end of what was done before it."""
    theirs = {task.slug for task in step.tasks}
    ends = max(each.done_at for each in week.completions if each.task in theirs)
    began = min(each.done_at for each in week.completions if each.task in theirs)
    joined = week.enrolment.joined_at if week.enrolment else began
    before = max((each.done_at for each in week.completions if each.done_at < began), default=joined)
    return -(-(ends - min(before, ends)) // WEEK)
