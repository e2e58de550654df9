"""What a learner wishes and a mentor offers, what speaks for the two as a pair, and what against it: values alone."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from mentorbot.domain.members import MemberKey
from mentorbot.domain.weekdays import WORKING_WEEK, Days
from mentorbot.domain.working_hours import FROM, UNTIL, WorkingHours, minutes_in_common

LEAST = 60
"""Minutes a week in common; a pair with fewer is made by hand only.

Two who are never at work together answer each other a day later, for as long as it lasts. Proposed, such a pair would
pass for settled; among those without a mentor it is seen by an admin, who may know that one of them works late.
"""
ENOUGH = 20 * 60
"""Minutes a week; more of them make no pair better."""
MOST_TOPICS = 3
"""Topics in common; more of them, likewise."""
HOURS_SCORE, TOPIC_SCORE, LANGUAGE_SCORE = 100, 40, 30
"""For enough hours (and fewer in proportion), for each topic, and for a language that both named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """What both sides say of themselves; hours are on the clocks of `zone` (IANA), words as they wrote them."""

    member: MemberKey
    name: str
    zone: str
    work_days: Days | None = None
    """None is Monday to Friday."""
    from_hour: time = FROM
    until_hour: time = UNTIL
    """Where not later than `from_hour`, it is on the day after."""
    topics: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    """Where both sides named some, they need one in common."""

    @property
    def hours(self) -> WorkingHours:
        return WorkingHours(self.zone, self.work_days or WORKING_WEEK, self.from_hour, self.until_hour)


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnerWish(Party):
    """Somebody who has a mentor or needs one."""

    waiting_since: datetime
    """Aware; of two whom one place would suit, the one who has waited longer gets it."""
    current: MemberKey | None = None
    """Their mentor; one who has left is named all the same, and somebody else is proposed."""
    avoid: frozenset[MemberKey] = frozenset()
    """Never proposed. With the current one among them they are rematched, which frees that mentor's place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MentorOffer(Party):
    """A mentor who has not left."""

    capacity: int
    mentees: int = 0
    """Places taken now, whether by these learners or by others."""
    away: bool = False
    """Keeps their mentees and gets nobody new."""


class Choice(StrEnum):
    """How a pair came about."""

    MATCHED = "matched"
    KEPT = "kept"
    BY_HAND = "by hand"


class Obstacle(StrEnum):
    """Why a pair is not proposed, from the gravest to the lightest."""

    THEMSELVES = "themselves"
    """Nobody is their own mentor, not even by hand."""
    AVOIDED = "avoided"
    AWAY = "away"
    FULL = "full"
    LANGUAGE = "language"
    """Both named languages, and none in common."""
    HOURS = "hours"
    """Less than an hour a week in common."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """What speaks for a pair: minutes of a week in common, and what both wrote, in the mentor's words."""

    minutes: int
    topics: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    choice: Choice = Choice.MATCHED


@dataclass(frozen=True, slots=True)
class Pairing:
    """A learner and their mentor."""

    learner: MemberKey
    mentor: MemberKey
    score: int
    """0 to 250: how well they suit each other, whatever may speak against it."""
    why: Why


def pairing(learner: LearnerWish, mentor: MentorOffer, on: date, choice: Choice) -> Pairing:
    """The pair these two make, in the week of `on`; it is not asked whether anything speaks against it."""
    topics, languages = common(learner.topics, mentor.topics), common(learner.languages, mentor.languages)
    minutes = minutes_in_common(learner.hours, mentor.hours, on)
    why = Why(minutes=minutes, topics=topics, languages=languages, choice=choice)
    return Pairing(learner.member, mentor.member, score(minutes, len(topics), len(languages)), why)


def score(minutes: int, topics: int, languages: int) -> int:
    """How well two with so much in common suit each other; above 0 for all with an hour a week."""
    spoken = LANGUAGE_SCORE if languages else 0
    return min(minutes, ENOUGH) * HOURS_SCORE // ENOUGH + min(topics, MOST_TOPICS) * TOPIC_SCORE + spoken


def obstacles(learner: LearnerWish, mentor: MentorOffer, on: date) -> Iterator[Obstacle]:
    """What speaks against a new pair of these two in the week of `on`, the gravest first."""
    if learner.member == mentor.member:
        yield Obstacle.THEMSELVES
    if mentor.member in learner.avoid:
        yield Obstacle.AVOIDED
    if mentor.away:
        yield Obstacle.AWAY
    if mentor.mentees >= mentor.capacity:
        yield Obstacle.FULL
    if learner.languages and mentor.languages and not common(learner.languages, mentor.languages):
        yield Obstacle.LANGUAGE
    if minutes_in_common(learner.hours, mentor.hours, on) < LEAST:
        yield Obstacle.HOURS


def common(one: AbstractSet[str], other: AbstractSet[str]) -> tuple[str, ...]:
    """What both wrote, in any case and spacing: in alphabetical order, in the other's words."""
    words = {alike(each): each for each in sorted(other)}
    return tuple(words[each] for each in sorted({alike(each) for each in one} & words.keys()))


def alike(word: str) -> str:
    """The same for words that are told apart by case and spacing only."""
    return " ".join(word.casefold().split())
