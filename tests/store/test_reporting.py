"""What a report rests on: read in a few queries, for each cohort its own, and kept when the cohort is over."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import insert, update

from mentorbot.domain.checkins import Mood
from mentorbot.domain.deliveries import DeliveryState
from mentorbot.domain.enrolments import EnrolmentState
from mentorbot.domain.progress import Completion
from mentorbot.domain.reports import Sent
from mentorbot.store import Store
from mentorbot.store.completions import add_completion
from mentorbot.store.deliveries import add_deliveries
from mentorbot.store.enrolments import add_enrolment, answered, end_cohort
from mentorbot.store.reporting import helped_in, last_done, latest_moods, mentor_names, sent_in, walkers
from mentorbot.store.tables import checkins, deliveries, help_requests, mentorships
from tests.store.scenes import MONDAY, NOW, a_cohort, a_member, a_workspace, new_delivery, new_enrolment

WEEK = timedelta(weeks=1)


async def test_everybody_who_ever_was_in_it_walks_with_what_they_did(store: Store) -> None:
    async with store.begin() as tx:
        garden = await a_workspace(tx)
        cohort, other = await a_cohort(tx, garden), await a_cohort(tx, garden)
        ada, kim, lee = [await a_member(tx, garden, name) for name in ("Ada", "Kim", "Lee")]
        await add_enrolment(tx, new_enrolment(cohort, ada))
        await add_enrolment(tx, replace(new_enrolment(cohort, lee), state=EnrolmentState.ASKED))
        await add_enrolment(tx, new_enrolment(other, kim))
        for somebody, guide, task in ((ada, cohort.guide, "a"), (ada, "another", "b"), (kim, cohort.guide, "a")):
            await add_completion(tx, somebody.key, guide, Completion(task=task, done_at=NOW))
        await end_cohort(tx, cohort.key, NOW)
        (only,) = await walkers(tx, cohort)
    assert (only.state, only.joined_at, dict(only.done)) == (EnrolmentState.LEFT, NOW, {"a": NOW})


async def test_nudges_count_where_they_arrived_and_as_answered_where_somebody_did_anything_after(store: Store) -> None:
    async with store.begin() as tx:
        garden = await a_workspace(tx)
        cohort, ada, kim = await a_cohort(tx, garden), await a_member(tx, garden), await a_member(tx, garden)
        for somebody in (ada, kim):
            enrolment = await add_enrolment(tx, new_enrolment(cohort, somebody))
            for week in range(2):
                await add_deliveries(
                    tx, [new_delivery(garden, enrolment, due_at=NOW + week * WEEK, on=MONDAY + week * WEEK)]
                )
        await tx.execute(update(deliveries).values(state=DeliveryState.SENT))
        await answered(tx, ada.key, NOW + 2 * WEEK)
        assert await sent_in(tx, cohort.key) == Sent(nudges=4, answered=1, people=2)
        assert await sent_in(tx, (await a_cohort(tx, garden)).key) == Sent()
        await tx.execute(update(deliveries).where(deliveries.c.member == kim.key).values(state=DeliveryState.HELD))
        assert await sent_in(tx, cohort.key) == Sent(nudges=2, answered=1, people=1)


async def test_each_persons_latest_mood_counts_once(store: Store) -> None:
    async with store.begin() as tx:
        garden = await a_workspace(tx)
        cohort, ada, kim = await a_cohort(tx, garden), await a_member(tx, garden), await a_member(tx, garden)
        for somebody, mood, at in ((ada, "stuck", NOW), (ada, "good", NOW + WEEK), (kim, "slow", NOW - 9 * WEEK)):
            await tx.execute(insert(checkins).values(member=somebody.key, cohort=cohort.key, mood=mood, at=at))
        assert await latest_moods(tx, cohort.key, NOW - WEEK) == [Mood.GOOD]
        assert await latest_moods(tx, cohort.key, NOW - 10 * WEEK) == [Mood.GOOD, Mood.SLOW]


async def test_people_who_asked_for_help_count_once_and_as_answered_when_all_of_it_was(store: Store) -> None:
    async with store.begin() as tx:
        garden = await a_workspace(tx)
        cohort, ada, kim = await a_cohort(tx, garden), await a_member(tx, garden), await a_member(tx, garden)
        for somebody, at in ((ada, NOW), (ada, None), (kim, NOW), (kim, NOW)):
            values = {"workspace": garden.key, "member": somebody.key, "cohort": cohort.key}
            await tx.execute(insert(help_requests).values(**values, asked_at=NOW, answered_at=at))
        assert await helped_in(tx, cohort.key) == (2, 1)


async def test_the_last_thing_that_each_did_is_of_the_cohorts_guide(store: Store) -> None:
    async with store.begin() as tx:
        garden = await a_workspace(tx)
        cohort, ada, kim = await a_cohort(tx, garden), await a_member(tx, garden), await a_member(tx, garden)
        for somebody in (ada, kim):
            await add_enrolment(tx, new_enrolment(cohort, somebody))
        did = ((cohort.guide, "a", NOW), (cohort.guide, "b", NOW + WEEK), ("another", "c", NOW + 2 * WEEK))
        for guide, task, at in did:
            await add_completion(tx, ada.key, guide, Completion(task=task, done_at=at))
        assert await last_done(tx, cohort) == {ada.key: NOW + WEEK}


async def test_only_a_mentor_of_now_is_named(store: Store) -> None:
    async with store.begin() as tx:
        garden = await a_workspace(tx)
        cohort, ada, kim = await a_cohort(tx, garden), await a_member(tx, garden), await a_member(tx, garden)
        grace = await a_member(tx, garden, "Grace")
        for somebody, state in ((ada, "active"), (kim, "ended")):
            await add_enrolment(tx, new_enrolment(cohort, somebody))
            pair = {"mentor": grace.key, "learner": somebody.key, "workspace": garden.key, "state": state}
            await tx.execute(insert(mentorships).values(**pair, why="", began_at=NOW))
        assert await mentor_names(tx, cohort.key) == {ada.key: "Grace"}
