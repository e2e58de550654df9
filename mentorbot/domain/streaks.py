"""Streaks: how long somebody has kept at it, counted in nudges and not in weeks.

A week in which no nudge came, because of a holiday, a pause or a "not this week", is no gap: it asked for nothing.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import takewhile


def streak(did: Iterable[datetime], nudged: Sequence[datetime]) -> int:
    """How many nudges in a row, back from the latest, had something done before the next one came.

    `nudged` are the instants of the nudges that arrived, oldest first; what was done before the first of them counts
    as one. The latest nudge may still wait without ending it. All instants are aware.
    """
    kept = {bisect_right(nudged, at) for at in did}
    latest = len(nudged)
    back = range(latest if latest in kept else latest - 1, -1, -1)
    return sum(1 for _ in takewhile(kept.__contains__, back))
