"""What is held on one person, and what is left of it when they want it gone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

FORGOTTEN = "Somebody who left"
"""What whoever was forgotten is called from then on, in counts and in the audit log."""
NO_USER = "forgotten:"
"""How the id of whoever was forgotten begins: no platform has such an id, so that nobody is found by it."""
JUST_FORGOTTEN = "What was held here was deleted a moment ago, so nothing new was kept."

Fact: TypeAlias = str | int | bool | list["Fact"] | dict[str, "Fact"] | None
"""What JSON can say; instants and dates in ISO 8601, instants in UTC."""
Row: TypeAlias = Mapping[str, Fact]


@dataclass(frozen=True, slots=True)
class Held:
    """Everything on one person: what they are, then the rows of each kind, under the name of the kind."""

    person: Mapping[str, Fact]
    rows: Mapping[str, Sequence[Row]]
    """Kinds with nothing in them are left out."""
    private_notes: int = 0
    """Notes about them that nobody but their author reads, and so not they either."""

    def __bool__(self) -> bool:
        """Whether there is more than who they are."""
        return bool(self.rows or self.private_notes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What stays as numbers of nobody: rows without a name, a text or an hour."""

    enrolments: int = 0
    tasks: int = 0
    nudges: int = 0
    checkins: int = 0
    help_requests: int = 0
