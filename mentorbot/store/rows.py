"""From rows of several tables to the arguments of our values."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Column


def named(columns: Iterable[Column[Any]], row: Sequence[Any]) -> dict[str, Any]:
    """Part of a row as keyword arguments: the names of its columns, its values."""
    return dict(zip((column.name for column in columns), row, strict=True))
