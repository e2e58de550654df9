"""Matching 2,000 learners with 300 mentors, beside the plain way: whoever waited longest takes the best place left.

Both get the same people, in turn, from the same scores. Half of the learners and a sixth of the mentors work far from
the others, as where a company has its offices, and everybody names a few topics and languages.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter, process_time

sys.path.insert(0, str(Path(__file__).parent.parent))  # started as a file, Python sees this folder only

from benchmarks.figures import Figure, arguments, show
from benchmarks.measures import peak_megabytes
from mentorbot.domain.matching import match, prices, worths
from mentorbot.domain.members import MemberKey
from mentorbot.domain.pairs import LearnerWish, MentorOffer

ON = date(2026, 11, 25)
SINCE = datetime(2026, 9, 1, tzinfo=UTC)
WEST = (
    "Europe/Berlin",
    "Europe/London",
    "Africa/Lagos",
    "America/New_York",
    "America/Sao_Paulo",
    "America/Los_Angeles",
)
EAST = ("Asia/Kolkata", "Asia/Kathmandu", "Asia/Singapore", "Asia/Tokyo", "Australia/Adelaide", "Pacific/Auckland")
TOPICS = tuple(f"topic {number}" for number in range(40))
LANGUAGES = ("English", "German", "Hindi", "Portuguese", "Japanese")


@dataclass(frozen=True, slots=True)
class Town:
    """Learners by their key, longest wait first, as `match` takes them in turn too."""

    name: str
    learners: Sequence[LearnerWish]
    mentors: Sequence[MentorOffer]


@dataclass(frozen=True, slots=True)
class Found:
    """How long it took, and of the processor; how many got a mentor, and what their scores add up to."""

    seconds: float
    processor: float
    matched: int
    score: int


def main() -> None:
    chosen = arguments(__doc__).parse_args()
    show(_figures(quick=chosen.quick), chosen)


def _figures(*, quick: bool) -> Iterator[Figure]:
    learners, mentors, rounds = (200, 30, 2) if quick else (2000, 300, 5)
    few = _town("too few places", learners, mentors, capacities=range(1, 11))
    enough = _town("a place for each", learners, mentors, capacities=range(4, 11))
    before = peak_megabytes()
    match(few.learners, few.mentors, ON)
    memory = peak_megabytes() - before
    for town in (few, enough):
        yield from _compared(town, rounds)
    yield Figure(what="memory for it, with the library", value=memory, goal=250, unit=" MB")


def _compared(town: Town, rounds: int) -> Iterator[Figure]:
    turns = [(_timed(_ours, town), _timed(_plain, town)) for _ in range(rounds)]
    ours, plain = turns[0]
    seconds, worked = median(turn[0].seconds for turn in turns), median(turn[0].processor for turn in turns)
    theirs = median(turn[1].processor for turn in turns)
    yield Figure(
        what=f"{len(town.learners):,} learners, {len(town.mentors):,} mentors, {town.name}",
        value=seconds,
        goal=5,
        unit=" s",
        detail=f"{worked:.2f} s of this processor's time, {worked / theirs:.1f} times the plain way's {theirs:.2f}",
    )
    for what, mine, other in (("matched", ours.matched, plain.matched), ("scores", ours.score, plain.score)):
        yield Figure(
            what=f"{what} with {town.name}, against the plain way",
            value=mine / other,
            goal=1,
            at_least=True,
            unit=" times",
            detail=f"{mine:,} against {other:,}",
        )


def _town(name: str, learners: int, mentors: int, *, capacities: Sequence[int]) -> Town:
    draw = Random(7)  # noqa: S311 - the same people each time
    return Town(
        name,
        [
            LearnerWish(
                member=MemberKey(number),
                name=f"Learner {number}",
                zone=draw.choice(WEST if number % 2 else EAST),
                topics=_some(draw, TOPICS, 3),
                languages=_some(draw, LANGUAGES, 2),
                waiting_since=SINCE + timedelta(minutes=number),
            )
            for number in range(learners)
        ],
        [
            MentorOffer(
                member=MemberKey(learners + number),
                name=f"Mentor {number}",
                zone=draw.choice(EAST if number % 6 == 0 else WEST),
                topics=_some(draw, TOPICS, 6),
                languages=_some(draw, LANGUAGES, 2),
                capacity=draw.choice(capacities),
            )
            for number in range(mentors)
        ],
    )


def _some(draw: Random, words: Sequence[str], most: int) -> frozenset[str]:
    return frozenset(draw.sample(words, draw.randint(0, most)))


def _timed(way: Callable[[Town], Sequence[int]], town: Town) -> Found:
    began, used = perf_counter(), process_time()
    scores = way(town)
    return Found(perf_counter() - began, process_time() - used, len(scores), sum(scores))


def _ours(town: Town) -> Sequence[int]:
    return [each.score for each in match(town.learners, town.mentors, ON).pairs]


def _plain(town: Town) -> Sequence[int]:
    table = worths(town.learners, town.mentors, ON)
    places = [prices(each, len(town.learners))[::-1] for each in town.mentors]
    return [score for row in table if (score := _best_left(row, places))]


def _best_left(row: Sequence[int], places: Sequence[list[int]]) -> int:
    """The score with the mentor whose next place is worth the most; 0 where nobody is left."""
    open_ = [at for at, worth in enumerate(row) if worth and places[at]]
    if not open_:
        return 0
    best = max(open_, key=lambda at: row[at] - places[at][-1])
    places[best].pop()
    return row[best]


if __name__ == "__main__":
    main()
