"""What an admin makes of a message that is held; values in, values out. Instants are UTC."""

from dataclasses import replace
from datetime import datetime, timedelta

from mentorbot.domain.deliveries import Delivery, DeliveryState, Turn

AGAIN = timedelta(hours=6)
"""How long a message that an admin sends has to get out."""


def sent_after_all(held: Delivery, now: datetime, who: str, next_at: datetime | None) -> Delivery:
    """Due at once; not beyond the next regular nudge, which would make it one too many."""
    until = min(now + AGAIN, next_at) if next_at is not None and next_at > now else now + AGAIN
    turn = Turn(now, DeliveryState.PENDING, f"{who} said to send it")
    return replace(
        held, state=DeliveryState.RETRY, due_at=now, until=until, settled_at=None, reason="", trail=(*held.trail, turn)
    )


def dropped(held: Delivery, now: datetime, who: str, reason: str = "an admin dropped it") -> Delivery:
    """Not sent, and never to be."""
    turn = Turn(now, DeliveryState.CANCELLED, f"{who} dropped it")
    return replace(held, state=DeliveryState.CANCELLED, settled_at=now, reason=reason, trail=(*held.trail, turn))
