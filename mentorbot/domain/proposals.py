"""What somebody is shown before it is done: kept until they say yes or no, since a button cannot carry it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, NewType

from mentorbot.domain.cohorts import CohortKey
from mentorbot.domain.members import MemberKey, WorkspaceKey

ProposalKey = NewType("ProposalKey", int)

GOOD_FOR = timedelta(days=1)
"""What nobody confirmed by then is forgotten."""


class ProposalKind(StrEnum):
    """What would be done."""

    EDIT = "edit"
    IMPORT = "import"
    MATCH = "match"
    ANNOUNCE = "announce"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Something for `member`, and nobody else, to confirm; `content` is JSON of the command's own making."""

    key: ProposalKey
    workspace: WorkspaceKey
    member: MemberKey
    cohort: CohortKey | None = None
    kind: ProposalKind
    content: Mapping[str, Any]
    made_at: datetime
    settled_at: datetime | None = None
