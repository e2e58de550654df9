"""Announcements as they are kept, counted and called back."""

from dataclasses import replace
from datetime import timedelta

from mentorbot.domain.announcements import Announced, Announcement, AnnouncementKey
from mentorbot.domain.cohorts import Cohort
from mentorbot.domain.deliveries import DeliveryKind, DeliveryState, owed_now
from mentorbot.domain.members import Member
from mentorbot.store import Store, Tx
from mentorbot.store.announcements import add_announcement, announcement, call_back, drop_held, reached, undo
from mentorbot.store.deliveries import add_deliveries, claim, delivery, held, settle_one
from tests.store.scenes import MINUTE, NOW, a_cohort, a_member, a_workspace


async def test_one_comes_back_as_it_was_kept_and_only_to_its_workspace(store: Store) -> None:
    async with store.begin() as tx:
        garden, elsewhere = await a_workspace(tx), await a_workspace(tx)
        made = await _announcement(tx, await a_cohort(tx, garden), await a_member(tx, garden))
        assert await announcement(tx, garden.key, made.key) == made
        assert await announcement(tx, elsewhere.key, made.key) is None


async def test_it_is_undone_once(store: Store) -> None:
    async with store.begin() as tx:
        garden = await a_workspace(tx)
        made = await _announcement(tx, await a_cohort(tx, garden), await a_member(tx, garden))
        assert await undo(tx, made.key, NOW)
        assert not await undo(tx, made.key, NOW + MINUTE)
        found = await announcement(tx, garden.key, made.key)
        assert found == replace(made, undone_at=NOW)


async def test_what_waits_is_called_back_for_one_or_for_all_of_a_cohort(store: Store) -> None:
    async with store.begin() as tx:
        garden = await a_workspace(tx)
        spring, autumn = await a_cohort(tx, garden), await a_cohort(tx, garden)
        people = [await a_member(tx, garden) for _ in range(3)]
        made = await _owed(tx, spring, people)
        other = await _owed(tx, autumn, people[:1])
        assert await call_back(tx, spring.key, NOW, "left", member=people[0].key) == 1
        assert await reached(tx, made.key) == {DeliveryState.CANCELLED: 1, DeliveryState.PENDING: 2}
        assert await call_back(tx, spring.key, NOW, "archived") == 2
        assert await reached(tx, made.key) == {DeliveryState.CANCELLED: 3}
        assert await reached(tx, other.key) == {DeliveryState.PENDING: 1}
        assert await call_back(tx, (await a_cohort(tx, garden)).key, NOW, "archived") == 0


async def test_what_is_held_is_for_an_admin_to_decide_until_its_cohort_is_archived(store: Store) -> None:
    async with store.begin() as tx:
        garden = await a_workspace(tx)
        spring, kim = await a_cohort(tx, garden), await a_member(tx, garden)
        await _owed(tx, spring, [kim])
        ((claimed, _),) = await claim(tx, garden, NOW, lease=timedelta(minutes=1), limit=9)
        assert await settle_one(tx, replace(claimed, state=DeliveryState.HELD, settled_at=NOW))
        assert (await held(tx, garden.key, 9))[1] == 1
        await drop_held(tx, spring.key, NOW, "archived")
        assert (await held(tx, garden.key, 9))[1] == 0
        dropped = await delivery(tx, claimed.key)
    assert dropped is not None
    assert (dropped.state, dropped.reason) == (DeliveryState.CANCELLED, "archived")


async def _announcement(tx: Tx, cohort: Cohort, author: Member, people: int = 1) -> Announcement:
    made = Announcement(
        key=AnnouncementKey(0),
        workspace=cohort.workspace,
        cohort=cohort.key,
        author=author.key,
        text="Hello",
        people=people,
        made_at=NOW,
        goes_at=NOW + MINUTE,
    )
    return await add_announcement(tx, made)


async def _owed(tx: Tx, cohort: Cohort, people: list[Member]) -> Announcement:
    made = await _announcement(tx, cohort, people[0], len(people))
    letter = Announced(cohort=cohort.name, who="Robin", text="Hello", zone="UTC")
    day = timedelta(days=1)
    owed = [
        owed_now(
            f"{made.key}-{each.key}", letter, DeliveryKind.ANNOUNCEMENT, to=each, now=NOW, keeps=day, about=made.about
        )
        for each in people
    ]
    await add_deliveries(tx, owed)
    return made
