"""The nearest word to the one somebody wrote."""

from collections.abc import Iterable

from rapidfuzz import fuzz, process

ALIKE = 60
"""Percent; below it a suggestion looks random."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A sentence to end a message with, or nothing when no known word comes near."""
    found = process.extractOne(word, sorted(known), scorer=fuzz.ratio, score_cutoff=ALIKE)
    return f" Did you mean {found[0]}?" if found else ""
