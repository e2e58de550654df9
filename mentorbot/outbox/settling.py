"""What an outcome makes of a delivery and of its lane; values in, values out. Instants are UTC."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import assert_never

from mentorbot.chat.platform import (
    Absent,
    Blocked,
    Evidence,
    Later,
    Outcome,
    Refused,
    Sent,
    Undeliverable,
    Unknown,
    Unreachable,
)
from mentorbot.domain.deliveries import Delivery, DeliveryState, Turn
from mentorbot.domain.leases import Lease
from mentorbot.outbox.timing import Timing

MOST_DOUBTS = 6
"""A message that is in doubt so often and never arrives is held: something about it breaks what it is sent through."""
MOST_UNCLEAR = 4
"""So many answers in a row that say nothing certain, and the lane rests: each one more is a message in doubt."""
_LONGEST_PAUSE = timedelta(minutes=15)
_LONGEST_UNREACHABLE = timedelta(minutes=1)
_TOO_LATE = "its day was over first"


@dataclass(frozen=True, slots=True)
class Result:
    """A delivery after a try or a look-up; with `lease_until` it stays claimed until then, and is looked for after."""

    delivery: Delivery
    lease_until: datetime | None = None
    blocked: bool = False
    """Its whole workspace takes nothing."""


def tried(delivery: Delivery, outcome: Outcome, now: datetime, timing: Timing) -> Result:
    """After one try that ended at `now`."""
    match outcome:
        case Sent(message):
            return Result(_arrived(delivery, message, now))
        case Later(_, reason) | Unreachable(reason):
            return Result(_turned(delivery, DeliveryState.RETRY, reason, now))
        case Blocked(reason):
            return Result(_turned(delivery, DeliveryState.RETRY, reason, now), blocked=True)
        case Undeliverable(reason):
            return Result(_ended(delivery, DeliveryState.UNDELIVERABLE, reason, now))
        case Refused(reason):
            return held(delivery, reason, now)
        case Unknown(reason):
            doubted = replace(delivery, doubts=delivery.doubts + 1)
            return Result(_turned(doubted, DeliveryState.SENDING, reason, now), now + timing.settling)
        case _:
            assert_never(outcome)


def looked_up(delivery: Delivery, evidence: Evidence, now: datetime, timing: Timing, *, jitter: float) -> Result:
    """After a look-up at `now`; `jitter` (0 to 1) spreads what is tried again."""
    match evidence:
        case Sent(message):
            return Result(_noted(_arrived(delivery, message, now), "it had arrived", now))
        case Absent():
            return _again(_doubted(delivery), now, timing, jitter)
        case Later(seconds, reason):
            return Result(replace(delivery, reason=reason), now + timedelta(seconds=max(seconds, 1.0)))
        case Unreachable(reason) | Blocked(reason):
            pause = _pause(timing, delivery.doubts, jitter, _LONGEST_UNREACHABLE)
            return Result(replace(delivery, reason=reason), now + pause)
        case Undeliverable(reason) | Refused(reason) | Unknown(reason):
            return held(_doubted(delivery), reason, now)
        case _:
            assert_never(evidence)


def unsent(delivery: Delivery, reason: str) -> Result:
    """Claimed, and given back before it was tried."""
    return Result(replace(delivery, state=DeliveryState.RETRY, reason=reason))


def cancelled(delivery: Delivery, reason: str, now: datetime) -> Result:
    return Result(_ended(delivery, DeliveryState.CANCELLED, reason, now))


def held(delivery: Delivery, reason: str, now: datetime) -> Result:
    return Result(_ended(delivery, DeliveryState.HELD, reason, now))


def expired(delivery: Delivery, now: datetime) -> Result | None:
    """Given up when it is too late for it: it would come at the wrong hour."""
    if now <= delivery.until:
        return None
    return Result(_ended(delivery, DeliveryState.EXPIRED, delivery.reason or _TOO_LATE, now))


def closed(lane: Lease, outcome: Outcome, now: datetime, timing: Timing, *, jitter: float) -> Lease:
    """The lane after a try: open after a success, closed after what would hit the next message too."""
    match outcome:
        case Sent() | Undeliverable() | Refused():
            return replace(lane, failures=0, unclear=0, closed_reason="")
        case Later(seconds, reason):
            until = now + timedelta(seconds=seconds)
            return replace(lane, closed_until=max(until, lane.closed_until or until), closed_reason=reason)
        case Unreachable(reason):
            return _resting(lane, reason, now, _pause(timing, lane.failures, jitter, _LONGEST_UNREACHABLE))
        case Blocked(reason):
            return _resting(lane, reason, now, _pause(timing, lane.failures, jitter, _LONGEST_PAUSE))
        case Unknown(reason):
            unsure = replace(lane, unclear=lane.unclear + 1)
            if unsure.unclear < MOST_UNCLEAR and not lane.failures:
                return unsure
            return _resting(unsure, reason, now, _pause(timing, lane.failures, jitter, _LONGEST_UNREACHABLE))
        case _:
            assert_never(outcome)


def is_closed(lane: Lease, now: datetime) -> bool:
    return lane.closed_until is not None and lane.closed_until > now


def _resting(lane: Lease, reason: str, now: datetime, pause: timedelta) -> Lease:
    """Many that were on their way together fail together: that is one failure."""
    if is_closed(lane, now):
        return lane
    return replace(lane, closed_until=now + pause, closed_reason=reason, failures=min(lane.failures + 1, 100))


def _doubted(delivery: Delivery) -> Delivery:
    """With its doubt counted, also where the process that tried it died before it could say so."""
    counted = delivery.trail and delivery.trail[-1].state is DeliveryState.SENDING
    return delivery if counted else replace(delivery, doubts=delivery.doubts + 1)


def _again(delivery: Delivery, now: datetime, timing: Timing, jitter: float) -> Result:
    if late := expired(delivery, now):
        return late
    if delivery.doubts >= MOST_DOUBTS:
        return held(delivery, f"it was lost {delivery.doubts} times on its way", now)
    again = replace(delivery, due_at=now + _pause(timing, delivery.doubts, jitter, _LONGEST_PAUSE))
    return Result(_turned(again, DeliveryState.RETRY, "it had not arrived", now))


def _pause(timing: Timing, failures: int, jitter: float, longest: timedelta) -> timedelta:
    """Twice as long each time, up to a limit, and up to a quarter more by chance."""
    grown: timedelta = min(timing.pause * (1 << min(failures, 16)), longest)
    return grown * (1 + jitter / 4)


def _arrived(delivery: Delivery, message: str, now: datetime) -> Delivery:
    return replace(delivery, state=DeliveryState.SENT, settled_at=now, message=message[:200], reason="")


def _turned(delivery: Delivery, state: DeliveryState, reason: str, now: datetime) -> Delivery:
    return _noted(replace(delivery, state=state, reason=reason), reason, now)


def _ended(delivery: Delivery, state: DeliveryState, reason: str, now: datetime) -> Delivery:
    return _noted(replace(delivery, state=state, reason=reason, settled_at=now), reason, now)


def _noted(delivery: Delivery, reason: str, now: datetime) -> Delivery:
    """The latest dozen turns tell the story; a workspace that is closed for hours makes hundreds."""
    trail = (*delivery.trail, Turn(now, delivery.state, reason))
    return replace(delivery, trail=trail if len(trail) <= 12 else (*trail[:4], *trail[-8:]))  # noqa: PLR2004 - as above
