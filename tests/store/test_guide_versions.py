"""Every version of a guide that the bot has run with is kept, whatever becomes of the content."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import timedelta

from mentorbot.domain.guide import Edition
from mentorbot.store import Store
from mentorbot.store.cohorts import add_cohort, cohort, move_cohort, save_cohort
from mentorbot.store.guide_versions import (
    fetch_missing,
    keep_versions,
    kept_texts,
    start_with,
    unknown_versions,
    versions_of,
)
from tests.store.scenes import NOW, a_workspace, new_cohort

OLD, NEW, OTHER = Edition("bees", "aaa"), Edition("bees", "bbb"), Edition("trees", "aaa")
LATER = NOW + timedelta(days=1)


@dataclass(slots=True)
class Pile:
    """What a process has at hand."""

    texts: dict[Edition, str] = field(default_factory=dict)

    def missing(self, wanted: Iterable[Edition]) -> set[Edition]:
        return {each for each in wanted if each.version} - self.texts.keys()

    def add(self, edition: Edition, text: str) -> None:
        self.texts[edition] = text


async def test_a_version_is_kept_once_under_its_guide(store: Store) -> None:
    async with store.begin() as tx:
        assert await unknown_versions(tx, [OLD, OTHER]) == {OLD, OTHER}
        await keep_versions(tx, {OLD: "bees ☂", OTHER: "trees"}, NOW)
        await keep_versions(tx, {OLD: "something else", NEW: "more bees"}, LATER)
        await keep_versions(tx, {}, LATER)
        assert await unknown_versions(tx, [OLD, NEW, Edition("bees", "ccc")]) == {Edition("bees", "ccc")}
        assert await kept_texts(tx, [OLD, OTHER, Edition("bees", "ccc")]) == {OLD: "bees ☂", OTHER: "trees"}
        assert await kept_texts(tx, []) == {}


async def test_the_newest_is_the_one_that_a_bot_started_with_last_also_after_going_back(store: Store) -> None:
    async with store.begin() as tx:
        await keep_versions(tx, {OLD: "old"}, NOW)
        await keep_versions(tx, {NEW: "new"}, LATER)
        assert [each.edition for each in await versions_of(tx, "bees")] == [NEW, OLD]
        await start_with(tx, [OLD], LATER + timedelta(days=1))
        first, second = await versions_of(tx, "bees")
        assert (first.edition, first.first_seen_at, first.started_at) == (OLD, NOW, LATER + timedelta(days=1))
        assert (second.edition, second.first_seen_at) == (NEW, LATER)
        assert await versions_of(tx, "unicorns") == []


async def test_only_a_cohort_without_a_version_gets_the_one_of_the_start(store: Store) -> None:
    async with store.begin() as tx:
        workspace = await a_workspace(tx)
        before = await add_cohort(tx, replace(new_cohort(workspace), guide="bees"))
        pinned = await add_cohort(tx, replace(new_cohort(workspace), guide="bees", guide_version="aaa"))
        other = await add_cohort(tx, replace(new_cohort(workspace), guide="unicorns"))
        await start_with(tx, [NEW, OTHER], NOW)
        assert (await cohort(tx, before.key)).edition == NEW
        assert (await cohort(tx, pinned.key)).edition == OLD
        assert (await cohort(tx, other.key)).edition == Edition("unicorns", "")
        await start_with(tx, [], NOW)


async def test_a_process_fetches_only_what_it_has_not(store: Store) -> None:
    pile = Pile({NEW: "its own"})
    async with store.begin() as tx:
        await keep_versions(tx, {OLD: "old", NEW: "new", OTHER: "trees"}, NOW)
        await fetch_missing(tx, pile, [OLD, NEW, Edition("bees", ""), Edition("bees", "lost")])
    assert pile.texts == {OLD: "old", NEW: "its own"}


async def test_a_cohort_is_moved_once_and_no_change_of_its_rhythm_takes_that_back(store: Store) -> None:
    async with store.begin() as tx:
        made = await add_cohort(tx, replace(new_cohort(await a_workspace(tx)), guide_version="aaa"))
        assert await move_cohort(tx, made.key, old="aaa", new="bbb")
        assert not await move_cohort(tx, made.key, old="aaa", new="ccc")
        assert not await save_cohort(tx, replace(made, name="Autumn"))
        assert await save_cohort(tx, replace(made, name="Autumn", revision=made.revision + 1))
        changed = await cohort(tx, made.key)
    assert (changed.name, changed.guide_version) == ("Autumn", "bbb")
