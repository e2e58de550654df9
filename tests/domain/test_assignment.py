"""The best places, held against every other way of giving them out."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mentorbot.domain import assignment
from mentorbot.domain.assignment import assign

ROOT = Path(__file__).parents[2]
Answer = Sequence[int | None]


@st.composite
def problems(draw: st.DrawFn) -> tuple[list[list[int]], list[list[int]]]:
    """Up to five rows and three columns; few different numbers, so that much is equal."""
    columns = draw(st.integers(0, 3))
    worths = draw(st.lists(st.lists(st.integers(0, 4), min_size=columns, max_size=columns), max_size=5))
    prices = draw(st.lists(st.lists(st.integers(0, 5), max_size=3), min_size=columns, max_size=columns))
    return worths, [sorted(each) for each in prices]


def total(worths: Sequence[Sequence[int]], prices: Sequence[Sequence[int]], answer: Answer) -> int:
    gained = sum(row[column] for row, column in zip(worths, answer, strict=True) if column is not None)
    return gained - sum(sum(each[: answer.count(column)]) for column, each in enumerate(prices))


def allowed(worths: Sequence[Sequence[int]], prices: Sequence[Sequence[int]]) -> Iterator[Answer]:
    choices = [[None, *(column for column, worth in enumerate(row) if worth)] for row in worths]
    for answer in product(*choices):
        if all(answer.count(column) <= len(each) for column, each in enumerate(prices)):
            yield answer


def rank(
    worths: Sequence[Sequence[int]], prices: Sequence[Sequence[int]], answer: Answer
) -> tuple[int, list[bool], int]:
    served = [column is not None for column in answer]
    return sum(served), served, total(worths, prices, answer)


@given(problems())
@example(([[1], [0], [1]], [[0]]))
@example(([[1, 1], [1, 0]], [[0], [9]]))
def test_no_other_way_is_better(problem: tuple[list[list[int]], list[list[int]]]) -> None:
    worths, prices = problem
    answer = assign(worths, prices)
    ways = list(allowed(worths, prices))
    assert tuple(answer) in ways
    assert rank(worths, prices, answer) == max(rank(worths, prices, each) for each in ways)


@given(problems(), st.lists(st.integers(0, 5), max_size=3), st.data())
def test_another_column_takes_a_place_from_nobody(
    problem: tuple[list[list[int]], list[list[int]]], more: list[int], data: st.DataObject
) -> None:
    worths, prices = problem
    before = assign(worths, prices)
    wider = [[*row, data.draw(st.integers(0, 4))] for row in worths]
    after = assign(wider, [*prices, sorted(more)])
    assert all(now is not None for was, now in zip(before, after, strict=True) if was is not None)


@given(
    st.lists(st.frozensets(st.integers(0, 5), min_size=1, max_size=3), min_size=6, max_size=16),
    st.lists(st.integers(0, 3), min_size=6, max_size=6),
)
def test_rows_are_in_that_find_a_place_when_others_may_move(suits: list[frozenset[int]], places: list[int]) -> None:
    answer = assign([[int(column in each) for column in range(6)] for each in suits], [[0] * each for each in places])
    held: dict[int, int] = {}
    for row in range(len(suits)):
        fits(row, suits, places, held, set())
    assert [column is not None for column in answer] == [row in held for row in range(len(suits))]
    assert all(answer.count(column) <= each for column, each in enumerate(places))


def fits(row: int, suits: list[frozenset[int]], places: list[int], held: dict[int, int], tried: set[int]) -> bool:
    """By the plainest of rules: one column after the other, moving whoever is there."""
    for column in suits[row] - tried:
        tried.add(column)
        there = [each for each, its in held.items() if its == column]
        if len(there) < places[column] or any(fits(each, suits, places, held, tried) for each in there):
            held[row] = column
            return True
    return False


def test_a_long_chain_of_moves_finds_the_last_place() -> None:
    """Each row suits its own column and the next; the last row suits the first column only."""
    size = 60
    worths = [[int(column in {row, row + 1}) for column in range(size)] for row in range(size - 1)]
    worths.append([int(column == 0) for column in range(size)])
    assert assign(worths, [[0]] * size) == [*range(1, size), 0]


def test_rows_that_only_one_column_suits_take_it_in_their_order() -> None:
    assert assign([[1], [9], [9]], [[0, 0]]) == [0, 0, None]


def test_prices_spread_rows_that_are_worth_the_same() -> None:
    answer = assign([[5, 5]] * 6, [[0, 1, 2, 3], [0, 1, 2, 3]])
    assert (answer.count(0), answer.count(1)) == (3, 3)


@pytest.mark.parametrize("at_first", [1, 3, 16])
def test_columns_with_hundreds_of_places_are_filled_as_well_as_if_all_were_shown(
    monkeypatch: pytest.MonkeyPatch, at_first: int
) -> None:
    draw = Random(5)  # noqa: S311 - the same numbers each time
    worths = [[draw.choice((0, 1, 2, 30)) for _ in range(6)] for _ in range(150)]
    prices = [list(range(size)) for size in (200, 90, 30, 5, 1, 0)]
    monkeypatch.setattr(assignment, "_AT_FIRST", 1000)
    best = assign(worths, prices)
    assert None not in best
    monkeypatch.setattr(assignment, "_AT_FIRST", at_first)
    assert total(worths, prices, assign(worths, prices)) == total(worths, prices, best)


@pytest.mark.parametrize(("worths", "prices", "answer"), [([], [], []), ([], [[1]], []), ([[], []], [], [None, None])])
def test_where_nobody_or_nothing_is_there(
    worths: list[list[int]], prices: list[list[int]], answer: list[int | None]
) -> None:
    assert assign(worths, prices) == answer


def test_whoever_matches_nobody_does_not_wait_for_the_library() -> None:
    told = "import sys, mentorbot.domain.matching; print({'numpy', 'lap'} & sys.modules.keys())"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout == "set()\n"
