"""`/mentor undo`: a task is open again, wherever its cohort is."""

from mentorbot.platforms.local.somebody import Somebody
from tests.commands.mentor.conftest import Workspace


async def _finish(workspace: Workspace, who: Somebody) -> None:
    for task in workspace.app.library.default.tasks:
        await who.says(f"/mentor done {task}")


async def test_nothing_to_undo_has_a_way_on(learner: Somebody) -> None:
    answer = await learner.says("/mentor undo")
    assert "nothing to undo" in answer.text
    assert answer.buttons == ("What's next",)


async def test_whoever_fell_silent_is_back_by_it(workspace: Workspace, learner: Somebody) -> None:
    await learner.says("/mentor done")
    await workspace.wait(weeks=5)
    assert "Your next nudge: Monday 28 December, 09:00." in (await learner.says("/mentor undo")).text


async def test_the_last_task_of_a_resting_cohort_waits_for_it(
    workspace: Workspace, learner: Somebody, robin: Somebody, spring: str
) -> None:
    await _finish(workspace, learner)
    await robin.says(f"/cohort pause {spring}")
    assert "Spring 26 is resting" in (await learner.says("/mentor undo")).text
    await workspace.wait(weeks=2)
    assert learner.direct_messages == []


async def test_the_last_task_of_an_archived_cohort_holds_nobody_in_it(
    workspace: Workspace, learner: Somebody, robin: Somebody, spring: str
) -> None:
    await _finish(workspace, learner)
    await robin.says(f"/cohort archive {spring} sure=yes")
    assert "Spring 26 is over" in (await learner.says("/mentor undo")).text
    await robin.says("/cohort create Autumn")
    joined = await learner.says("/mentor join autumn")
    assert "You're in Autumn." in joined.text
    assert "You have 33 tasks done" in joined.text
