"""What was planned for many at once is kept as it would be for each of them alone."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import text

from mentorbot.domain.deliveries import Delivery, DeliveryState, Turn
from mentorbot.domain.enrolments import Enrolment, EnrolmentState
from mentorbot.store import Store, Tx
from mentorbot.store.deliveries import add_deliveries, history
from mentorbot.store.due import Person
from mentorbot.store.enrolments import roster, save_planned
from mentorbot.store.outcomes import Outcome, save_outcomes
from tests.store.scenes import (
    MINUTE,
    MONDAY,
    NOW,
    a_cohort,
    a_workspace,
    full_enrolment,
    new_delivery,
    somebody_enrolled,
)


async def test_each_of_those_alike_is_owed_a_message_and_moved_on_and_nobody_else(store: Store) -> None:
    async with store.begin() as tx:
        garden = await a_workspace(tx)
        cohort = await a_cohort(tx, garden)
        made = [await somebody_enrolled(tx, cohort=cohort, workspace=garden) for _ in range(5)]
        moved = replace(made[0], week=1, next_at=NOW + MINUTE, last_on=MONDAY)
        rests = replace(made[2], state=EnrolmentState.FINISHED, next_at=None, next_on=None, ended_at=NOW)
        outcomes = [
            Outcome([_person(0, made[0]), _person(3, made[3])], moved, new_delivery(garden, made[0])),
            Outcome([_person(1, made[1])], made[1], replace(new_delivery(garden, made[1]), due_at=NOW + MINUTE)),
            Outcome([_person(2, made[2])], rests),
        ]
        await save_outcomes(tx, outcomes, "place-{}".format)
        await save_outcomes(tx, [], "place-{}".format)
        owed = [[(each.key, each.due_at) for each in await history(tx, one.member, 10)] for one in made]
        kept = [one.enrolment for one in await roster(tx, cohort, live_only=False)]
    assert owed == [[("place-0", NOW)], [("place-1", NOW + MINUTE)], [], [("place-3", NOW)], []]
    also = replace(moved, key=made[3].key, member=made[3].member)
    assert {each.key: each for each in kept} == {each.key: each for each in (moved, made[1], rests, also, made[4])}


async def test_the_rows_are_those_that_are_written_one_by_one(store: Store) -> None:
    """With something in every column, to the letter: what another statement compares must be alike."""
    async with store.begin() as tx:
        garden = await a_workspace(tx)
        cohort = await a_cohort(tx, garden)
        one, other = [await somebody_enrolled(tx, cohort=cohort, workspace=garden) for _ in range(2)]
        full = _full(new_delivery(garden, one))
        await save_planned(tx, [full_enrolment(one)])
        await add_deliveries(tx, [full])
        await save_outcomes(tx, [Outcome([_person(0, other)], full_enrolment(other), full)], "place-{}".format)
        for table in ("deliveries", "enrolments"):
            first, second = await _rows(tx, table)
            differing = {name for name in first if first[name] != second[name]}
            assert differing <= {"key", "member", "enrolment"}
            assert [type(value) for value in first.values()] == [type(value) for value in second.values()]


def _person(place: int, enrolment: Enrolment) -> Person:
    return Person(place, enrolment.key, enrolment.member)


def _full(made: Delivery) -> Delivery:
    return replace(
        made,
        state=DeliveryState.RETRY,
        attempts=2,
        doubts=1,
        first_tried_at=NOW,
        settled_at=NOW + timedelta(microseconds=1),
        message="M1",
        reason="\u201cquoted\u201d and 'plain'",
        trail=(Turn(NOW, DeliveryState.HELD, "nobody knows"),),
    )


async def _rows(tx: Tx, table: str) -> list[dict[str, Any]]:
    """As the driver reads them; JSON without its spaces."""
    rows = (await tx.execute(text(f"SELECT * FROM {table} ORDER BY member"))).mappings()  # noqa: S608 - our own names
    return [
        dict(row) | {name: json.loads(row[name]) for name in ("letter", "trail") if isinstance(row.get(name), str)}
        for row in rows
    ]
