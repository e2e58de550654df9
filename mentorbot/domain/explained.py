"""All that is known about somebody's nudges, past and to come: what an explanation is told from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from mentorbot.domain.deliveries import Delivery, editions
from mentorbot.domain.guide import Edition
from mentorbot.domain.leases import Lease
from mentorbot.domain.members import Member, Workspace
from mentorbot.domain.nudges import Due


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """One member; `due` is None for somebody who never was in a cohort. `told` says when admins were told of what."""

    workspace: Workspace
    member: Member
    due: Due | None
    latest: Sequence[Delivery]
    """Newest first."""
    told: Mapping[str, datetime]
    lane: Lease | None
    """What they are sent through; None before anything ever was."""

    kept: Mapping[Edition, str] = field(default_factory=dict)
    """Those versions as texts, for whoever tells of it without a database at hand."""

    @property
    def editions(self) -> frozenset[Edition]:
        """The versions of guides that it speaks of."""
        theirs = {self.due.cohort.edition} if self.due else set()
        return editions(each.letter for each in self.latest) | theirs
