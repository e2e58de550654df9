"""From rows of several tables to the arguments of our values."""

from collections.abc import Sequence
from typing import Any


def named(names: Sequence[str], row: Sequence[Any]) -> dict[str, Any]:
    """Part of a row as keyword arguments: the names of its columns, its values."""
    return dict(zip(names, row, strict=True))
