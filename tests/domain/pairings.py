"""Learners and mentors of all sorts, for tests: in few zones and words, so that much is alike; some are both."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import strategies as st

from mentorbot.domain.members import MemberKey
from mentorbot.domain.pairs import LearnerWish, MentorOffer
from mentorbot.domain.weekdays import Days, Weekday, in_order

ON = date(2026, 11, 25)
LONG_AGO = datetime(2026, 9, 1, 12, tzinfo=UTC)
KEYS = tuple(MemberKey(number) for number in range(1, 9))
GONE = MemberKey(99)
"""Somebody's mentor who has left."""
PLACES: tuple[tuple[str, Days | None, time, time], ...] = (
    ("Europe/Berlin", None, time(9), time(17)),
    ("Africa/Lagos", None, time(9), time(17)),
    ("Europe/Berlin", in_order((6, 0, 1, 2, 3)), time(9), time(17)),
    ("Europe/Berlin", (Weekday.FRIDAY,), time(16, 30), time(17)),
    ("America/New_York", None, time(9), time(17)),
    ("America/New_York", (Weekday.THURSDAY,), time(22), time(6)),
    ("Asia/Kolkata", None, time(9), time(17)),
)
TOPICS = tuple(map(frozenset, ((), ("APIs",), ("apis ", "SQL"), ("APIs", "sql", "Roadmaps"))))
LANGUAGES = tuple(map(frozenset, ((), ("German",), ("german", "Hindi"), ("Hindi",))))
AVOIDED = tuple(frozenset(map(MemberKey, each)) for each in ((), (), (), (1,), (2, 3)))


@st.composite
def towns(draw: st.DrawFn, *, least: int = 0, most: int = 6) -> tuple[list[LearnerWish], list[MentorOffer]]:
    """So many learners and up to four mentors; their places hold the mentees who are among the learners."""
    learning = KEYS[: draw(st.integers(least, most))]
    mentoring = draw(st.permutations(KEYS))[: draw(st.integers(min(least, 2), 4))]
    learners = [draw(wishes(each)) for each in learning]
    current = [each.current for each in learners]
    return learners, [draw(offers(each, current.count(each))) for each in mentoring]


@st.composite
def wishes(draw: st.DrawFn, member: MemberKey) -> LearnerWish:
    zone, days, start, end = draw(st.sampled_from(PLACES))
    return LearnerWish(
        member=member,
        name=f"learner {member}",
        zone=zone,
        work_days=days,
        from_hour=start,
        until_hour=end,
        topics=draw(st.sampled_from(TOPICS)),
        languages=draw(st.sampled_from(LANGUAGES)),
        waiting_since=LONG_AGO + timedelta(days=draw(st.integers(0, 3))),
        current=draw(st.sampled_from((*[None] * len(KEYS), GONE, *KEYS))),
        avoid=draw(st.sampled_from(AVOIDED)),
    )


@st.composite
def offers(draw: st.DrawFn, member: MemberKey, mentees: int = 0) -> MentorOffer:
    """So many mentees are known of; one more may be somebody else's."""
    zone, days, start, end = draw(st.sampled_from(PLACES))
    return MentorOffer(
        member=member,
        name=f"mentor {member}",
        zone=zone,
        work_days=days,
        from_hour=start,
        until_hour=end,
        topics=draw(st.sampled_from(TOPICS)),
        languages=draw(st.sampled_from(LANGUAGES)),
        capacity=draw(st.sampled_from((0, 1, 2, 3))),
        mentees=mentees + draw(st.sampled_from((0, 0, 1))),
        away=draw(st.sampled_from((False, False, False, True))),
    )


def learner(
    key: int,
    *,
    zone: str = "Europe/Berlin",
    topics: Iterable[str] = (),
    languages: Iterable[str] = (),
    current: int | None = None,
    avoid: Iterable[int] = (),
) -> LearnerWish:
    """The lower the key, the longer they have waited."""
    return LearnerWish(
        member=MemberKey(key),
        name=f"learner {key}",
        zone=zone,
        topics=frozenset(topics),
        languages=frozenset(languages),
        waiting_since=LONG_AGO + timedelta(days=key),
        current=None if current is None else MemberKey(current),
        avoid=frozenset(MemberKey(each) for each in avoid),
    )


def mentor(
    key: int,
    *,
    zone: str = "Europe/Berlin",
    topics: Iterable[str] = (),
    languages: Iterable[str] = (),
    capacity: int = 1,
    mentees: int = 0,
    away: bool = False,
) -> MentorOffer:
    return MentorOffer(
        member=MemberKey(key),
        name=f"mentor {key}",
        zone=zone,
        topics=frozenset(topics),
        languages=frozenset(languages),
        capacity=capacity,
        mentees=mentees,
        away=away,
    )
