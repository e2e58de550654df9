"""Two admins at the same cohort: the second sees what the first has changed, on either database."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from mentorbot.app import open_app
from mentorbot.settings import Settings
from tests.commands.cohort.conftest import CONTENT, StillClock, Workspace


@pytest.fixture
async def two(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Workspace]:
    """Robin and Ada run Spring 26, and Kim is in it."""
    monkeypatch.chdir(tmp_path)  # where the local page keeps its conversation beside PostgreSQL
    settings = Settings(database_url=database_url, content_dir=CONTENT, local=True, admins=frozenset({"ada"}))
    clock = StillClock()
    async with open_app(settings, clock=clock) as app:
        assert app.local is not None
        workspace = Workspace(app, app.local, clock)
        await workspace.somebody("robin").says('/cohort create "Spring 26"')
        await workspace.somebody("kim").says("/mentor join spring-26")
        yield workspace


async def test_the_second_sees_the_firsts_change_and_is_asked_again(two: Workspace) -> None:
    robin, ada = two.somebody("robin"), two.somebody("ada")
    first = await robin.says("/cohort edit spring-26 day=thursday time=16:30")
    second = await ada.says("/cohort edit spring-26 time=08:00 holidays=US")
    await first.press("Change it")
    again = await second.press("Change it")
    assert "Robin changed it while you decided:" in again.text
    assert "Mondays at 09:00, each member's own time → Thursdays at 16:30" in again.text
    assert "Thursdays at 16:30, each member's own time → Thursdays at 08:00" in again.text
    done = await again.press("Change it")
    assert "Spring 26 has changed, for 1 person." in done.text
    shown = (await robin.says("/cohort show")).text
    assert "Thursdays at 08:00" in shown
    assert "Days off: US" in shown
    assert "decided already" in (await second.press("Change it")).text


async def test_the_same_change_twice_is_made_once(two: Workspace) -> None:
    robin, ada = two.somebody("robin"), two.somebody("ada")
    first = await robin.says("/cohort edit spring-26 day=thursday")
    second = await ada.says("/cohort edit spring-26 day=thursday")
    await first.press("Change it")
    again = await second.press("Change it")
    assert "Robin changed it while you decided:" in again.text
    assert "is like that already, so nothing changed" in again.text


async def test_truly_at_once_one_is_done_and_the_other_asked_again(two: Workspace) -> None:
    asked = [
        await two.somebody("robin").says("/cohort edit spring-26 day=thursday"),
        await two.somebody("ada").says("/cohort edit spring-26 budget=5"),
    ]
    answers = await asyncio.gather(*(each.press("Change it") for each in asked))
    done = [each for each in answers if "Spring 26 has changed" in each.text]
    again = [each for each in answers if "changed it while you decided:" in each.text]
    assert (len(done), len(again)) == (1, 1)
    assert "Spring 26 has changed" in (await again[0].press("Change it")).text
    shown = (await two.somebody("robin").says("/cohort show")).text
    assert "Thursdays" in shown
    assert "5 nudges" in shown


async def test_a_double_click_changes_it_once(two: Workspace) -> None:
    asked = await two.somebody("robin").says("/cohort edit spring-26 day=thursday")
    answers = await asyncio.gather(asked.press("Change it"), asked.press("Change it"))
    assert sum("has changed" in each.text for each in answers) == 1
    assert sum("decided already" in each.text for each in answers) == 1


async def test_nobody_confirms_what_another_was_shown(two: Workspace) -> None:
    await two.somebody("robin").says("/cohort edit spring-26 day=thursday")
    shown = await two.somebody("ada").says("/cohort confirm change=1")
    assert "this is no longer there. Nothing was changed." in shown.text


async def test_of_two_who_let_somebody_in_at_once_one_does(two: Workspace) -> None:
    robin, ada = two.somebody("robin"), two.somebody("ada")
    await robin.says("/cohort create Autumn approval=yes")
    await two.somebody("lee").says("/mentor join Autumn")
    answers = await asyncio.gather(robin.says("/cohort admit lee"), ada.says("/cohort decline lee"))
    let_in = sum("Lee is in Autumn now." in each.text for each in answers)
    turned_down = sum("isn't let into Autumn" in each.text for each in answers)
    assert let_in + turned_down == 1
    await two.wait(minutes=1)
    assert len(two.somebody("lee").direct_messages) == 1


async def test_an_archive_and_an_edit_at_once_both_have_an_answer(two: Workspace) -> None:
    asked = await two.somebody("ada").says("/cohort edit spring-26 day=thursday")
    archive = two.somebody("robin").says("/cohort archive spring-26 sure=yes")
    archived, edited = await asyncio.gather(archive, asked.press("Change it"))
    assert "Spring 26 is archived." in archived.text
    told = ("has changed, for 1 person", "can't be changed any more", "changed it while you decided")
    assert any(each in edited.text for each in told), edited.text
    assert (await two.somebody("kim").says("/mentor when")).text.startswith("Spring 26 is over")


async def test_a_double_yes_to_an_announcement_sends_it_once(two: Workspace) -> None:
    shown = await two.somebody("robin").says("/cohort announce spring-26 Hello all")
    answers = await asyncio.gather(shown.press("Confirm"), shown.press("Confirm"))
    assert sum("It goes out in one minute" in each.text for each in answers) == 1
    await two.wait(minutes=2)
    assert len(two.somebody("kim").direct_messages) == 1
