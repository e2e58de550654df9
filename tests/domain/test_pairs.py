"""What two have in common, what that is worth, and what keeps them from being proposed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time

import pytest

from mentorbot.domain.pairs import Choice, LearnerWish, MentorOffer, Obstacle, Why, common, obstacles, pairing
from mentorbot.domain.weekdays import Weekday
from tests.domain.pairings import ON, learner, mentor

SIX_HOURS_AWAY, FAR_AWAY = "America/New_York", "Pacific/Auckland"


def test_what_both_wrote_is_told_in_the_mentors_words() -> None:
    asks = learner(1, topics=["apis", "road  MAPS", "SQL"], languages=["german"])
    offers = mentor(2, topics=["Road maps", "APIs", "Hiring"], languages=["German", "Hindi"])
    found = pairing(asks, offers, ON, Choice.BY_HAND)
    assert (found.learner, found.mentor) == (1, 2)
    assert found.why == Why(minutes=40 * 60, topics=("APIs", "Road maps"), languages=("German",), choice=Choice.BY_HAND)


def test_the_same_word_twice_is_one_in_common() -> None:
    assert common({"SQL", "sql", " Sql"}, {"sql", "SQL "}) in {("sql",), ("SQL ",)}


@pytest.mark.parametrize(
    ("asks", "offers", "score"),
    [
        (learner(1), mentor(2), 100),
        (learner(1), mentor(2, zone=SIX_HOURS_AWAY), 50),
        (learner(1), mentor(2, zone=FAR_AWAY), 0),
        (learner(1, topics="ab"), mentor(2, topics="abc"), 180),
        (learner(1, topics="abcdefg"), mentor(2, topics="abcdefg"), 220),
        (learner(1, languages=["German"]), mentor(2), 100),
        (learner(1, languages=["German", "Hindi"]), mentor(2, languages=["German", "Hindi"]), 130),
    ],
)
def test_a_score_adds_up_hours_topics_and_a_language(asks: LearnerWish, offers: MentorOffer, score: int) -> None:
    assert pairing(asks, offers, ON, Choice.MATCHED).score == score


@pytest.mark.parametrize(
    ("asks", "offers", "against"),
    [
        (learner(1), mentor(2), []),
        (learner(2), mentor(2), [Obstacle.THEMSELVES]),
        (learner(1, avoid=[2]), mentor(2), [Obstacle.AVOIDED]),
        (learner(1), mentor(2, away=True), [Obstacle.AWAY]),
        (learner(1), mentor(2, capacity=0), [Obstacle.FULL]),
        (learner(1), mentor(2, capacity=2, mentees=3), [Obstacle.FULL]),
        (learner(1, languages=["German"]), mentor(2, languages=["Hindi"]), [Obstacle.LANGUAGE]),
        (learner(1, languages=["German"]), mentor(2, languages=["german "]), []),
        (learner(1, languages=["German"]), mentor(2), []),
        (learner(1), mentor(2, zone=FAR_AWAY), [Obstacle.HOURS]),
        (
            learner(1, avoid=[2]),
            mentor(2, zone=FAR_AWAY, capacity=0),
            [Obstacle.AVOIDED, Obstacle.FULL, Obstacle.HOURS],
        ),
    ],
)
def test_what_speaks_against_a_pair_is_told_the_gravest_first(
    asks: LearnerWish, offers: MentorOffer, against: Sequence[Obstacle]
) -> None:
    assert list(obstacles(asks, offers, ON)) == against


@pytest.mark.parametrize(("until", "against"), [(time(9, 59), [Obstacle.HOURS]), (time(10), [])])
def test_an_hour_a_week_is_enough(until: time, against: Sequence[Obstacle]) -> None:
    mondays = replace(learner(1), work_days=(Weekday.MONDAY,), until_hour=until)
    assert list(obstacles(mondays, mentor(2), ON)) == against


def test_hours_are_those_of_the_week_asked_about() -> None:
    """Berlin and New York are five hours apart between the ends of their summers."""
    asks, offers = learner(1), mentor(2, zone=SIX_HOURS_AWAY)
    minutes = [pairing(asks, offers, on, Choice.MATCHED).why.minutes for on in (date(2026, 10, 28), ON)]
    assert minutes == [15 * 60, 10 * 60]
