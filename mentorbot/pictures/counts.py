"""Numbers and days as pictures write them; what tells of fewer than five people is not written."""

from datetime import date
from typing import Final, TypeAlias

Count: TypeAlias = int | None
"""None where it is hidden, because fewer than five people are behind it."""

FEWEST: Final = 5
UNDER: Final = f"under {FEWEST}"


def number(count: Count) -> str:
    """1,204; under 5."""
    return UNDER if count is None else f"{count:,}"


def counted(count: Count, noun: str, nouns: str = "") -> str:
    """1 week; 1,204 people; under 5 people."""
    return f"{number(count)} {noun if count == 1 else nouns or f'{noun}s'}"


def share(part: Count, whole: Count) -> str:
    """73%; empty where either is hidden, or there is nothing to share."""
    return f"{part / whole:.0%}" if part is not None and whole else ""


def weeks(number: float) -> str:
    """9 weeks; 1 week; 8.5 weeks."""
    return f"{number:.1f}".removesuffix(".0") + (" week" if number == 1 else " weeks")


def day(on: date) -> str:
    """24 November 2026."""
    return f"{on.day} {on:%B %Y}"
