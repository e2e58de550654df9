"""`/mentor done`: what it says of the next thing is true in any order."""

from mentorbot.platforms.local.somebody import Somebody
from tests.commands.mentor.conftest import Workspace


async def _all_but(workspace: Workspace, who: Somebody, *left: str) -> None:
    for task in workspace.app.library.default.tasks:
        if task not in left:
            await who.says(f"/mentor done {task}")


async def test_it_suggests_evidence_in_a_sentence(learner: Somebody) -> None:
    done = await learner.says("/mentor done")
    assert "Perhaps the request and its answer in a note, each header explained in a line." in done.text


async def test_a_reminder_goes_with_the_task_it_was_about(learner: Somebody) -> None:
    await learner.says("/mentor snooze 3")
    assert "Your next nudge: Monday 23 November, 09:00." in (await learner.says("/mentor done")).text


async def test_a_reminder_stays_when_another_task_is_done(learner: Somebody) -> None:
    await learner.says("/mentor snooze 3")
    side = await learner.says("/mentor done shadow-a-release")
    assert "Your reminder: Wednesday 25 November, 09:00." in side.text


async def test_an_earlier_step_after_a_later_one_is_gone_on_with(workspace: Workspace, learner: Somebody) -> None:
    await learner.says("/mentor done")
    *others, last = workspace.app.library.default.steps[1].tasks
    for task in others:
        await learner.says(f"/mentor done {task.slug}")
    done = await learner.says(f"/mentor done {last.slug}")
    assert "Step 2 is complete" in done.text
    assert "Step 1 is Build technical foundations; your next task there is Sketch the architecture" in done.text
    assert "Go on now" in done.buttons


async def test_the_weeks_it_took_agree_with_progress(workspace: Workspace, learner: Somebody) -> None:
    await workspace.wait(days=15)
    first = next(iter(workspace.app.library.default.tasks))
    await _all_but(workspace, learner, first)
    finished = await learner.says("/mentor done")
    assert "in 3 weeks. The guide stays open to you." in finished.text
    await workspace.wait(days=60)
    progress = await learner.says("/mentor progress")
    assert "Week: 3" in progress.text
    assert "Streak: kept up through 1 nudge\n" in progress.text
    assert progress.buttons == (
        "Get my certificate",
        "Read the guide",
        "Join another cohort",
        "Picture",
        "Show my badge",
    )


async def test_evidence_is_mentioned_where_some_was_kept(workspace: Workspace, learner: Somebody) -> None:
    first = next(iter(workspace.app.library.default.tasks))
    await _all_but(workspace, learner, first)
    finished = await learner.says("/mentor done evidence=https://example.org")
    assert "What you kept as evidence stays with you" in finished.text
