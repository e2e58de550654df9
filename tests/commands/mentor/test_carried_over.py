"""A task of two guides is one task: what was done under one counts in a cohort with the other."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import event

from mentorbot.domain.progress import Completion
from mentorbot.platforms.local.somebody import Somebody
from mentorbot.store.completions import add_completions, completions_of
from mentorbot.store.enrolments import live_of
from mentorbot.store.people import Newcomer, add_members
from tests.commands.cohort.conftest import Workspace
from tests.commands.cohort.crowd import crowd
from tests.commands.cohort.test_import import gathered
from tests.commands.garden import Garden
from tests.guides.made import write_guide

BEES = (("keep-a-diary", "read-a-hive", "ask-a-neighbour"), ("taste-honey",))
TREES = (("dig-a-hole", "keep-a-diary"), ("ask-a-neighbour", "prune-a-tree"))
WEEDS = (("keep-a-diary", "ask-a-neighbour"),)


@pytest.fixture
async def workspace(tmp_path: Path) -> AsyncIterator[Workspace]:
    """Kim has done two of a beekeeper's tasks and left; cohorts with two other guides are open."""
    garden = Garden(tmp_path)
    for slug, steps in (("beekeeper", BEES), ("tree-nurse", TREES), ("weeder", WEEDS)):
        write_guide(garden.content, slug, *steps, first=slug == "beekeeper")
    async with garden.open() as opened:
        robin, kim = opened.somebody("robin"), opened.somebody("kim")
        for name, guide in (("Bees", "beekeeper"), ("Trees", "tree-nurse"), ("Weeds", "weeder")):
            await robin.says(f"/cohort create {name} guide={guide}")
        await kim.says("/mentor join bees")
        await kim.says('/mentor done keep-a-diary evidence="a notebook"')
        await kim.says("/mentor done read-a-hive")
        yield opened


async def test_joining_a_cohort_with_another_guide_counts_what_both_have(kim: Somebody, workspace: Workspace) -> None:
    await kim.says("/mentor leave sure=yes")
    joined = await kim.says("/mentor join trees")
    assert joined.text.startswith("You're in Trees.\n\n1 task you did before counts here too; the next is Dig a hole.")
    (carried,) = await _done(workspace, "tree-nurse")
    assert (carried.task, carried.evidence) == ("keep-a-diary", "a notebook")
    await kim.says("/mentor done dig-a-hole")
    assert "Step 2" in (await kim.says("/mentor")).text
    assert "Evidence kept: 1 piece" in (await kim.says("/mentor progress")).text


async def test_undoing_there_undoes_only_there_and_coming_back_does_not_redo_it(
    kim: Somebody, workspace: Workspace
) -> None:
    await kim.says("/mentor leave sure=yes")
    await kim.says("/mentor join trees")
    assert "a notebook" in (await kim.says("/mentor undo keep-a-diary")).text
    await kim.says("/mentor leave sure=yes")
    back = await kim.says("/mentor join trees")
    assert "count" not in back.text
    assert await _done(workspace, "tree-nurse") == []
    assert len(await _done(workspace, "beekeeper")) == 2


async def test_coming_back_counts_what_was_done_elsewhere_meanwhile(kim: Somebody, workspace: Workspace) -> None:
    await kim.says("/mentor leave sure=yes")
    await kim.says("/mentor join trees")
    await kim.says("/mentor focus ask-a-neighbour")
    await workspace.wait(days=10)
    await kim.says("/mentor leave sure=yes")
    await kim.says("/mentor join bees")
    await kim.says("/mentor done ask-a-neighbour")
    await kim.says("/mentor leave sure=yes")
    back = await kim.says("/mentor join trees")
    assert "Welcome back to Trees. You kept your place.\n\n1 task you did before counts here too" in back.text
    assert "the next is Dig a hole" in back.text
    member = await workspace.member("kim")
    async with workspace.app.store.read() as tx:
        found = await live_of(tx, member.key)
    assert found is not None
    assert found[0].week == 0, "the nudges of another task are not those of this one"


async def test_an_admin_who_adds_somebody_is_told_too(robin: Somebody, kim: Somebody, workspace: Workspace) -> None:
    await kim.says("/mentor leave sure=yes")
    added = await robin.says("/cohort add @kim trees")
    assert "Kim is in Trees now.\n\n1 task they did before counts here too." in added.text
    assert len(await _done(workspace, "tree-nurse")) == 1


