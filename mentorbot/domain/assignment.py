"""Who gets which place, at best: the home of the assignment library, with nothing of mentorship in it.

Rows want a place each, columns have places at a price. Of three wishes the earlier always counts for more: as many rows
as possible get a place; the first rows come first; all pairs together are worth the most, less the prices.

The first two never quarrel. Rows are taken in their order, and one is in if it finds a place after others have moved to
other columns, so that nobody who is in falls out again. Such sets of rows are a matroid: no other way would get more of
them in. For those the library finds the best places. All numbers are whole and small, so its floats are exact.
"""

from collections.abc import Iterator, Sequence

_AT_FIRST = 16
"""Places of a column that the library is shown; where they are all taken, twice as many are."""


def assign(worths: Sequence[Sequence[int]], prices: Sequence[Sequence[int]]) -> list[int | None]:
    """The column for each row, or None; the same for the same input on every machine.

    `worths[row][column]` is above 0, or 0 for a pair that must not be. `prices[column]` has a price for each of its
    places, none lower than the one before. 2,000 rows and 300 columns take about a second and 100 MB.
    """
    seats = _Seats(worths, [len(each) for each in prices])
    for row in range(len(worths)):
        seats.offer(row)
    rows = [row for row, column in enumerate(seats.column_of) if column is not None]
    shown = [max(_AT_FIRST, len(each)) for each in seats.rows_of]
    while rows:
        best = _best([worths[row] for row in rows], [each[:most] for each, most in zip(prices, shown, strict=True)])
        filled = [at for at, each in enumerate(prices) if len(each) > shown[at] == best.count(at)]
        if not filled:  # a column with a place left would gain nothing from more of them
            for row, column in zip(rows, best, strict=True):
                seats.column_of[row] = column
            break
        for column in filled:
            shown[column] *= 2
    return seats.column_of


class _Seats:
    """Which column each row has so far; rows that found a place keep one."""

    def __init__(self, worths: Sequence[Sequence[int]], places: Sequence[int]) -> None:
        self.column_of: list[int | None] = [None] * len(worths)
        self.rows_of: list[list[int]] = [[] for _ in places]
        self._suits = [_bits(row) for row in worths]
        self._places = places
        self._free = _bits(places)
        self._open = self._free
        """Columns that may still get a place free by moving others; bits, as those that suit a row."""

    def offer(self, row: int) -> None:
        """A place for this row, if any can be had: the nearest, found breadth first."""
        reached: dict[int, int] = {}
        unseen, queue = self._open, [row]
        while queue:
            following: list[int] = []
            for each in queue:
                suits = self._suits[each] & unseen
                if suits & self._free:
                    self._move(each, next(_columns(suits & self._free)), reached)
                    return
                unseen &= ~suits
                for column in _columns(suits):
                    reached[column] = each
                    following += self.rows_of[column]
            queue = following
        self._open = unseen  # whoever has one of the others can only move among them

    def _move(self, row: int, column: int, reached: dict[int, int]) -> None:
        """Give the row this column, its old column to whoever reached that, and so on back to the new row."""
        while True:
            old = self.column_of[row]
            self.column_of[row] = column
            self.rows_of[column].append(row)
            if len(self.rows_of[column]) == self._places[column]:
                self._free &= ~(1 << column)
            if old is None:
                return
            self.rows_of[old].remove(row)
            row, column = reached[old], old


def _bits(values: Sequence[int]) -> int:
    """A bit for each that is not 0."""
    return sum(1 << at for at, each in enumerate(values) if each)


def _columns(bits: int) -> Iterator[int]:
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def _best(worths: Sequence[Sequence[int]], prices: Sequence[Sequence[int]]) -> list[int]:
    """The column for each row, where every row is known to find one."""
    import numpy as np  # noqa: PLC0415 - here and below: they take a while, and only who matches needs them
    from lap import lapjvx  # noqa: PLC0415

    column_of = np.repeat(np.arange(len(prices)), [len(each) for each in prices])
    worth = np.array(worths, dtype=np.float64)[:, column_of]
    gain = worth - np.concatenate([np.array(each, dtype=np.float64) for each in prices])
    never = (np.ptp(gain) + 1) * len(worths)
    cost = np.where(worth > 0, gain.max() - gain, never)
    _, places = lapjvx(cost, extend_cost=True, return_cost=False)
    return [int(each) for each in column_of[places]]
