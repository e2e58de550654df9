"""A message of which nobody can tell whether it arrived, as the outbox leaves it."""

from dataclasses import replace
from datetime import datetime, timedelta

from mentorbot.domain.deliveries import Delivery, DeliveryState, Turn
from mentorbot.domain.digests import Trouble, TroubleKind
from mentorbot.store import Store
from mentorbot.store.deliveries import claim, settle_one
from mentorbot.store.people import workspace
from mentorbot.store.troubles import add_troubles


async def hold(store: Store, platform: str, outside: str, now: datetime, reason: str = "the connection broke") -> int:
    """Hold everything that waits in a workspace, with what follows from it for the admins; says how much that was."""
    async with store.begin() as tx:
        there = await workspace(tx, platform, outside)
        assert there is not None
        waiting = await claim(tx, there, now, lease=timedelta(minutes=1), limit=9)
        for claimed, _ in waiting:
            held = _held(claimed, now, reason)
            assert await settle_one(tx, held)
            await add_troubles(tx, [_trouble(held, now)])
    return len(waiting)


def _held(claimed: Delivery, now: datetime, reason: str) -> Delivery:
    trail = (Turn(now, DeliveryState.SENDING, reason), Turn(now, DeliveryState.HELD, reason))
    return replace(
        claimed, state=DeliveryState.HELD, doubts=1, reason=reason, settled_at=now, first_tried_at=now, trail=trail
    )


def _trouble(held: Delivery, now: datetime) -> Trouble:
    return Trouble(
        workspace=held.workspace,
        kind=TroubleKind.HELD,
        at=now,
        reason=held.reason,
        member=held.member,
        delivery=held.key,
    )