async def test_an_import_counts_for_everybody_in_as_many_queries_as_for_one(
    robin: Somebody, workspace: Workspace
) -> None:
    people = crowd(300).people
    await _have_done(workspace, [each.user for each in people[:120]], ["keep-a-diary", "ask-a-neighbour"])
    there = gathered(workspace, people[:2])
    first, _ = await _counting(workspace, robin, "/cohort import role=learners cohort=trees")
    there.people = people
    many, shown = await _counting(workspace, robin, "/cohort import role=learners cohort=trees")
    assert "298 people are in Trees now." in shown
    assert "118 people did some of its tasks before, and these count here too: Person 2, Person 3" in shown
    assert many <= first + 2
    assert "Step 1 · Tree nurse, part 1: 300" in (await robin.says("/cohort show trees")).text


async def test_whoever_has_done_it_all_elsewhere_is_not_enrolled(
    robin: Somebody, kim: Somebody, workspace: Workspace
) -> None:
    await kim.says("/mentor done ask-a-neighbour")
    await kim.says("/mentor leave sure=yes")
    refused = await kim.says("/mentor join weeds")
    assert "You've done every task of Weeds's guide already" in refused.text
    assert "Kim has done every task of Weeder already" in (await robin.says("/cohort add @kim weeds")).text
    assert "In it: 0 people" in (await robin.says("/cohort show weeds")).text
    people = crowd(3).people
    await _have_done(workspace, [people[0].user], ["keep-a-diary", "ask-a-neighbour"])
    gathered(workspace, people)
    shown = await robin.says("/cohort import role=learners cohort=weeds")
    assert "2 people are in Weeds now." in shown.text
    assert "Did all of its tasks before (1): Person 0" in shown.text


async def test_a_newer_version_with_a_task_of_another_guide_counts_it(tmp_path: Path) -> None:
    garden = Garden(tmp_path / "other")
    write_guide(garden.content, "beekeeper", *BEES, first=True)
    write_guide(garden.content, "weeder", ["pull-a-root"])
    async with garden.open() as workspace:
        robin, kim = workspace.somebody("robin"), workspace.somebody("kim")
        await robin.says("/cohort create Bees guide=beekeeper")
        await robin.says("/cohort create Weeds guide=weeder")
        await kim.says("/mentor join bees")
        await kim.says("/mentor done keep-a-diary")
        await kim.says("/mentor leave sure=yes")
        await kim.says("/mentor join weeds")
    workspace.jump(hours=1)
    write_guide(garden.content, "weeder", ["keep-a-diary", "pull-a-root", "burn-a-heap"])
    async with garden.open() as workspace:
        robin, kim = workspace.somebody("robin"), workspace.somebody("kim")
        await (await robin.says("/cohort edit weeds guide_version=newest")).press("Move 1 person")
        assert "Weeds · Step 1: 1 of 3" in (await kim.says("/mentor")).text


async def _done(workspace: Workspace, guide: str) -> list[Completion]:
    member = await workspace.member("kim")
    async with workspace.app.store.read() as tx:
        return list(await completions_of(tx, member.key, guide))


async def _have_done(workspace: Workspace, users: list[str], tasks: list[str]) -> None:
    async with workspace.app.store.begin() as tx:
        here = (await workspace.member("kim")).workspace
        met = await add_members(
            tx, here, [Newcomer(each, f"Person {int(each[1:])}", "Europe/Berlin") for each in users], workspace.now
        )
        made = [(one.key, Completion(task=task, done_at=workspace.now)) for one in met for task in tasks]
        await add_completions(tx, "beekeeper", made)


async def _counting(workspace: Workspace, who: Somebody, text: str) -> tuple[int, str]:
    """How many statements it takes, and what is shown."""
    ran: list[object] = []
    engine = workspace.app.store._engine.sync_engine  # noqa: SLF001

    def note(*of: object) -> None:
        ran.append(of)

    event.listen(engine, "before_cursor_execute", note)
    shown = await who.says(text)
    event.remove(engine, "before_cursor_execute", note)
    return len(ran), shown.text
