"""Ask who is due, write what they are owed, and move their next date on: all three in one transaction."""

import asyncio
import logging
from collections.abc import Iterator
from datetime import datetime
from functools import partial

from mentorbot.domain.deliveries import Delivery, DeliveryKind
from mentorbot.domain.digests import Trouble, TroubleKind
from mentorbot.domain.enrolments import EnrolmentState, expecting, regular
from mentorbot.domain.nudges import Due, Plan, plan
from mentorbot.guides import Library
from mentorbot.store import Store
from mentorbot.store.due import Alike, due
from mentorbot.store.guide_versions import fetch_missing
from mentorbot.store.keys import new_mark, numbered_key
from mentorbot.store.outcomes import Outcome, save_outcomes
from mentorbot.store.troubles import add_troubles

BATCH = 1_000
"""People per transaction: few enough that commands get their turn between two."""

log = logging.getLogger(__name__)


async def plan_nudges(store: Store, library: Library, now: datetime, *, batch: int = BATCH) -> int:
    """Plan everybody who is due at `now` (UTC); says how many messages are owed by it."""
    mark = new_mark()
    planned = owed = 0
    while True:
        async with store.begin() as tx:
            alike = await due(tx, now, batch)
            await fetch_missing(tx, library, {each.due.cohort.edition for each in alike})
            made = [_outcome(each, library, now) for each in alike]
            await save_outcomes(tx, made, partial(numbered_key, now, mark, planned))
            silent = [each for before, after in zip(alike, made, strict=True) for each in _silent(before, after, now)]
            await add_troubles(tx, silent)
        people = sum(len(each.people) for each in made)
        planned += people
        owed += sum(len(each.people) for each in made if each.delivery)
        if people < batch:
            return owed
        await asyncio.sleep(0)


def _outcome(alike: Alike, library: Library, now: datetime) -> Outcome:
    made = _planned(alike.due, library, now)
    return Outcome(alike.people, made.enrolment, _delivery(alike.due, made, now))


def _planned(one: Due, library: Library, now: datetime) -> Plan:
    """A cohort whose guide was taken away waits for it from week to week; the log says so."""
    guide = library.guide(*one.cohort.edition)
    if guide is None:
        log.warning("no nudge for a member of %s: its guide %s is not here", one.cohort.name, one.cohort.guide)
        return Plan(expecting(one.enrolment, regular(one.enrolment, one.cadence, now)))
    return plan(one, guide, now)


def _delivery(one: Due, made: Plan, now: datetime) -> Delivery | None:
    if made.nudge is None or made.on is None:
        return None
    return Delivery(
        key="",  # each of those alike has one of their own
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


def _silent(alike: Alike, made: Outcome, now: datetime) -> Iterator[Trouble]:
    """Whoever is to hear nothing more until they come back, for the admins to know."""
    if made.enrolment.state is EnrolmentState.QUIET is not alike.due.enrolment.state:
        for person in made.people:
            yield Trouble(
                workspace=alike.due.member.workspace,
                kind=TroubleKind.SILENT,
                at=now,
                reason=f"{made.enrolment.unanswered} nudges in a row without an answer",
                member=person.member,
            )
