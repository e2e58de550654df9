"""How long it takes until everything that is due together has gone out, at the pace of a lane."""

from collections.abc import Mapping
from datetime import datetime, timedelta


def spread(due: Mapping[datetime, int], per_second: float | None) -> dict[datetime, datetime]:
    """For each instant (UTC) with so many messages: when the last of them leaves. What waits goes out first."""
    leaves: dict[datetime, datetime] = {}
    free = None
    for at in sorted(due):
        begins = at if free is None else max(at, free)
        free = begins + timedelta(seconds=due[at] / per_second) if per_second else begins
        leaves[at] = free
    return leaves
