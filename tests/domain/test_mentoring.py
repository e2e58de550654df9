"""Who hears from a mentor's mentees, who is what to a pair, and who stopped the messages."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from mentorbot.domain.members import MemberKey, WorkspaceKey
from mentorbot.domain.mentee_digests import next_digest
from mentorbot.domain.mentoring import (
    Mentor,
    Mentorship,
    MentorshipKey,
    MentorshipState,
    MentorState,
    Side,
    reached,
    side_of,
)
from mentorbot.domain.weekdays import Weekday

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
TODAY = NOW.date()
GRACE, LEE, ADA, KIM = (MemberKey(number) for number in (1, 2, 3, 4))
HERE = Mentor(member=GRACE, since=NOW)
AWAY = replace(HERE, away_until=TODAY, cover=LEE)
COVER = Mentor(member=LEE, since=NOW)
PAIR = Mentorship(key=MentorshipKey(7), workspace=WorkspaceKey(1), mentor=GRACE, learner=ADA, why="APIs", began_at=NOW)
KEYS = st.sampled_from([GRACE, LEE, ADA, KIM])


def test_a_mentor_who_is_here_hears_though_a_cover_is_named() -> None:
    assert reached(replace(AWAY, away_until=TODAY - timedelta(days=1)), COVER, TODAY) == GRACE
    assert reached(HERE, None, TODAY) == GRACE


def test_the_cover_hears_on_the_last_day_away_and_not_on_the_day_after() -> None:
    assert reached(AWAY, COVER, TODAY) == LEE
    assert reached(AWAY, COVER, TODAY + timedelta(days=1)) == GRACE


def test_nobody_hears_where_nobody_covers_or_the_cover_is_away_or_mentors_no_more_or_is_somebody_else() -> None:
    assert reached(replace(AWAY, cover=None), None, TODAY) is None
    assert reached(AWAY, replace(COVER, away_until=TODAY), TODAY) is None
    assert reached(AWAY, replace(COVER, state=MentorState.LEFT), TODAY) is None
    assert reached(AWAY, replace(COVER, member=KIM), TODAY) is None
    assert reached(replace(AWAY, cover=GRACE), AWAY, TODAY) is None


def test_two_who_cover_for_each_other_and_are_both_away_reach_nobody_and_never_run_in_a_circle() -> None:
    other = replace(COVER, away_until=TODAY, cover=GRACE)
    assert reached(AWAY, other, TODAY) is None
    assert reached(other, AWAY, TODAY) is None


@st.composite
def offers(draw: st.DrawFn) -> dict[MemberKey, Mentor]:
    """What each of some people offers; who is away, and who covers, is anybody's guess."""
    days = st.none() | st.dates(TODAY - timedelta(days=2), TODAY + timedelta(days=2))
    return {
        key: Mentor(
            member=key,
            since=NOW,
            state=draw(st.sampled_from(MentorState)),
            away_until=draw(days),
            cover=draw(st.none() | KEYS),
        )
        for key in draw(st.sets(KEYS, min_size=1))
    }


@given(offers(), KEYS, KEYS, st.sampled_from(MentorshipState))
def test_exactly_the_pair_and_an_active_cover_who_is_here_are_in_it(
    offered: dict[MemberKey, Mentor], mentor: MemberKey, learner: MemberKey, state: MentorshipState
) -> None:
    offer = offered.get(mentor, Mentor(member=mentor, since=NOW))
    cover = offered.get(offer.cover) if offer.cover else None
    pair = replace(PAIR, mentor=mentor, learner=learner, state=state)
    heard_by = reached(offer, cover, TODAY)
    inside = {key for key in (GRACE, LEE, ADA, KIM) if side_of(pair, key, heard_by) is not None}
    stands_in = (
        cover is not None
        and offer.away_until is not None
        and offer.away_until >= TODAY
        and cover.state is MentorState.ACTIVE
        and (cover.away_until is None or cover.away_until < TODAY)
        and state is MentorshipState.ACTIVE
    )
    assert inside == {mentor, learner} | ({cover.member} if stands_in and cover else set())
    assert side_of(pair, learner, heard_by) is Side.LEARNER


@given(st.lists(st.tuples(st.sampled_from([GRACE, ADA]), st.booleans())))
def test_messages_are_stopped_by_exactly_those_who_stopped_them_last(turns: list[tuple[MemberKey, bool]]) -> None:
    pair, wanted = PAIR, set[MemberKey]()
    for who, stops in turns:
        pair = pair.muted(who) if stops else pair.unmuted(who)
        wanted = wanted | {who} if stops else wanted - {who}
        assert pair.stopped == wanted


def test_the_digest_comes_next_on_their_day_and_hour_and_never_now() -> None:
    offer = replace(HERE, digest_day=(Weekday.MONDAY,), digest_time=time(9))
    assert next_digest(offer, "Europe/Berlin", NOW) == NOW + timedelta(weeks=1)
    assert next_digest(offer, "Europe/Berlin", NOW - timedelta(seconds=1)) == NOW
    friday = replace(offer, digest_day=(Weekday.FRIDAY,), digest_time=time(17, 30))
    assert next_digest(friday, "America/New_York", NOW) == datetime(2026, 11, 27, 22, 30, tzinfo=UTC)


@given(st.integers(0, 366 * 24 * 60), st.sampled_from(Weekday), st.times())
def test_the_digest_is_always_within_eight_days(minutes: int, day: Weekday, hour: time) -> None:
    now = NOW + timedelta(minutes=minutes)
    due = next_digest(replace(HERE, digest_day=(day,), digest_time=hour), "Europe/London", now)
    assert now < due <= now + timedelta(days=7, hours=2)
    assert due.astimezone(ZoneInfo("Europe/London")).weekday() == day


def test_what_names_a_pair_fits_where_deliveries_keep_it() -> None:
    assert PAIR.about == "mentorship:7"
    assert len(replace(PAIR, key=MentorshipKey(2**63 - 1)).about) <= 40
