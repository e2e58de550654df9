"""Which learner gets which mentor: a proposal for all of them at once, to look at before it is published.

Pairs that there are stay. Then as many learners as possible get a mentor, whoever has waited longest first; and of all
the ways to do that the proposal is the one with the highest scores, spread over the mentors. `domain.pairs` says what a
score is made of and which pairs are left to people, `domain.assignment` how the best is found.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar

from mentorbot.domain.assignment import assign
from mentorbot.domain.members import MemberKey
from mentorbot.domain.pairs import (
    LEAST,
    Choice,
    LearnerWish,
    MentorOffer,
    Obstacle,
    Pairing,
    Party,
    alike,
    obstacles,
    pairing,
    score,
)
from mentorbot.domain.working_hours import minutes_in_common

SPREAD = 30
"""What a mentor's places cost in scores: the first nothing, each next one a share more, the last not quite all of it.

Less than a topic: among pairs that are about as good each mentor has one mentee before any has two, and then as many
for each as they have places.
"""


class Left(StrEnum):
    """Why a learner is without a mentor where no single obstacle says it."""

    NO_MENTORS = "no mentors"
    OUTNUMBERED = "outnumbered"
    """Somebody would suit them, whose places go to learners who have waited longer."""


@dataclass(frozen=True, slots=True)
class Without:
    """A learner for whom nobody is proposed; an obstacle is that of the mentors who came nearest."""

    learner: MemberKey
    reason: Obstacle | Left


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Each learner once, whoever has waited longest first."""

    pairs: tuple[Pairing, ...]
    """New ones."""
    kept: tuple[Pairing, ...]
    without: tuple[Without, ...]
    free_places: Mapping[MemberKey, int]
    """What each mentor who is not away has left after it, where that is anything."""


def match(learners: Iterable[LearnerWish], mentors: Iterable[MentorOffer], on: date) -> Proposal:
    """The best proposal in the week of `on`, the same in whatever order they come.

    Raises ValueError for somebody who is twice among the learners or among the mentors. 2,000 learners
    and 300 mentors take a second and a half of the processor, so a running bot asks in a thread.
    """
    wishes = sorted(learners, key=lambda each: (each.waiting_since, each.member))
    offers = {each.member: each for each in _once(sorted(mentors, key=lambda each: each.member))}
    stay = {each.member: mentor for each in _once(wishes) if (mentor := _kept(each, offers))}
    new = [each for each in wishes if each.member not in stay]
    offers = _vacated(offers, wishes, new)
    open_ = [each for each in offers.values() if _places(each)]
    table = worths(new, open_, on)
    found = assign(table, [prices(each, len(new)) for each in open_])
    got = {each.member: open_[at] for each, at in zip(new, found, strict=True) if at is not None}
    suited = {each.member for each, row in zip(new, table, strict=True) if any(row)}
    reasons = _Reasons(offers, on)
    left = {each.member: _places(each) - found.count(at) for at, each in enumerate(open_)}
    return Proposal(
        pairs=tuple(pairing(each, got[each.member], on, Choice.MATCHED) for each in new if each.member in got),
        kept=tuple(pairing(each, stay[each.member], on, Choice.KEPT) for each in wishes if each.member in stay),
        without=tuple(
            Without(each.member, Left.OUTNUMBERED if each.member in suited else reasons.of(each))
            for each in new
            if each.member not in got
        ),
        free_places={member: places for member, places in left.items() if places},
    )


_Side = TypeVar("_Side", bound=Party)


def _once(people: list[_Side]) -> list[_Side]:
    if len({each.member for each in people}) < len(people):
        raise ValueError("somebody is there twice")
    return people


def _kept(wish: LearnerWish, offers: Mapping[MemberKey, MentorOffer]) -> MentorOffer | None:
    """The mentor whom they have and keep."""
    if wish.current is None or wish.current == wish.member or wish.current in wish.avoid:
        return None
    return offers.get(wish.current)


def _vacated(
    offers: Mapping[MemberKey, MentorOffer], wishes: Sequence[LearnerWish], new: Sequence[LearnerWish]
) -> dict[MemberKey, MentorOffer]:
    """The offers without the mentees who are to have somebody else; those of `wishes` count, told of or not."""
    having, going = (Counter(each.current for each in some) for some in (wishes, new))
    return {key: replace(each, mentees=max(each.mentees, having[key]) - going[key]) for key, each in offers.items()}


def _places(offer: MentorOffer) -> int:
    """For somebody new."""
    return 0 if offer.away else max(0, offer.capacity - offer.mentees)


def prices(offer: MentorOffer, most: int) -> list[int]:
    """What each free place costs, the next one first; no more than `most` of them."""
    return [SPREAD * (offer.mentees + at) // offer.capacity for at in range(min(most, _places(offer)))]


def worths(wishes: Sequence[LearnerWish], offers: Sequence[MentorOffer], on: date) -> list[list[int]]:
    """The score of each learner with each of these mentors, who have places; 0 where an obstacle is in the way.

    The same as `pairing` and `obstacles` say one by one, for half a million pairs in half a second.
    """
    times = {
        hours: [minutes_in_common(hours, each.hours, on) for each in offers]
        for hours in {each.hours for each in wishes}
    }
    topics, languages = _Words(), _Words()
    said = [(topics.bits(each.topics), languages.bits(each.languages)) for each in offers]
    column = {each.member: at for at, each in enumerate(offers)}
    rows = []
    for each in wishes:
        wanted, spoken = topics.bits(each.topics), languages.bits(each.languages)
        row = [
            score(minutes, (wanted & known).bit_count(), (spoken & speaks).bit_count())
            if minutes >= LEAST and (spoken & speaks or not spoken or not speaks)
            else 0
            for minutes, (known, speaks) in zip(times[each.hours], said, strict=True)
        ]
        for member in {each.member, *each.avoid} & column.keys():
            row[column[member]] = 0
        rows.append(row)
    return rows


class _Words:
    """Gives each word a bit, so that what two wrote is one number each."""

    def __init__(self) -> None:
        self._at: dict[str, int] = {}

    def bits(self, words: Iterable[str]) -> int:
        return sum(1 << self._at.setdefault(each, len(self._at)) for each in {alike(word) for word in words})


class _Reasons:
    """Why nobody suits a learner; told once for those who are alike in everything that matters to it."""

    def __init__(self, offers: Mapping[MemberKey, MentorOffer], on: date) -> None:
        self._offers, self._on = offers, on
        self._known: dict[Hashable, Obstacle | Left] = {}

    def of(self, wish: LearnerWish) -> Obstacle | Left:
        """The obstacle of the mentors who came nearest."""
        here = self._offers.keys()
        key = wish.hours, wish.languages, frozenset(wish.avoid & here), wish.member if wish.member in here else None
        if key not in self._known:
            nearest = [next(obstacles(wish, each, self._on)) for each in self._offers.values()]
            self._known[key] = max(nearest, key=list(Obstacle).index, default=Left.NO_MENTORS)
        return self._known[key]
