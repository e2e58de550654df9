"""What is held on one person, and what is left of it when they want it gone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

FORGOTTEN = "Somebody who left"
"""What whoever was forgotten is called from then on, in counts and in the audit log."""
UNKNOWN_USER = "forgotten:"
"""What the id begins with that they have instead of their platform's."""

Fact: TypeAlias = str | int | bool | list["Fact"] | dict[str, "Fact"] | None
"""What JSON can say; instants and dates in ISO 8601, instants in UTC."""


@dataclass(frozen=True, slots=True)
class Held:
    """Everything on one person: what they are, then the rows of each kind, under the name of the kind."""

    person: Mapping[str, Fact]
    rows: Mapping[str, Sequence[Mapping[str, Fact]]]
    """Kinds with nothing in them are left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What stays as numbers of nobody: rows without a name, a text or an hour."""

    enrolments: int = 0
    tasks: int = 0
    nudges: int = 0
    checkins: int = 0
