"""Proposals: nobody over their places, nobody twice, nobody forgotten, and none better."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import time
from itertools import product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorbot.domain.matching import SPREAD, Left, Proposal, Without, match
from mentorbot.domain.members import MemberKey
from mentorbot.domain.pairs import Choice, LearnerWish, MentorOffer, Obstacle, obstacles, pairing
from mentorbot.domain.weekdays import Weekday
from tests.domain.pairings import GONE, ON, learner, mentor, offers, towns

Town = tuple[list[LearnerWish], list[MentorOffer]]
FAR_AWAY = "Pacific/Auckland"


def pairs(proposal: Proposal) -> dict[int, int]:
    return {each.learner: each.mentor for each in proposal.pairs}


def left(proposal: Proposal) -> dict[int, str]:
    return {each.learner: each.reason for each in proposal.without}


def keeping(town: Town) -> dict[MemberKey, MemberKey]:
    """Who has a mentor that is here and not to be avoided, and is not that mentor."""
    here = {each.member for each in town[1]}
    return {
        each.member: each.current
        for each in town[0]
        if each.current in here and each.current not in {*each.avoid, each.member} and each.current is not None
    }


def to_match(town: Town) -> Town:
    """The others, longest wait first, and the mentors as they are without those who are to leave them."""
    kept = keeping(town)
    rest = sorted(
        (each for each in town[0] if each.member not in kept), key=lambda each: (each.waiting_since, each.member)
    )
    leaving = Counter(each.current for each in rest)
    return rest, [replace(each, mentees=each.mentees - leaving[each.member]) for each in town[1]]


def by_greed(town: Town) -> dict[MemberKey, MemberKey]:
    """Whoever has waited longest takes the best mentor who is left."""
    rest, mentors = to_match(town)
    taken: dict[MemberKey, MemberKey] = {}
    full = Counter({each.member: each.mentees for each in mentors})
    for each in rest:
        fit = [offer for offer in mentors if not any(obstacles(each, replace(offer, mentees=full[offer.member]), ON))]
        if fit:
            best = max(pairing(each, offer, ON, Choice.MATCHED).score for offer in fit)
            taken[each.member] = next(
                offer.member for offer in fit if pairing(each, offer, ON, Choice.MATCHED).score == best
            )
            full[taken[each.member]] += 1
    return taken


def every_way(town: Town) -> Iterator[Sequence[MentorOffer | None]]:
    rest, mentors = to_match(town)
    suiting = [[None, *(each for each in mentors if not any(obstacles(wish, each, ON)))] for wish in rest]
    for way in product(*suiting):
        got = Counter(each.member for each in way if each)
        if all(each.mentees + got[each.member] <= each.capacity for each in mentors if got[each.member]):
            yield way


def rank(town: Town, way: Sequence[MentorOffer | None]) -> tuple[int, list[bool], int]:
    """What counts: how many, who has waited longest, and scores less what the places cost."""
    rest, mentors = to_match(town)
    scores = [pairing(wish, each, ON, Choice.MATCHED).score for wish, each in zip(rest, way, strict=True) if each]
    got = Counter(each.member for each in way if each)
    costs = [SPREAD * (each.mentees + more) // each.capacity for each in mentors for more in range(got[each.member])]
    served = [each is not None for each in way]
    return sum(served), served, sum(scores) - sum(costs)


@given(towns())
def test_everybody_is_kept_or_paired_or_without_and_only_once(town: Town) -> None:
    found = match(*town, ON)
    told = [each.learner for each in (*found.pairs, *found.kept)] + [each.learner for each in found.without]
    assert Counter(told) == Counter(each.member for each in town[0])


@given(towns())
def test_pairs_stay_while_both_are_there_and_neither_wants_out(town: Town) -> None:
    found = match(*town, ON)
    assert {each.learner: each.mentor for each in found.kept} == keeping(town)
    assert {each.why.choice for each in found.kept} <= {Choice.KEPT}


@given(towns())
def test_nothing_speaks_against_a_new_pair(town: Town) -> None:
    """Nobody has themselves, somebody to avoid, somebody away, full, at other hours or of another language."""
    rest, mentors = to_match(town)
    wishes, offered = {each.member: each for each in rest}, {each.member: each for each in mentors}
    for each in match(*town, ON).pairs:
        assert list(obstacles(wishes[each.learner], offered[each.mentor], ON)) == []
        assert each == pairing(wishes[each.learner], offered[each.mentor], ON, Choice.MATCHED)


@given(towns())
def test_no_mentor_gets_more_than_they_have_places_and_what_is_left_is_told(town: Town) -> None:
    found = match(*town, ON)
    got = Counter(each.mentor for each in found.pairs)
    free = {each.member: each.capacity - each.mentees for each in to_match(town)[1] if not each.away}
    assert all(got[each] <= max(0, free.get(each, 0)) for each in got)
    assert found.free_places == {each: places - got[each] for each, places in free.items() if places > got[each]}


@given(towns(), st.randoms(use_true_random=False))
def test_order_makes_no_difference(town: Town, draw: Random) -> None:
    learners, mentors = town
    before = match(learners, mentors, ON)
    draw.shuffle(learners)
    draw.shuffle(mentors)
    assert match(learners, mentors, ON) == before


@given(towns(least=4))
def test_no_fewer_get_a_mentor_than_by_greed(town: Town) -> None:
    assert len(match(*town, ON).pairs) >= len(by_greed(town))


@given(towns(least=3, most=5))
def test_no_other_way_is_better(town: Town) -> None:
    offered = {each.member: each for each in town[1]}
    found = pairs(match(*town, ON))
    rest, _ = to_match(town)
    way = [offered[MemberKey(found[each.member])] if each.member in found else None for each in rest]
    assert rank(town, way) == max(rank(town, each) for each in every_way(town))


@given(towns(), st.data())
def test_another_mentor_takes_nobodys_away(town: Town, data: st.DataObject) -> None:
    learners, mentors = town
    before = match(learners, mentors, ON)
    after = match(learners, [*mentors, data.draw(offers(MemberKey(50)))], ON)
    assert {each.learner for each in after.without} <= {each.learner for each in before.without}


@given(towns())
def test_a_reason_is_that_of_the_mentors_who_came_nearest(town: Town) -> None:
    rest, mentors = to_match(town)
    wishes = {each.member: each for each in rest}
    for each in match(*town, ON).without:
        against = [next(obstacles(wishes[each.learner], offer, ON), Left.OUTNUMBERED) for offer in mentors]
        order = [*Obstacle, Left.OUTNUMBERED]
        assert each.reason == max(against, key=order.index, default=Left.NO_MENTORS)


def test_without_mentors_everybody_is_listed() -> None:
    found = match([learner(2), learner(1)], [], ON)
    assert found.without == (Without(MemberKey(1), Left.NO_MENTORS), Without(MemberKey(2), Left.NO_MENTORS))
    assert (found.pairs, found.kept, found.free_places) == ((), (), {})


def test_without_learners_all_places_stay_free() -> None:
    found = match([], [mentor(1, capacity=3), mentor(2), mentor(3, away=True), mentor(4, capacity=0)], ON)
    assert (found.pairs, found.kept, found.without) == ((), (), ())
    assert found.free_places == {1: 3, 2: 1}


def test_of_more_learners_than_places_those_get_one_who_have_waited_longest() -> None:
    """Though the last one would suit better."""
    found = match([learner(3, topics=["SQL"]), learner(2), learner(1)], [mentor(9, topics=["SQL"], capacity=2)], ON)
    assert pairs(found) == {1: 9, 2: 9}
    assert left(found) == {3: Left.OUTNUMBERED}


def test_of_two_who_have_waited_as_long_the_lower_key_comes_first() -> None:
    newer, older = learner(1), replace(learner(3), waiting_since=learner(0).waiting_since)
    assert pairs(match([newer, older], [mentor(9)], ON)) == {3: 9}
    assert pairs(match([replace(newer, waiting_since=older.waiting_since), older], [mentor(9)], ON)) == {1: 9}


@pytest.mark.parametrize(("until", "paired"), [(time(9, 59), {}), (time(10), {1: 9})])
def test_an_hour_a_week_in_common_is_enough(until: time, paired: dict[int, int]) -> None:
    mondays = replace(learner(1), work_days=(Weekday.MONDAY,), until_hour=until)
    assert pairs(match([mondays], [mentor(9)], ON)) == paired


def test_whoever_suits_one_mentor_only_gets_that_one() -> None:
    found = match(
        [learner(1), learner(2, languages=["Hindi"])],
        [mentor(8, languages=["Hindi"]), mentor(9, languages=["German"])],
        ON,
    )
    assert pairs(found) == {1: 9, 2: 8}


def test_topics_decide_between_mentors() -> None:
    found = match(
        [learner(1, topics=["SQL"]), learner(2, topics=["APIs"])],
        [mentor(8, topics=["apis"]), mentor(9, topics=["sql"])],
        ON,
    )
    assert pairs(found) == {1: 9, 2: 8}


def test_learners_are_spread_by_how_many_places_each_mentor_has() -> None:
    found = match(
        [learner(each) for each in range(1, 13)],
        [mentor(20, capacity=8), mentor(21, capacity=4), mentor(22, capacity=1), mentor(23, capacity=4, mentees=3)],
        ON,
    )
    assert Counter(pairs(found).values()) == {20: 7, 21: 4, 22: 1}


def test_a_mentor_with_fewer_mentees_is_not_worth_a_topic_less() -> None:
    alike = [learner(each, topics=["SQL"]) for each in range(1, 9)]
    found = match(alike, [mentor(20, topics=["SQL"], capacity=8), mentor(21, capacity=8)], ON)
    assert set(pairs(found).values()) == {20}


def test_mentees_of_a_mentor_who_left_get_a_new_one() -> None:
    found = match([learner(1, current=GONE), learner(2, current=9)], [mentor(9, capacity=2, mentees=1)], ON)
    assert pairs(found) == {1: 9}
    assert [(each.learner, each.mentor) for each in found.kept] == [(2, 9)]


def test_a_mentor_who_is_away_keeps_theirs_and_gets_nobody_new() -> None:
    found = match([learner(1, current=9), learner(2)], [mentor(9, capacity=5, mentees=1, away=True)], ON)
    assert [each.learner for each in found.kept] == [1]
    assert left(found) == {2: Obstacle.AWAY}


def test_a_rematched_learner_leaves_their_place_to_the_next() -> None:
    learners = [learner(1, current=8, avoid=[8]), learner(2)]
    found = match(learners, [mentor(8, mentees=1), mentor(9)], ON)
    assert pairs(found) == {1: 9, 2: 8}
    alone = match(learners, [mentor(8, mentees=1)], ON)
    assert (pairs(alone), left(alone)) == ({2: 8}, {1: Obstacle.AVOIDED})


def test_a_mentor_who_learns_too_never_gets_themselves() -> None:
    found = match([learner(1), learner(2)], [mentor(1), mentor(2)], ON)
    assert pairs(found) == {1: 2, 2: 1}
    assert left(match([learner(1, current=1)], [mentor(1, capacity=3)], ON)) == {1: Obstacle.THEMSELVES}


def test_pairs_are_kept_over_places_and_hours_that_are_gone() -> None:
    found = match([learner(1, current=9), learner(2, current=9)], [mentor(9, zone=FAR_AWAY, mentees=2)], ON)
    assert [each.learner for each in found.kept] == [1, 2]
    assert found.free_places == {}


def test_mentees_who_are_here_hold_their_places_though_the_mentor_was_counted_as_free() -> None:
    found = match([learner(1, current=9), learner(2)], [mentor(9, mentees=0)], ON)
    assert left(found) == {2: Obstacle.FULL}
    rematched = match([learner(1, current=9, avoid=[9]), learner(2), learner(3)], [mentor(9, mentees=0)], ON)
    assert pairs(rematched) == {2: 9}


@pytest.mark.parametrize(
    ("only", "reason"),
    [
        (mentor(9, zone=FAR_AWAY), Obstacle.HOURS),
        (mentor(9, languages=["Hindi"]), Obstacle.LANGUAGE),
        (mentor(9, capacity=0), Obstacle.FULL),
        (mentor(9, capacity=2, mentees=2), Obstacle.FULL),
        (mentor(9, away=True), Obstacle.AWAY),
    ],
)
def test_whoever_nobody_suits_hears_the_reason(only: MentorOffer, reason: Obstacle) -> None:
    assert left(match([learner(1, languages=["German"])], [only], ON)) == {1: reason}


@pytest.mark.parametrize(
    "town", [([learner(1), learner(1)], [mentor(9)]), ([learner(1)], [mentor(9), mentor(9, capacity=3)])]
)
def test_somebody_who_is_there_twice_is_a_mistake_of_the_caller(town: Town) -> None:
    with pytest.raises(ValueError, match="twice"):
        match(*town, ON)
