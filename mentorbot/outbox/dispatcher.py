"""Claims what is due, sends it, settles it; no database session is held across a call to a platform.

    pending ──claim──▶ sending ──▶ sent            the platform named the message
       ▲                  │  ├───▶ undeliverable   certainly refused: told once, not tried again
       └──── later ───────┘  ├───▶ held            nobody can tell whether it arrived: never sent again blind
                             └───▶ expired         too late for its day: the next opening is planned instead

A crash before the claim's commit leaves it pending. After it, the row stays `sending` until its lease ends and is then
held, since the message may or may not have gone out. A clean stop finishes and settles what was claimed.
"""

import asyncio
import logging
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import starmap
from typing import TypeAlias

from mentorbot.chat.clock import Clock
from mentorbot.chat.fit import fit
from mentorbot.chat.ids import UserId, WorkspaceId
from mentorbot.chat.platform import Later, Outcome, Parcel, Platform, Unknown
from mentorbot.domain.deliveries import Address, Delivery, DeliveryState
from mentorbot.domain.guide import Guide
from mentorbot.domain.nudges import missed
from mentorbot.guides import Library
from mentorbot.messages.nudges import nudge_message
from mentorbot.outbox.settling import expired, settled
from mentorbot.store import Store, Tx
from mentorbot.store.deliveries import claim, hold_abandoned, settle
from mentorbot.store.enrolments import people_of, save_planned
from mentorbot.store.people import close_members

BATCH = 64
"""Messages claimed at once, and so at most in doubt after a crash."""
WIDTH = 8
"""Messages of one workspace on their way at the same time."""
LEASE = timedelta(minutes=5)
"""Longer than any platform's time-out, so that a claim never ends under a send."""
PLATFORM_OFF = Later(60, "its platform is switched off")

Claimed: TypeAlias = tuple[Delivery, Address]
Lane: TypeAlias = tuple[str, str]
"""A platform and a workspace of it: what a Retry-After closes."""

_TOLD = {
    DeliveryState.UNDELIVERABLE: "cannot write to %d people: %s",
    DeliveryState.HELD: "held %d messages, see /cohort explain: %s",
}
"""What the operator reads in the log."""

log = logging.getLogger(__name__)


class Dispatcher:
    """Sends what the outbox holds; one per process. `settled` is called after each batch."""

    def __init__(
        self,
        *,
        store: Store,
        library: Library,
        platforms: Mapping[str, Platform],
        clock: Clock,
        settled: Callable[[], None] = lambda: None,
    ) -> None:
        self._store = store
        self._library = library
        self._platforms = platforms
        self._clock = clock
        self._on_settled = settled
        self._closed_until: dict[Lane, datetime] = {}
        self._busy = asyncio.Lock()
        self._stopping = False

    async def drain(self) -> int:
        """Send until nothing is due; says how many were settled as sent."""
        sent = 0
        async with self._busy:
            await self._hold_abandoned()
            while not self._stopping and (claimed := await self._claim()):
                results = await self._send_all(claimed)
                await self._settle(results)
                self._on_settled()
                sent += sum(each.state is DeliveryState.SENT for each in results)
        return sent

    async def stop(self) -> None:
        """Claim no more, and return when what was claimed is settled."""
        self._stopping = True
        async with self._busy:
            return

    async def _hold_abandoned(self) -> None:
        async with self._store.begin() as tx:
            held = await hold_abandoned(tx, self._clock.now(), "the bot stopped while it was being sent")
        if held:
            log.warning("held %d messages that were being sent when the bot stopped; see /cohort explain", held)

    async def _claim(self) -> Sequence[Claimed]:
        async with self._store.begin() as tx:
            return await claim(tx, self._clock.now(), lease=LEASE, limit=BATCH)

    async def _send_all(self, claimed: Sequence[Claimed]) -> Sequence[Delivery]:
        lanes: dict[Lane, list[Claimed]] = defaultdict(list)
        for delivery, address in claimed:
            lanes[_lane(address)].append((delivery, address))
        return [each for lane in await asyncio.gather(*starmap(self._send_lane, lanes.items())) for each in lane]

    async def _send_lane(self, lane: Lane, waiting: Sequence[Claimed]) -> Sequence[Delivery]:
        """One workspace's messages, a few at a time; a Retry-After puts the rest off, unsent."""
        results: list[Delivery] = []
        for start in range(0, len(waiting), WIDTH):
            tried = waiting[start : start + WIDTH]
            if closed := self._closed(lane):
                results += [settled(delivery, closed, self._clock.now()) for delivery, _ in tried]
            else:
                results += await asyncio.gather(*starmap(self._send, tried))
        return results

    def _closed(self, lane: Lane) -> Later | None:
        now = self._clock.now()
        until = self._closed_until.get(lane, now)
        return Later((until - now).total_seconds(), "its workspace takes no more for now") if until > now else None

    async def _send(self, delivery: Delivery, address: Address) -> Delivery:
        now = self._clock.now()
        if expired(delivery, now):
            return replace(delivery, state=DeliveryState.EXPIRED, settled_at=now, reason="its day was over first")
        guide = self._library.guide(delivery.nudge.guide)
        if guide is None:
            return replace(delivery, state=DeliveryState.CANCELLED, settled_at=now, reason="its guide was taken away")
        outcome = await self._outcome(delivery, address, guide)
        now = self._clock.now()
        if isinstance(outcome, Later):
            self._closed_until[_lane(address)] = now + timedelta(seconds=outcome.seconds)
        return settled(delivery, outcome, now)

    async def _outcome(self, delivery: Delivery, address: Address, guide: Guide) -> Outcome:
        platform = self._platforms.get(address.platform)
        if platform is None:
            return PLATFORM_OFF
        try:
            parcel = Parcel(
                key=delivery.key,
                workspace=WorkspaceId(address.workspace),
                user=UserId(address.user),
                reply=fit(nudge_message(delivery.nudge, guide)),
            )
            return await platform.send(parcel)
        except Exception:
            log.exception("sending %s broke", delivery.key)
            return Unknown("the bot broke while sending it; the log has the reason")

    async def _settle(self, results: Sequence[Delivery]) -> None:
        now = self._clock.now()
        refused = {one.member: one.reason for one in results if one.state is DeliveryState.UNDELIVERABLE}
        async with self._store.begin() as tx:
            await settle(tx, results)
            await close_members(tx, refused, now)
            await _put_off(tx, [one for one in results if one.state is DeliveryState.EXPIRED], now)
        for state, words in _TOLD.items():
            reasons = Counter(one.reason for one in results if one.state is state)
            for reason, number in sorted(reasons.items()):
                log.warning(words, number, reason)


async def _put_off(tx: Tx, expired: Sequence[Delivery], now: datetime) -> None:
    """Nudges that could not go out in time come at the next opening, under another date."""
    kinds = {one.enrolment: one.nudge.kind for one in expired}
    if kinds:
        people = await people_of(tx, kinds)
        await save_planned(tx, [missed(one, kinds[one.enrolment.key], now) for one in people])


def _lane(address: Address) -> Lane:
    return address.platform, address.workspace
