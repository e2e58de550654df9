"""`/cohort edit` where people are in the cohort: what would change is said first, and done on a yes."""

import pytest

from mentorbot.domain.audit import Entry
from mentorbot.domain.members import WorkspaceKey
from mentorbot.platforms.local.somebody import Somebody
from mentorbot.store.audit import entries
from tests.commands.cohort.conftest import Workspace
from tests.commands.cohort.edits import edits


@pytest.fixture
async def inside(kim: Somebody, spring: str) -> str:
    """Kim is in the cohort."""
    await kim.says(f"/mentor join {spring}")
    return spring


async def logged(workspace: Workspace) -> list[Entry]:
    """What was changed, oldest first."""
    async with workspace.app.store.read() as tx:
        return [entry for entry, _, _ in reversed(await entries(tx, WorkspaceKey(1), 50))]


async def test_it_says_what_would_change_for_how_many_and_changes_nothing(
    robin: Somebody, kim: Somebody, workspace: Workspace, inside: str
) -> None:
    await robin.says(f"/cohort add ada {inside}")
    await workspace.somebody("ada").says("/mentor schedule day=friday")
    asked = await robin.says(f"/cohort edit {inside} day=thursday time=16:30")
    assert "Change Spring 26, for 2 people?" in asked.text
    assert "Rhythm: Mondays at 09:00, each member's own time → Thursdays at 16:30, each member's" in asked.text
    assert "The next nudge would go out Thursday 26 November, 22:30; as it is, Monday 23 November, 15:00." in asked.text
    assert "1 person keeps a day or hour of their own." in asked.text
    assert asked.buttons == ("Change it", "Leave it")
    assert "Monday 23 November, 09:00" in (await kim.says("/mentor when")).text


async def test_leaving_it_leaves_it_and_a_second_click_says_so(robin: Somebody, inside: str) -> None:
    asked = await robin.says(f"/cohort edit {inside} day=thursday")
    assert "Spring 26 stays as it is." in (await asked.press("Leave it")).text
    assert "decided already, so nothing changed" in (await asked.press("Change it")).text
    assert "Rhythm: Mondays at 09:00" in (await robin.says(f"/cohort show {inside}")).text


async def test_a_yes_changes_it_once_and_is_written_into_the_audit_log(
    robin: Somebody, workspace: Workspace, inside: str
) -> None:
    asked = await robin.says(f'/cohort edit {inside} budget=5 name="Spring term" channel=#career approval=yes')
    assert "Nobody's next nudge moves." in asked.text
    assert "Channel: none → #career" in asked.text
    assert "Who can join: anybody who wants to → whoever an admin lets in" in asked.text
    done = await asked.press("Change it")
    assert "Spring term has changed, for 1 person." in done.text
    assert "decided already" in (await asked.press("Change it")).text
    last = (await logged(workspace))[-1]
    assert (last.command, last.subject) == ("cohort edit", "Spring 26")
    assert last.before["Name"] == "Spring 26"
    assert last.after["Name"] == "Spring term"
    assert last.after["Channel"] == "#career"
    assert "Channel: #career" in (await robin.says(f"/cohort show {inside}")).text
    assert "Channel: #career → none" in (await robin.says(f"/cohort edit {inside} channel=none")).text


async def test_nobody_in_it_changes_at_once(robin: Somebody, workspace: Workspace, spring: str) -> None:
    changed = await robin.says(f'/cohort edit {spring} day=thursday name="Spring term"')
    assert "Spring term has changed, for 0 people." in changed.text
    assert (await logged(workspace))[-1].after["Rhythm"].startswith("Thursdays")


async def test_a_name_that_another_has_is_refused(robin: Somebody, inside: str) -> None:
    await robin.says("/cohort create Autumn")
    shown = await robin.says(f"/cohort edit {inside} name=autumn")
    assert "There's a cohort called Autumn already" in shown.text
    assert "nothing was changed" in shown.text
    assert "has 61 characters" in (await robin.says(f"/cohort edit {inside} name={'x' * 61}")).text


async def test_an_end_before_the_next_nudge_says_who_would_get_none(robin: Somebody, inside: str) -> None:
    asked = await robin.says(f"/cohort edit {inside} ends=2026-11-22")
    assert "Nobody would have a nudge planned any more." in asked.text


async def test_what_nobody_touched_in_the_form_takes_nothing_back(robin: Somebody, inside: str) -> None:
    form = (await robin.says(f"/cohort edit cohort={inside} ?")).form
    assert form is not None
    asked = await form.submit({"time": "10:00"})
    await edits(robin, f"{inside} day=friday")
    again = await asked.press("Change it")
    assert "Fridays at 09:00, each member's own time → Fridays at 10:00" in again.text
    assert "Fridays at 10:00" in (await again.press("Change it")).text


async def test_a_rest_meanwhile_is_told_before_anything_changes(robin: Somebody, inside: str) -> None:
    asked = await robin.says(f"/cohort edit {inside} day=friday")
    await robin.says(f"/cohort pause {inside}")
    again = await asked.press("Change it")
    assert "You changed it while you decided:" in again.text
    assert "State: running → resting" in again.text
    assert "It's resting, so nothing goes out until you start it again." in again.text


async def test_a_cohort_archived_meanwhile_stays_as_it_was(robin: Somebody, inside: str) -> None:
    asked = await robin.says(f"/cohort edit {inside} day=friday")
    await robin.says(f"/cohort archive {inside} sure=yes")
    assert "is archived, so it can't be changed any more" in (await asked.press("Change it")).text


async def test_after_a_day_it_is_forgotten(robin: Somebody, workspace: Workspace, inside: str) -> None:
    asked = await robin.says(f"/cohort edit {inside} day=friday")
    workspace.jump(hours=25)
    assert "for a day, and this is no longer there" in (await asked.press("Change it")).text
