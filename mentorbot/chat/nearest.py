"""The nearest of some words to what somebody typed."""

from collections.abc import Iterable

from rapidfuzz import fuzz, process, utils

_CLOSE = 65
"""Of 100; "jion" to "join" is 75, "nurse" to "guides" 55."""


def nearest(typed: str, names: Iterable[str], *, limit: int = 1) -> tuple[str, ...]:
    """The closest names, best first; none when nothing is close."""
    found = process.extract(
        typed[:100], list(names), scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=_CLOSE, limit=limit
    )
    return tuple(name for name, _, _ in found)
