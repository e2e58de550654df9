"""`/mentor badge` and the picture of `/mentor progress`."""

from dataclasses import replace
from importlib import import_module

import pytest

from mentorbot.chat.blocks import Picture
from mentorbot.pictures import BadgePicture, Drawn, badge_picture
from mentorbot.platforms.local.somebody import Shown, Somebody
from tests.commands.mentor.conftest import Workspace


async def complete(workspace: Workspace, who: Somebody, number: int) -> Shown:
    """Do all tasks of a step; what the last one says."""
    *others, last = workspace.app.library.default.steps[number - 1].tasks
    for task in others:
        await who.says(f"/mentor done {task.slug}")
    return await who.says(f"/mentor done {last.slug}")


def the_picture(shown: Shown) -> Picture:
    assert shown.reply is not None
    (picture,) = shown.reply.attached
    assert isinstance(picture, Picture)
    assert picture.content.startswith(b"\x89PNG")
    return picture


async def test_the_last_task_of_a_step_offers_its_badge(workspace: Workspace, learner: Somebody) -> None:
    done = await complete(workspace, learner, 1)
    assert done.buttons == ("Start the step", "Show my badge", "Add a link or note", "Undo")
    shown = await done.press("Show my badge")
    assert "Your badge for step 1." in shown.text
    assert the_picture(shown).alt == (
        "Kim finished step 1, Build technical foundations, of Technical Product Manager on 22 November 2026."
    )


async def test_a_step_that_is_not_complete_has_none(workspace: Workspace, learner: Somebody) -> None:
    await complete(workspace, learner, 1)
    tasks = len(workspace.app.library.default.steps[1].tasks)
    shown = await learner.says("/mentor badge step=2")
    assert f"Step 2 isn't complete yet: 0 of its {tasks} tasks are done." in shown.text
    assert "Step 2 · " in (await shown.press("Show the step")).text


async def test_one_that_was_opened_again_has_none_either(workspace: Workspace, learner: Somebody) -> None:
    done = await complete(workspace, learner, 1)
    await done.press("Undo")
    assert "Step 1 isn't complete yet" in (await done.press("Show my badge")).text


async def test_a_step_that_there_is_not_is_said(learner: Somebody) -> None:
    assert "has steps 1 to 5; there is no step 9" in (await learner.says("/mentor badge step=9")).text


async def test_progress_names_the_badges_and_offers_the_latest(workspace: Workspace, learner: Somebody) -> None:
    assert "Badges" not in (await learner.says("/mentor progress")).text
    await complete(workspace, learner, 2)
    workspace.jump(weeks=1)
    await complete(workspace, learner, 1)
    shown = await learner.says("/mentor progress")
    assert "Badges: Step 1 (29 November), Step 2 (22 November)" in shown.text
    assert shown.buttons == ("Show the step", "What's next", "Picture", "Show my badge")
    assert "Your badge for step 1." in (await shown.press("Show my badge")).text


async def test_progress_draws_what_it_says_when_it_is_asked_to(workspace: Workspace, learner: Somebody) -> None:
    await workspace.wait(days=2)
    await learner.says("/mentor done")
    words = await learner.says("/mentor progress")
    assert words.reply is not None
    assert words.reply.attached == ()
    shown = await words.press("Picture")
    assert "Picture" not in shown.buttons
    tasks = len(workspace.app.library.default.tasks)
    assert the_picture(shown).alt.startswith(
        f"Kim in Technical Product Manager: 1 of {tasks} tasks, week 1, kept up through 1 nudge. Step 1, "
    )
    assert "Streak: kept up through 1 nudge" in shown.text


@pytest.mark.parametrize(("name", "handle"), [("Kim", ""), ("李", "kim")])
async def test_a_name_that_cannot_be_drawn_has_the_handle_on_the_picture(
    workspace: Workspace, learner: Somebody, monkeypatch: pytest.MonkeyPatch, name: str, handle: str
) -> None:
    done = await complete(workspace, learner, 1)
    command, drawn = import_module("mentorbot.commands.mentor.badge"), list[BadgePicture]()

    def drawing(made: BadgePicture) -> Drawn:
        drawn.append(made)
        return badge_picture(made)

    monkeypatch.setattr(command, "badge_picture", drawing)
    learner.persona = replace(learner.persona, name=name)
    assert name in the_picture(await done.press("Show my badge")).alt
    assert [(each.name, each.handle) for each in drawn] == [(name, handle)]
