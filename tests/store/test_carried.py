"""What was done under one guide counts under another that has the same task."""

from datetime import timedelta

from mentorbot.domain.members import MemberKey
from mentorbot.domain.progress import Completion
from mentorbot.store import Store, Tx
from mentorbot.store.carried import carry_over
from mentorbot.store.completions import (
    add_completion,
    add_completions,
    completions_of,
    done_by_all,
    remove_completion,
)
from tests.store.scenes import NOW, a_member, a_workspace

DAY = timedelta(days=1)
SHARED = ("read-a-hive", "taste-honey")


async def test_it_comes_with_its_date_and_evidence_and_leaves_the_other_guide_alone(store: Store) -> None:
    did = Completion(task="read-a-hive", done_at=NOW, evidence="a photograph")
    async with store.begin() as tx:
        kim = await _somebody(tx)
        await add_completion(tx, kim, "bees", did)
        await add_completion(tx, kim, "bees", Completion(task="light-a-smoker", done_at=NOW))
        assert await carry_over(tx, [kim], "trees", SHARED) == {kim: 1}
        assert await completions_of(tx, kim, "trees") == [did]
        assert len(await completions_of(tx, kim, "bees")) == 2
        assert await carry_over(tx, [kim], "trees", SHARED) == {}


async def test_what_is_done_here_already_stays_as_it_is(store: Store) -> None:
    here = Completion(task="read-a-hive", done_at=NOW, evidence="mine")
    async with store.begin() as tx:
        kim = await _somebody(tx)
        await add_completion(tx, kim, "trees", here)
        await add_completion(tx, kim, "bees", Completion(task="read-a-hive", done_at=NOW - DAY, evidence="another"))
        assert await carry_over(tx, [kim], "trees", SHARED) == {}
        assert await completions_of(tx, kim, "trees") == [here]


async def test_of_several_guides_the_one_with_evidence_counts_and_then_the_first(store: Store) -> None:
    async with store.begin() as tx:
        kim = await _somebody(tx)
        for guide, task, days, evidence in (
            ("bees", "read-a-hive", 0, ""),
            ("wasps", "read-a-hive", 2, "a photograph"),
            ("ants", "read-a-hive", 1, "a drawing"),
            ("bees", "taste-honey", 3, ""),
            ("wasps", "taste-honey", 1, ""),
        ):
            await add_completion(tx, kim, guide, Completion(task=task, done_at=NOW + days * DAY, evidence=evidence))
        assert await carry_over(tx, [kim], "trees", SHARED) == {kim: 2}
        assert {(each.task, each.done_at, each.evidence) for each in await completions_of(tx, kim, "trees")} == {
            ("read-a-hive", NOW + DAY, "a drawing"),
            ("taste-honey", NOW + DAY, ""),
        }


async def test_what_was_opened_again_here_stays_open_until_it_is_done_elsewhere_since(store: Store) -> None:
    async with store.begin() as tx:
        kim = await _somebody(tx)
        await add_completion(tx, kim, "bees", Completion(task="read-a-hive", done_at=NOW))
        await carry_over(tx, [kim], "trees", SHARED)
        for later in (1, 2):
            await remove_completion(tx, kim, "trees", "read-a-hive", NOW + later * DAY)
            assert await carry_over(tx, [kim], "trees", SHARED) == {}
            await add_completion(tx, kim, "trees", Completion(task="read-a-hive", done_at=NOW + later * DAY))
        await remove_completion(tx, kim, "trees", "read-a-hive", NOW + 3 * DAY)
        assert len(await completions_of(tx, kim, "bees")) == 1
        await add_completion(tx, kim, "wasps", Completion(task="read-a-hive", done_at=NOW + 4 * DAY))
        assert await carry_over(tx, [kim], "trees", SHARED) == {kim: 1}


async def test_many_are_carried_over_at_once_each_with_their_own(store: Store) -> None:
    async with store.begin() as tx:
        workspace = await a_workspace(tx)
        people = [(await a_member(tx, workspace)).key for _ in range(40)]
        did = [(each, Completion(task=SHARED[place % 2], done_at=NOW)) for place, each in enumerate(people[:30])]
        await add_completions(tx, "bees", did)
        assert await carry_over(tx, people[5:], "trees", SHARED) == dict.fromkeys(people[5:30], 1)
        done = await done_by_all(tx, people)
        assert {key for key, guide in done if guide == "trees"} == set(people[5:30])
        assert await carry_over(tx, [], "trees", SHARED) == {}
        assert await carry_over(tx, people, "trees", []) == {}


async def _somebody(tx: Tx) -> MemberKey:
    return (await a_member(tx, await a_workspace(tx))).key
