"""Tasks done, kept with the member."""

from datetime import timedelta, timezone

from mentorbot.domain.progress import Completion
from mentorbot.store import Store
from mentorbot.store.completions import (
    add_completion,
    completions_of,
    done_by_all,
    remove_completion,
    set_evidence,
)
from tests.store.scenes import NOW, a_member, a_workspace

GUIDE = "technical-product-manager"
APIS = Completion(task="call-an-api", done_at=NOW, evidence="https://example.com/?a=1")


async def test_a_task_is_ticked_off_once_and_keeps_its_first_evidence(store: Store) -> None:
    async with store.begin() as tx:
        kim = (await a_member(tx, await a_workspace(tx))).key
        assert await add_completion(tx, kim, GUIDE, APIS)
        again = Completion(task="call-an-api", done_at=NOW + timedelta(days=1), evidence="another")
        assert not await add_completion(tx, kim, GUIDE, again)
        assert await completions_of(tx, kim, GUIDE) == [APIS]


async def test_evidence_may_be_long_and_of_any_script(store: Store) -> None:
    words = "Ünï “quoted” 🌱\n" * 1000
    async with store.begin() as tx:
        kim = (await a_member(tx, await a_workspace(tx))).key
        await add_completion(tx, kim, GUIDE, APIS)
        await set_evidence(tx, kim, GUIDE, "call-an-api", words)
        await set_evidence(tx, kim, GUIDE, "not-done", "nothing to change")
        assert [each.evidence for each in await completions_of(tx, kim, GUIDE)] == [words]


async def test_a_task_can_be_opened_again_once(store: Store) -> None:
    async with store.begin() as tx:
        kim = (await a_member(tx, await a_workspace(tx))).key
        await add_completion(tx, kim, GUIDE, APIS)
        assert await remove_completion(tx, kim, GUIDE, "call-an-api", NOW)
        assert not await remove_completion(tx, kim, GUIDE, "call-an-api", NOW)
        assert await completions_of(tx, kim, GUIDE) == []


async def test_what_was_done_first_comes_first(store: Store) -> None:
    async with store.begin() as tx:
        kim = (await a_member(tx, await a_workspace(tx))).key
        for number, task in enumerate(("c", "a", "b")):
            await add_completion(tx, kim, GUIDE, Completion(task=task, done_at=NOW + timedelta(microseconds=number)))
        await add_completion(tx, kim, "another-guide", APIS)
        assert [each.task for each in await completions_of(tx, kim, GUIDE)] == ["c", "a", "b"]


async def test_the_same_instant_comes_back_whatever_zone_it_was_said_in(store: Store) -> None:
    there = NOW.astimezone(timezone(timedelta(hours=12, minutes=45)))
    async with store.begin() as tx:
        kim = (await a_member(tx, await a_workspace(tx))).key
        await add_completion(tx, kim, GUIDE, Completion(task="call-an-api", done_at=there))
        (found,) = await completions_of(tx, kim, GUIDE)
    assert found.done_at == NOW
    assert found.done_at.utcoffset() == timedelta(0)


async def test_what_many_have_done_is_read_at_once(store: Store) -> None:
    async with store.begin() as tx:
        garden = await a_workspace(tx)
        kim, ada, lee = [(await a_member(tx, garden)).key for _ in range(3)]
        for member, guide in ((kim, GUIDE), (kim, "another-guide"), (ada, GUIDE)):
            await add_completion(tx, member, guide, APIS)
        await add_completion(tx, kim, GUIDE, Completion(task="b", done_at=NOW))
        assert await done_by_all(tx, [kim, lee]) == {
            (kim, GUIDE): {"call-an-api", "b"},
            (kim, "another-guide"): {"call-an-api"},
        }
        assert await done_by_all(tx, []) == {}
