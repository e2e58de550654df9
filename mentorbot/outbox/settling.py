"""What an outcome makes of a delivery; values in, a value out."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import assert_never

from mentorbot.chat.platform import Later, Outcome, Sent, Undeliverable, Unknown
from mentorbot.domain.deliveries import Delivery, DeliveryState


def settled(delivery: Delivery, outcome: Outcome, now: datetime) -> Delivery:
    """The delivery after one try at `now` (UTC)."""
    match outcome:
        case Sent(message):
            return replace(delivery, state=DeliveryState.SENT, settled_at=now, message=message[:200], reason="")
        case Later(seconds, reason):
            again = now + timedelta(seconds=seconds)
            return replace(delivery, state=DeliveryState.PENDING, due_at=again, reason=reason)
        case Undeliverable(reason):
            return replace(delivery, state=DeliveryState.UNDELIVERABLE, settled_at=now, reason=reason)
        case Unknown(reason):
            return replace(delivery, state=DeliveryState.HELD, settled_at=now, reason=reason)
        case _:
            assert_never(outcome)


def expired(delivery: Delivery, now: datetime) -> bool:
    """Whether it is too late for it: it would come at the wrong hour."""
    return now > delivery.nudge.until
