"""Focus, undo, evidence, leaving and coming back."""

import pytest

from tests.behaviour.shown import Person
from tests.behaviour.world import World


@pytest.fixture
async def nudged(world: World, ada: Person) -> Person:
    """Ada, with her first nudge before her."""
    await world.cohort()
    await ada.joins("Spring 26")
    await world.at("2026-11-30 09:00 Europe/Berlin")
    return ada


async def test_another_task_is_chosen_in_a_form(world: World, nudged: Person) -> None:
    home = await nudged.does("home")
    form = (await home.press("Swap the task")).form
    assert "Watch a page load" in form.text
    chosen = await form.submit({"Which task?": "Watch a page load in your browser's tools"})
    assert "This week it's:" in chosen.text
    assert "Watch a page load" in chosen.text
    await world.in_a_while(weeks=1)
    assert "This week: Watch a page load" in nudged.messages[1].text
    await nudged.messages[1].press("Done")
    assert "Next: Call a public API" in (await nudged.does("home")).text


async def test_evidence_goes_in_by_a_form_and_comes_back_with_undo(nudged: Person) -> None:
    done = await nudged.messages[0].press("Done")
    form = (await done.press("Add a link or note")).form
    kept = await form.submit({"A link or a note to keep with it": "https://example.org/trace *bold* <!channel>"})
    assert "Kept with Call a public API" in kept.text
    assert "1 piece" in (await nudged.does("progress")).text
    undone = await done.press("Undo")
    assert "is open again, and in focus" in undone.text
    assert "https://example.org/trace" in undone.text
    assert "0 of 7" in (await nudged.does("home")).text


async def test_a_task_done_by_name_leaves_the_focus(nudged: Person) -> None:
    done = await nudged.does("done", task="Answer three questions with SQL", evidence="my notebook")
    assert "✓ Answer three questions with SQL is done" in done.text
    home = await nudged.does("home")
    assert "Next: Call a public API" in home.text
    assert "1 of 7" in home.text


async def test_whoever_leaves_and_comes_back_keeps_their_place(world: World, nudged: Person) -> None:
    await nudged.messages[0].press("Done")
    asked = await nudged.does("leave")
    assert "Leave Spring 26?" in asked.text
    left = await asked.press("Leave")
    assert "You've left Spring 26" in left.text
    await world.in_a_while(weeks=3)
    assert len(nudged.messages) == 1
    back = await left.press("Come back")
    assert "Welcome back to Spring 26. You kept your place." in back.text
    assert "Sketch the architecture" in back.text
    await world.in_a_while(weeks=1)
    assert "This week: Sketch the architecture" in nudged.messages[1].text


async def test_who_stays_has_lost_nothing(world: World, nudged: Person) -> None:
    stayed = await (await nudged.does("leave")).press("Stay")
    assert "You're still in Spring 26" in stayed.text
    await world.in_a_while(weeks=1)
    assert len(nudged.messages) == 2


async def test_a_button_of_an_archived_cohort_says_that_it_is_over(world: World, nudged: Person, robin: Person) -> None:
    nudge, home = nudged.messages[0], await nudged.does("home")
    asked = await robin.does("cohort archive", cohort="Spring 26")
    assert "Archive Spring 26?" in asked.text
    archived = await asked.press("Archive")
    assert "Spring 26 is archived" in archived.text
    for label in nudge.buttons:
        assert "Spring 26 is over, so nothing was changed" in (await nudge.press(label)).text, label
    for label in ("Done", "Swap the task", "Progress", "Change day or time"):
        assert "Spring 26 is over, so nothing was changed" in (await home.press(label)).text, label
    joined = await nudged.does("join", cohort="Spring 26")
    assert "Spring 26 is over" in joined.text
    await world.in_a_while(weeks=3)
    assert len(nudged.messages) == 1


async def test_who_has_nothing_to_choose_from_gets_a_sentence_and_no_empty_form(world: World, ada: Person) -> None:
    await world.cohort()
    await ada.joins("Spring 26")
    home = await ada.does("home")
    await (await ada.does("leave")).press("Leave")
    answer = await home.press("Swap the task")
    assert not answer.asks
    assert "You left Spring 26, so nothing was changed" in answer.text
