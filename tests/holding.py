"""A message of which nobody can tell whether it arrived, as the outbox leaves it."""

from dataclasses import replace
from datetime import datetime, timedelta

from mentorbot.domain.deliveries import Delivery, DeliveryState, Turn
from mentorbot.domain.digests import Trouble, TroubleKind
from mentorbot.store import Store
from mentorbot.store.deliveries import claim, settle_one
from mentorbot.store.people import workspace
from mentorbot.store.troubles import add_troubles


async def hold(
    store: Store, platform: str, outside: str, now: datetime, reason: str = "the connection broke"
) -> Delivery:
    """Hold the one message that waits in a workspace, with what follows from it for the admins."""
    async with store.begin() as tx:
        there = await workspace(tx, platform, outside)
        assert there is not None
        ((claimed, _),) = await claim(tx, there, now, lease=timedelta(minutes=1), limit=9)
        trail = (Turn(now, DeliveryState.SENDING, reason), Turn(now, DeliveryState.HELD, reason))
        held = replace(
            claimed, state=DeliveryState.HELD, doubts=1, reason=reason, settled_at=now, first_tried_at=now, trail=trail
        )
        assert await settle_one(tx, held)
        told = Trouble(
            workspace=there.key,
            kind=TroubleKind.HELD,
            at=now,
            reason=reason,
            member=held.member,
            delivery=held.key,
        )
        await add_troubles(tx, [told])
    return held
