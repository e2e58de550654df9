"""When a mentor is told, and what of."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorbot.domain.cadence import DAY, WEEK, instant
from mentorbot.domain.checkins import CheckIn, CheckInKey, HelpRequest, HelpRequestKey, Mood
from mentorbot.domain.cohorts import Cohort, CohortKey
from mentorbot.domain.enrolments import Enrolment, EnrolmentKey, EnrolmentState
from mentorbot.domain.members import Member, MemberKey, WorkspaceKey
from mentorbot.domain.mentee_digests import Group, Week, digest, news_since, next_digest, occasion, told_of
from mentorbot.domain.mentoring import Mentor, Mentorship, MentorshipKey
from mentorbot.domain.progress import Completion
from mentorbot.domain.weekdays import Weekday
from mentorbot.guides import load_library

GUIDE = load_library(Path(__file__).parents[2] / "content").default
TASKS = list(GUIDE.tasks)
NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
"""A Monday, 09:00 in Berlin."""
SINCE = NOW - WEEK
START = datetime(2020, 1, 1, tzinfo=UTC)
ZONES = st.sampled_from(
    [
        "Europe/Berlin",
        "America/New_York",
        "America/Santiago",
        "Australia/Lord_Howe",
        "Pacific/Auckland",
        "Pacific/Kiritimati",
        "Asia/Kathmandu",
        "Africa/Casablanca",
        "UTC",
    ]
)
TIMES = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 59]))
INSTANTS = st.integers(0, 10 * 365 * 24 * 60).map(lambda minutes: START + timedelta(minutes=minutes))


def mentor(**more: object) -> Mentor:
    return replace(Mentor(member=MemberKey(9), since=NOW - 50 * WEEK), **more)  # type: ignore[arg-type]


@given(ZONES, st.sampled_from(list(Weekday)), TIMES, INSTANTS)
def test_the_next_digest_is_always_at_the_wanted_local_hour_and_once_a_week(
    zone: str, day: Weekday, at: time, now: datetime
) -> None:
    wanted = mentor(digest_day=(day,), digest_time=at)
    instants = [next_digest(wanted, zone, now)]
    for _ in range(60):
        instants.append(next_digest(wanted, zone, instants[-1]))
    assert now < instants[0] <= now + WEEK + timedelta(hours=2)
    dates = [each.astimezone(ZoneInfo(zone)).date() for each in instants]
    for each in instants:
        shown = each.astimezone(ZoneInfo(zone))
        exists = instant(shown.date(), at, zone).astimezone(ZoneInfo(zone)).time() == at
        assert shown.weekday() == day
        assert not exists or shown.time() == at
    assert all(later - earlier == WEEK for earlier, later in pairwise(dates))


@given(ZONES, TIMES, INSTANTS)
def test_a_digest_may_go_out_at_its_own_instant_and_never_at_night_of_another_day(
    zone: str, at: time, now: datetime
) -> None:
    wanted = mentor(digest_time=at)
    due = next_digest(wanted, zone, now)
    found = occasion(wanted, zone, due)
    assert found is not None
    assert found.on == due.astimezone(ZoneInfo(zone)).date()
    ends = found.until.astimezone(ZoneInfo(zone))
    assert ends.date() == found.on
    assert ends.time() <= max(
        time(18), at.replace(hour=min(at.hour + 2, 23), minute=59, second=59, microsecond=999_999)
    )
    assert occasion(wanted, zone, found.until + timedelta(seconds=1)) is None


@pytest.mark.parametrize(
    ("now", "comes"),
    [
        ("2026-11-23 08:59", False),
        ("2026-11-23 09:00", True),
        ("2026-11-23 17:59", True),
        ("2026-11-23 18:00", True),
        ("2026-11-23 18:01", False),
        ("2026-11-24 09:00", False),
    ],
)
def test_a_missed_digest_comes_until_six_in_the_evening_of_its_day(now: str, *, comes: bool) -> None:
    at = datetime.fromisoformat(now).replace(tzinfo=ZoneInfo("Europe/Berlin"))
    assert (occasion(mentor(), "Europe/Berlin", at.astimezone(UTC)) is not None) is comes


def test_whoever_moved_is_not_written_to_at_the_hour_of_where_they_were() -> None:
    assert occasion(mentor(), "America/New_York", NOW) is None
    assert next_digest(mentor(), "America/New_York", NOW) == NOW + timedelta(hours=6)


def test_news_are_those_since_the_last_digest() -> None:
    began = NOW - 40 * WEEK
    assert news_since(NOW - 2 * WEEK, began, NOW) == NOW - 2 * WEEK
    assert news_since(NOW - 30 * WEEK, began, NOW) == NOW - 4 * WEEK
    assert news_since(None, NOW - WEEK, NOW) == NOW - WEEK
    assert news_since(None, began, NOW) == NOW - 4 * WEEK


def week(*done_at: datetime, weeks_in: int = 10, **more: object) -> Week:
    """Kim, who joined ten weeks ago, did the first tasks then and answers every nudge."""
    state = {name: more.pop(name) for name in list(more) if name in {"state", "unanswered", "quiet_at", "next_at"}}
    known = Week(
        pair=Mentorship(
            key=MentorshipKey(3),
            workspace=WorkspaceKey(1),
            mentor=MemberKey(9),
            learner=MemberKey(1),
            why="",
            began_at=NOW - 10 * WEEK,
        ),
        learner=Member(
            key=MemberKey(1), workspace=WorkspaceKey(1), user="U1", name="Kim", zone="Europe/Berlin", zone_chosen=False
        ),
        stuck_weeks=3,
        completions=[Completion(task=slug, done_at=at) for slug, at in zip(TASKS, done_at, strict=False)],
        enrolment=Enrolment(
            key=EnrolmentKey(1),
            cohort=CohortKey(1),
            member=MemberKey(1),
            joined_at=NOW - weeks_in * WEEK,
            **state,  # type: ignore[arg-type]
        ),
        cohort=Cohort(
            key=CohortKey(1),
            workspace=WorkspaceKey(1),
            slug="spring-26",
            name="Spring 26",
            guide=GUIDE.slug,
            created_at=NOW - 10 * WEEK,
        ),
        guide=GUIDE,
    )
    return replace(known, **more)  # type: ignore[arg-type]


def said(mood: Mood, note: str | None = None, at: datetime = NOW - 3 * DAY) -> CheckIn:
    return CheckIn(key=CheckInKey(1), member=MemberKey(1), cohort=None, mood=mood, note=note, at=at)


def called(note: str | None = None) -> HelpRequest:
    return HelpRequest(
        key=HelpRequestKey(1),
        workspace=WorkspaceKey(1),
        member=MemberKey(1),
        task=TASKS[1],
        note=note,
        asked_at=NOW - 2 * DAY,
    )


LATELY, BEFORE = NOW - 2 * DAY, NOW - 2 * WEEK


def test_whoever_finished_a_task_moved() -> None:
    told = told_of(week(BEFORE, LATELY), SINCE, NOW)
    assert (told.group, told.tasks, told.done, told.step_done) == (Group.MOVED, 1, GUIDE.tasks[TASKS[1]].title, 0)


def test_a_finished_step_says_how_many_weeks_it_took() -> None:
    first = GUIDE.steps[0]
    told = told_of(week(*(NOW - 9 * WEEK + each * WEEK for each in range(len(first.tasks) - 1)), LATELY), SINCE, NOW)
    assert (told.step_done, told.weeks) == (1, 10)
    assert told.step == 2  # where they are now


def test_the_whole_guide_done_is_told_once() -> None:
    all_done = week(*([BEFORE] * (len(TASKS) - 1)), LATELY, state=EnrolmentState.FINISHED)
    assert told_of(all_done, SINCE, NOW).finished
    assert told_of(all_done, NOW - DAY, NOW).group is Group.FINISHED


def test_no_progress_in_so_many_weeks_with_nudges_is_stuck() -> None:
    assert told_of(week(NOW - 3 * WEEK, nudges=3), SINCE, NOW).group is Group.STUCK
    assert told_of(week(NOW - 3 * WEEK, nudges=3), SINCE, NOW).weeks == 3
    assert told_of(week(NOW - 3 * WEEK + DAY, nudges=3), SINCE, NOW).group is Group.ON_TRACK
    assert told_of(week(NOW - 3 * WEEK, nudges=3, stuck_weeks=4), SINCE, NOW).group is Group.ON_TRACK


def test_weeks_of_a_pause_do_not_count() -> None:
    assert told_of(week(NOW - 8 * WEEK, nudges=2), SINCE, NOW).group is Group.ON_TRACK


def test_a_nudge_every_second_week_counts_for_two() -> None:
    slow = week(NOW - 4 * WEEK, nudges=2)
    assert slow.cohort is not None
    assert told_of(replace(slow, cohort=replace(slow.cohort, every=2)), SINCE, NOW).group is Group.STUCK


def test_a_call_for_help_is_stuck_whatever_else_happened() -> None:
    told = told_of(week(LATELY, call=called("where do I start"), state=EnrolmentState.PAUSED), SINCE, NOW)
    assert (told.group, told.asked, told.note, told.said_at) == (Group.STUCK, True, "where do I start", NOW - 2 * DAY)


def test_who_said_stuck_and_finished_something_since_is_not_any_more() -> None:
    assert told_of(week(BEFORE, checkin=said(Mood.STUCK, "no idea")), SINCE, NOW).group is Group.STUCK
    assert told_of(week(BEFORE, LATELY, checkin=said(Mood.STUCK, "no idea")), SINCE, NOW).group is Group.MOVED


def test_two_nudges_without_an_answer_are_silence_and_one_is_not() -> None:
    assert told_of(week(BEFORE, unanswered=2, nudges=2), SINCE, NOW).group is Group.SILENT
    assert told_of(week(BEFORE, unanswered=1, nudges=2), SINCE, NOW).group is Group.ON_TRACK


def test_who_fell_silent_is_news_once() -> None:
    fresh = week(NOW - 6 * WEEK, state=EnrolmentState.QUIET, quiet_at=NOW - DAY, unanswered=4, nudges=4)
    assert (told_of(fresh, SINCE, NOW).group, told_of(fresh, SINCE, NOW).fell_silent) == (Group.SILENT, True)
    assert told_of(fresh, NOW - timedelta(hours=1), NOW).group is Group.PAUSED


def test_a_good_week_that_somebody_wrote_about_is_news() -> None:
    told = told_of(week(BEFORE, checkin=said(Mood.GOOD, "learnt a lot")), SINCE, NOW)
    assert (told.group, told.mood, told.note) == (Group.CHECKED_IN, Mood.GOOD, "learnt a lot")


def test_paused_people_come_with_the_day_they_come_back() -> None:
    back = NOW + 2 * WEEK
    told = told_of(week(BEFORE, state=EnrolmentState.PAUSED, next_at=back), SINCE, NOW)
    assert (told.group, told.until) == (Group.PAUSED, back)


def test_somebody_in_no_cohort_is_named_and_can_still_be_stuck() -> None:
    nowhere = week(enrolment=None, cohort=None, guide=None)
    assert told_of(nowhere, SINCE, NOW).group is Group.NOWHERE
    assert told_of(replace(nowhere, call=called()), SINCE, NOW).group is Group.STUCK


def test_nothing_new_is_no_message() -> None:
    calm = [
        week(BEFORE),
        week(BEFORE, state=EnrolmentState.PAUSED),
        week(BEFORE, state=EnrolmentState.QUIET, quiet_at=NOW - 3 * WEEK),
        week(enrolment=None, cohort=None, guide=None),
    ]
    assert digest([], SINCE, NOW, zone="UTC") is None
    assert digest(calm, SINCE, NOW, zone="UTC") is None
    made = digest([*calm, week(BEFORE, LATELY)], SINCE, NOW, zone="UTC")
    assert made is not None
    assert [each.group for each in made.mentees] == [
        Group.MOVED,
        Group.PAUSED,
        Group.PAUSED,
        Group.ON_TRACK,
        Group.NOWHERE,
    ]


def test_two_on_the_same_date_are_one_occasion() -> None:
    found = occasion(mentor(), "Europe/Berlin", NOW)
    assert found is not None
    assert found.on == date(2026, 11, 23)
