"""Ask who is due, write what they are owed, and move their next date on: all three in one transaction."""

import asyncio
import logging
from collections.abc import Sequence
from datetime import datetime

from mentorbot.domain.deliveries import Delivery, DeliveryKind
from mentorbot.domain.digests import Trouble, TroubleKind
from mentorbot.domain.enrolments import EnrolmentState, expecting, regular
from mentorbot.domain.nudges import Due, Plan, plan
from mentorbot.guides import Library
from mentorbot.store import Store
from mentorbot.store.deliveries import add_deliveries
from mentorbot.store.enrolments import due, save_planned
from mentorbot.store.keys import new_key
from mentorbot.store.troubles import add_troubles

BATCH = 250
"""People per transaction: few enough that commands get their turn between two."""

log = logging.getLogger(__name__)


async def plan_nudges(store: Store, library: Library, now: datetime, *, batch: int = BATCH) -> int:
    """Plan everybody who is due at `now` (UTC); says how many messages are owed by it."""
    owed = 0
    while True:
        async with store.begin() as tx:
            people = await due(tx, now, batch)
            plans = [_planned(each, library, now) for each in people]
            deliveries = _deliveries(people, plans, now, first=owed)
            await add_deliveries(tx, deliveries)
            await save_planned(tx, [each.enrolment for each in plans])
            await add_troubles(tx, _fallen_silent(people, plans, now))
        owed += len(deliveries)
        if len(people) < batch:
            return owed
        await asyncio.sleep(0)


def _planned(one: Due, library: Library, now: datetime) -> Plan:
    """A cohort whose guide was taken away waits for it from week to week; the log says so."""
    guide = library.guide(one.cohort.guide)
    if guide is None:
        log.warning("no nudge for a member of %s: its guide %s is not here", one.cohort.name, one.cohort.guide)
        return Plan(expecting(one.enrolment, regular(one.enrolment, one.cadence, now)))
    return plan(one, guide, now)


def _deliveries(people: Sequence[Due], plans: Sequence[Plan], now: datetime, *, first: int) -> list[Delivery]:
    return [
        Delivery(
            key=new_key(now, number),
            workspace=one.member.workspace,
            member=one.member.key,
            enrolment=one.enrolment.key,
            kind=DeliveryKind(made.nudge.kind),
            on=made.on,
            letter=made.nudge,
            scheduled_at=one.enrolment.next_at or now,
            until=made.until or now,
            due_at=one.enrolment.next_at or now,
            planned_at=now,
        )
        for number, (one, made) in enumerate(zip(people, plans, strict=True), first)
        if made.nudge is not None and made.on is not None
    ]


def _fallen_silent(people: Sequence[Due], plans: Sequence[Plan], now: datetime) -> list[Trouble]:
    """Whoever is to hear nothing more until they come back, for the admins to know."""
    return [
        Trouble(
            workspace=one.member.workspace,
            kind=TroubleKind.SILENT,
            at=now,
            reason=f"{made.enrolment.unanswered} nudges in a row without an answer",
            member=one.member.key,
        )
        for one, made in zip(people, plans, strict=True)
        if made.enrolment.state is EnrolmentState.QUIET is not one.enrolment.state
    ]
