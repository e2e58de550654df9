"""Writes down what became of deliveries, and what follows from it for people and for admins."""

import logging
from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from mentorbot.domain.deliveries import Delivery, DeliveryState
from mentorbot.domain.digests import Trouble, TroubleKind
from mentorbot.domain.nudges import Nudge, missed
from mentorbot.outbox.passing_on import pass_on
from mentorbot.outbox.settling import Result
from mentorbot.store import Tx
from mentorbot.store.deliveries import settle, settle_one
from mentorbot.store.enrolments import people_of, save_planned
from mentorbot.store.people import close_members, lock_members
from mentorbot.store.troubles import add_troubles

_TOLD = {
    DeliveryState.UNDELIVERABLE: (TroubleKind.UNREACHABLE, "cannot write to %d people: %s"),
    DeliveryState.HELD: (TroubleKind.HELD, "held %d messages, see /cohort explain: %s"),
}
"""What admins are told of, and what the operator reads in the log."""

log = logging.getLogger(__name__)


async def write(tx: Tx, results: Sequence[Result], now: datetime) -> Sequence[Delivery]:
    """Settle all of them; gives back what was written, without claims that somebody else has taken over."""
    plain = [each.delivery for each in results if _is_plain(each)]
    others = [each for each in results if not _is_plain(each)]
    # People before their messages, as their own commands go, or each could wait for the other.
    await lock_members(tx, [each.delivery.member for each in others])
    await settle(tx, plain)
    written = plain + [
        each.delivery for each in others if await settle_one(tx, each.delivery, lease_until=each.lease_until)
    ]
    await _follow(tx, written, now)
    return written


def tell(written: Sequence[Delivery]) -> None:
    """The log's line for what went wrong, once it is written down."""
    for state, (_, words) in _TOLD.items():
        reasons = Counter(each.reason for each in written if each.state is state)
        for reason, number in sorted(reasons.items()):
            log.warning(words, number, reason)


def _is_plain(result: Result) -> bool:
    """The many that need no second look: arrived as usual, or given back before they were tried."""
    ordinary = result.delivery.state in {DeliveryState.SENT, DeliveryState.RETRY}
    return ordinary and not result.delivery.trail


async def _follow(tx: Tx, written: Sequence[Delivery], now: datetime) -> None:
    refused = {each.member: each.reason for each in written if each.state is DeliveryState.UNDELIVERABLE}
    await close_members(tx, refused, now)
    await _put_off(tx, [each for each in written if each.state is DeliveryState.EXPIRED], now)
    await add_troubles(tx, [_trouble(each, now) for each in written if _is_news(each)])
    await pass_on(tx, written, now)


async def _put_off(tx: Tx, expired: Sequence[Delivery], now: datetime) -> None:
    """Nudges that could not go out in time come at the next opening, under another date."""
    late = {each.enrolment: (each.letter.kind, each.on) for each in expired if isinstance(each.letter, Nudge)}
    theirs = {key: late[key] for key in late if key is not None}
    if theirs:
        people = await people_of(tx, theirs)
        await save_planned(tx, [missed(one, *theirs[one.enrolment.key], now) for one in people])


def _is_news(delivery: Delivery) -> bool:
    """What admins are told of; never that what they were told is held, which would be told again and again."""
    to_admins = delivery.enrolment is None and delivery.state is DeliveryState.HELD
    return delivery.state in _TOLD and not to_admins


def _trouble(delivery: Delivery, now: datetime) -> Trouble:
    return Trouble(
        workspace=delivery.workspace,
        kind=_TOLD[delivery.state][0],
        at=now,
        reason=delivery.reason,
        member=delivery.member,
        delivery=delivery.key,
    )
