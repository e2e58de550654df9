"""Somebody's months with the bot: outages, moves, new habits and clocks that step back; each nudge at a right hour."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from mentorbot.domain.cadence import DAY, WEEK, Cadence, local_date
from mentorbot.domain.cohorts import Cohort
from mentorbot.domain.enrolments import (
    Enrolment,
    EnrolmentState,
    NudgeKind,
    paused,
    rescheduled,
    scheduled,
    skipped,
    snoozed,
)
from mentorbot.domain.members import Member
from mentorbot.domain.nudges import Due, missed, plan
from mentorbot.domain.weekdays import Weekday
from tests.domain.rhythms import PAIRS, SINGLE, WEEKENDS, hours, hushed, instants, quiets, shown, zones
from tests.domain.scenes import COHORT, ENROLMENT, GUIDE, KIM

LATE = timedelta(0), timedelta(hours=1), timedelta(hours=7), timedelta(days=3), timedelta(days=40)


class Walk:
    """One member of one cohort, and the clock."""

    def __init__(self, cohort: Cohort, member: Member, now: datetime) -> None:
        self.cohort, self.member, self.now = cohort, member, now
        self.enrolment = replace(ENROLMENT, next_at=None, next_on=None, joined_at=now)
        self.enrolment = scheduled(self.enrolment, cohort, self.cadence, now)
        self.sent: list[tuple[date, NudgeKind, Cadence]] = []

    @property
    def due(self) -> Due:
        return Due(self.enrolment, self.cohort, self.member, frozenset())

    @property
    def cadence(self) -> Cadence:
        return self.due.cadence

    def tick(self, late: timedelta) -> None:
        """Wait for what comes, and a little longer."""
        if self.enrolment.next_at is None:
            self.now += late
            return
        self.now = max(self.now, self.enrolment.next_at) + late
        made = plan(self.due, GUIDE, self.now)
        if made.nudge is not None and made.on is not None:
            self._at_a_right_hour(made.until)
            self.sent.append((made.on, made.nudge.kind, self.cadence))
            assert made.nudge.why == self.enrolment.next_why
        else:
            assert made.enrolment.next_at is None or made.enrolment.next_at > self.now
            assert made.enrolment.next_at is None or made.enrolment.next_why
        self.enrolment = replace(made.enrolment, unanswered=0)

    def _at_a_right_hour(self, until: datetime | None) -> None:
        assert until is not None
        calendar = self.cadence.calendar
        for instant in (self.now, until):
            clock = shown(instant, self.cadence)
            assert not calendar.shut(clock.date())
            assert not hushed(instant, self.cadence)
        assert calendar.ends_on is None or self.enrolment.next_on is None or self.enrolment.next_on <= calendar.ends_on

    def turns(self, member: Member) -> None:
        """Another zone, other working days, other quiet hours."""
        self.member = member
        self.enrolment = rescheduled(self.enrolment, self.cohort, self.cadence, self.now)

    def edits(self, cohort: Cohort) -> None:
        self.cohort = cohort
        self.enrolment = rescheduled(self.enrolment, self.cohort, self.cadence, self.now)

    def does(self, gesture: Callable[[Enrolment], Enrolment]) -> None:
        if self.enrolment.state is EnrolmentState.ACTIVE and self.enrolment.next_at is not None:
            self.enrolment = gesture(self.enrolment)


@st.composite
def walks(draw: st.DrawFn) -> Walk:
    now = draw(instants)
    days = draw(st.sampled_from((*SINGLE, *PAIRS)))
    cohort = replace(
        COHORT,
        days=days,
        every=draw(st.sampled_from((1, 2))) if len(days) == 1 else 1,
        at=draw(hours),
        zone=draw(st.none() | zones),
        created_at=now,
        holidays=draw(st.sampled_from(("", "US", "DE-BY", "SA"))),
        ends_on=draw(st.none() | st.just(now.date() + 20 * WEEK)),
    )
    return Walk(cohort, replace(KIM, zone=draw(zones), work_days=draw(st.sampled_from(WEEKENDS))), now)


def happens(data: st.DataObject, walk: Walk) -> None:
    match data.draw(st.integers(0, 9)):
        case 0:
            walk.turns(replace(walk.member, zone=data.draw(zones)))
        case 1:
            quiet = data.draw(st.none() | quiets())
            start, end = (quiet.start, quiet.end) if quiet else (None, None)
            walk.turns(replace(walk.member, quiet_from=start, quiet_until=end))
        case 2:
            walk.turns(replace(walk.member, work_days=data.draw(st.sampled_from(WEEKENDS))))
        case 3:
            walk.now -= data.draw(st.timedeltas(timedelta(0), timedelta(days=2)))
        case 4:
            walk.does(lambda each: skipped(each, walk.cadence, each.next_on or date.min))
        case 5:
            until = local_date(walk.now, walk.cadence.zone) + DAY * data.draw(st.integers(1, 40))
            walk.does(lambda each: paused(each, walk.cadence, walk.now, until=until))
        case 6:
            days = data.draw(st.integers(1, 21))
            walk.does(lambda each: snoozed(each, walk.cadence, walk.now, days=days))
        case 7:
            walk.edits(replace(walk.cohort, holidays=data.draw(st.sampled_from(("", "US", "DE-BY", "SA")))))
        case 8:
            walk.edits(replace(walk.cohort, at=data.draw(hours), days=data.draw(st.sampled_from(SINGLE)), every=1))
        case _:
            walk.now += data.draw(st.timedeltas(timedelta(0), timedelta(days=5)))


@given(st.data(), walks())
def test_whatever_happens_no_date_has_two_and_each_comes_at_a_right_hour(data: st.DataObject, walk: Walk) -> None:
    for _ in range(data.draw(st.integers(1, 25))):
        if data.draw(st.booleans()):
            happens(data, walk)
        walk.tick(data.draw(st.sampled_from(LATE)))
    regular = [(on, cadence) for on, kind, cadence in walk.sent if kind is NudgeKind.NUDGE]
    for (before, _), (after, cadence) in pairwise(regular):
        assert after - before >= cadence.apart
    dates = [on for on, _, _ in walk.sent]
    assert len(set(dates)) == len(dates), "a reminder and another on one date"


@given(walks(), hours, st.integers(1, 21))
def test_a_reminder_has_its_date_to_itself_whatever_day_and_hour_is_chosen_then(
    walk: Walk, hour: time, days: int
) -> None:
    walk.tick(timedelta(0))
    walk.does(lambda each: snoozed(each, walk.cadence, walk.now, days=days))
    walk.tick(timedelta(0))
    if len(walk.sent) < 2:
        return
    on, _, _ = walk.sent[-1]
    walk.edits(replace(walk.cohort, at=hour, days=(Weekday(on.weekday()),), every=1))
    assert walk.enrolment.next_on is None or walk.enrolment.next_on > on
    walk.does(lambda each: snoozed(each, walk.cadence, walk.now - DAY, days=1))
    assert walk.enrolment.next_on is None or walk.enrolment.next_on > on


@given(walks(), st.lists(st.sampled_from(LATE), min_size=1, max_size=20))
def test_after_an_outage_or_a_rest_comes_one_and_no_pile(walk: Walk, gaps: list[timedelta]) -> None:
    for late in gaps:
        walk.tick(late)
        assert len([on for on, _, _ in walk.sent if on >= local_date(walk.now, walk.cadence.zone)]) <= 1


@given(walks(), st.sampled_from(LATE[1:]))
def test_what_could_not_go_out_in_time_comes_at_the_next_opening(walk: Walk, late: timedelta) -> None:
    walk.tick(timedelta(0))
    if not walk.sent:
        return
    (on, kind, _), counted = walk.sent[0], walk.enrolment.week
    walk.enrolment = missed(walk.due, kind, on, walk.now + late)
    walk.now += late
    assert walk.enrolment.week == counted - 1
    if walk.enrolment.next_on is not None:
        assert walk.enrolment.next_on > on
        assert walk.enrolment.next_why
        walk.tick(timedelta(0))
        assert len(walk.sent) == 2


@given(walks(), st.integers(1, 12))
def test_a_budget_of_so_many_is_followed_by_one_that_asks_and_then_by_silence(walk: Walk, budget: int) -> None:
    cohort = replace(walk.cohort, budget=budget, ends_on=None)
    one = Due(walk.enrolment, cohort, walk.member, frozenset())
    one = replace(one, enrolment=scheduled(walk.enrolment, cohort, one.cadence, walk.now))
    now, texts = walk.now, []
    while one.enrolment.next_at is not None:
        now = one.enrolment.next_at
        made = plan(one, GUIDE, now)
        assert made.nudge is not None
        texts.append(made.nudge.week)
        one = replace(one, enrolment=made.enrolment)
    assert texts == [*[1, 2, 3, 2, 3, 2, 3, 2, 3, 2, 3, 2][:budget], 4]
    assert (one.enrolment.state, one.enrolment.quiet_at) == (EnrolmentState.QUIET, now)
    assert one.enrolment.unanswered == budget + 1
