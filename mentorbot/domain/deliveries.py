"""A delivery: one message to one person, from the moment it is owed to the moment it is settled."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from mentorbot.domain.enrolments import EnrolmentKey
from mentorbot.domain.members import MemberKey, WorkspaceKey
from mentorbot.domain.nudges import Nudge


class DeliveryState(StrEnum):
    """The life of a delivery.

    pending -> sending -> sent, undeliverable, held, expired, or pending again (certainly not sent, later).
    pending -> cancelled when the person pauses or leaves first.
    """

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    HELD = "held"
    """Nobody can tell whether it arrived, so it is never sent again blind."""
    UNDELIVERABLE = "undeliverable"
    EXPIRED = "expired"
    """It was too late for its day before it could go out; it comes at the next opening, under another date."""
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A nudge on its way; `key` names it to the platform and is the same at every try."""

    key: str
    workspace: WorkspaceKey
    member: MemberKey
    enrolment: EnrolmentKey
    on: date
    """Names the occasion: (enrolment, kind, on) is unique for ever."""
    nudge: Nudge
    due_at: datetime
    state: DeliveryState = DeliveryState.PENDING
    attempts: int = 0
    settled_at: datetime | None = None
    message: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a delivery goes: ids as the platform knows them."""

    platform: str
    workspace: str
    user: str
