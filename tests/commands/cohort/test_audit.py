"""`/cohort audit`."""

from dataclasses import replace

from mentorbot.domain.audit import Entry, EntryKey
from mentorbot.domain.members import Member
from mentorbot.platforms.local.somebody import Somebody
from mentorbot.store.audit import add_entry
from mentorbot.store.people import save_member
from tests.commands.cohort.conftest import Workspace


async def test_nothing_was_changed_yet(robin: Somebody) -> None:
    shown = await robin.says("/cohort audit")
    assert "Nobody has changed anything yet." in shown.text
    assert "Robin has changed nothing yet." in (await robin.says("/cohort audit member=@robin")).text


async def test_it_says_who_what_to_whom_before_and_after_on_the_readers_clock(
    robin: Somebody, kim: Somebody, spring: str
) -> None:
    await robin.says(f"/cohort pause {spring}")
    await robin.says("/cohort admin @kim give=admin")
    shown = await robin.says("/cohort audit")
    assert (
        "- Sunday 22 November, 13:00 · Robin · /cohort admin · who may use /cohort · Kim · Right: none → admin\n"
        "- Sunday 22 November, 13:00 · Robin · /cohort pause · Spring 26 · State: running → resting\n"
    ) in shown.text
    assert "Sunday 22 November, 07:00 · Robin" in (await kim.says("/cohort audit")).text
    assert "nobody can change it" in shown.text


async def test_the_older_ones_come_with_a_button_until_there_are_none(robin: Somebody, spring: str) -> None:
    for _ in range(15):
        await robin.says(f"/cohort pause {spring}")
        await robin.says(f"/cohort unpause {spring}")
    page, seen = await robin.says("/cohort audit"), 0
    while "Older" in page.buttons:
        seen += page.text.count("\n- ")
        page = await page.press("Older")
    seen += page.text.count("\n- ")
    assert seen >= 30
    assert "Nothing" not in page.text
    assert "Older" not in page.buttons
    assert "Older" in (await page.press("Newest")).buttons
    assert "takes a whole number" in (await robin.says(f"/cohort audit before={10**30}")).text
    assert "There is nothing older than that." in (await robin.says("/cohort audit before=1")).text


async def test_the_longest_entries_fit_into_a_message(robin: Somebody, workspace: Workspace) -> None:
    member = await workspace_member(robin, workspace)
    values = {f"A value {number}": "x" * 1000 for number in range(20)}
    async with workspace.app.store.begin() as tx:
        for _ in range(12):
            await add_entry(
                tx,
                Entry(
                    key=EntryKey(0),
                    workspace=member.workspace,
                    member=member.key,
                    command="cohort edit",
                    subject="é" * 200,
                    before=values,
                    after=dict.fromkeys(values, "y" * 1000),
                    at=workspace.now,
                ),
            )
    page, seen = await robin.says("/cohort audit"), 0
    for _ in range(12):
        assert "and 14 more" in page.text
        assert len(page.text) < 3600
        seen += page.text.count("· Robin ·")
        if "Older" not in page.buttons:
            break
        page = await page.press("Older")
    assert seen == 12


async def test_one_persons_changes_are_paged_too(robin: Somebody, kim: Somebody, spring: str) -> None:
    await robin.says("/cohort admin @kim give=admin")
    for _ in range(8):
        await kim.says(f"/cohort pause {spring}")
        await robin.says("/cohort add @lee")
        await kim.says(f"/cohort unpause {spring}")
    shown = await robin.says("/cohort audit member=@kim")
    older = await shown.press("Older")
    for each in (shown, older):
        assert "What Kim changed" in each.text
        assert "· Robin ·" not in each.text
    assert "What admins changed" in (await older.press("Everybody's changes")).text


async def test_who_was_forgotten_is_somebody_who_left(robin: Somebody, workspace: Workspace, kim: Somebody) -> None:
    await robin.says("/cohort admin @kim give=admin")
    await kim.says("/cohort admin @lee give=admin")
    async with workspace.app.store.begin() as tx:
        await save_member(tx, replace(await workspace.member("kim"), name=""))
    shown = await robin.says("/cohort audit")
    assert "Somebody who left · /cohort admin · who may use /cohort · Lee" in shown.text
    assert "Robin · /cohort admin · who may use /cohort · Somebody who left" in shown.text
    assert "Kim" not in shown.text


async def workspace_member(somebody: Somebody, workspace: Workspace) -> Member:
    await somebody.says("/cohort")
    return await workspace.member(somebody.persona.user)
