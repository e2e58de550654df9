"""A lease: who may send for a token, or hold a connection, until when; the same on SQLite and PostgreSQL."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from mentorbot.domain.members import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """One that is held; all instants are UTC.

    `fence` grows each time somebody else takes it: who shows an older one has lost it.
    """

    name: str
    fence: int
    owner: str | None = None
    until: datetime | None = None
    """Whose it is, and how long; anybody may take it after."""
    next_send_at: datetime | None = None
    """No earlier message, so that the pace outlives whoever held it."""
    closed_until: datetime | None = None
    """Nothing is sent before: a Retry-After, or the pause after a failure."""
    closed_reason: str = ""
    failures: int = 0
    """Failures in a row that were not a Retry-After; the pause grows with them."""
    unclear: int = 0
    """Answers in a row that left open whether the message was sent; known to the holder alone."""


def lane_of(lanes: Mapping[str, Lease], workspace: Workspace) -> Lease | None:
    """The lane that a workspace is sent through: its own, or the one of its whole platform."""
    return lanes.get(f"{workspace.platform}/{workspace.outside}") or lanes.get(workspace.platform)
