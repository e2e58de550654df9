"""Tables to keep: a CSV file that spreadsheets open as it was meant."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Final, TypeAlias

CSV: Final = "text/csv"
_MARK: Final = b"\xef\xbb\xbf"
"""Without it Excel takes UTF-8 for something else."""
_FORMULAS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""Some programs read the wide ones too."""

Cell: TypeAlias = str | int | float


def csv_file(rows: Iterable[Sequence[Cell]]) -> bytes:
    """UTF-8 with its mark, one line a row; no text in it is taken for a formula."""
    text = StringIO()
    csv.writer(text).writerows([plain_cell(each) for each in row] for row in rows)
    return _MARK + text.getvalue().encode(errors="replace")


def plain_cell(cell: Cell) -> Cell:
    """Spreadsheets run a text that begins like a formula; an apostrophe keeps it a text."""
    if isinstance(cell, str) and cell.lstrip(" \u00a0").startswith(_FORMULAS):
        return f"'{cell}"
    return cell
