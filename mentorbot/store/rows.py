"""Between rows and values: rows of several tables as arguments, many values as few queries."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any, TypeVar

ItemT = TypeVar("ItemT")

_AT_ONCE = 10_000
"""Values in one query; PostgreSQL's protocol takes 32,767."""


def named(names: Sequence[str], row: Sequence[Any]) -> dict[str, Any]:
    """Part of a row as keyword arguments: the names of its columns, its values."""
    return dict(zip(names, row, strict=True))


def portions(items: Collection[ItemT]) -> Iterator[Sequence[ItemT]]:
    """Few enough at a time for one query."""
    listed = list(items)
    for start in range(0, len(listed), _AT_ONCE):
        yield listed[start : start + _AT_ONCE]
