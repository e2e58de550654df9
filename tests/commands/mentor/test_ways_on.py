"""Whatever somebody does, there is a next thing to press."""

import pytest

from mentorbot.platforms.local.somebody import Somebody
from tests.commands.mentor.conftest import Workspace

_WORDS = ("home", "help", "guide", "guides", "join", "leave", "step", "progress", "when", "schedule", "undo", "unpause")
_CHANGES = ("snooze", "skip", "pause", "done", "step 9", "snooze 99", "focus nonsense", "nonsense", "leave maybe")


async def _everything_has_a_button(who: Somebody) -> None:
    for word in (*_WORDS, *_CHANGES):
        answer = await who.says(f"/mentor {word}")
        assert answer.buttons or answer.form, f"/mentor {word}: {answer.text}"
        assert "Something broke" not in answer.text


async def test_a_newcomer(kim: Somebody) -> None:
    await _everything_has_a_button(kim)


@pytest.mark.parametrize("rest", ["pause", "pause 3", "leave sure=yes"])
async def test_somebody_who_rests_or_left(learner: Somebody, rest: str) -> None:
    await learner.says(f"/mentor {rest}")
    await _everything_has_a_button(learner)


async def test_somebody_who_fell_silent(workspace: Workspace, learner: Somebody) -> None:
    await workspace.wait(weeks=5)
    await _everything_has_a_button(learner)


@pytest.mark.parametrize("done", ["pause", "archive"])
async def test_somebody_whose_cohort_rests_or_is_over(
    learner: Somebody, robin: Somebody, spring: str, done: str
) -> None:
    await robin.says(f"/cohort {done} {spring}{' sure=yes' if done == 'archive' else ''}")
    await _everything_has_a_button(learner)


async def test_somebody_who_finished(workspace: Workspace, learner: Somebody) -> None:
    for task in workspace.app.library.default.tasks:
        await learner.says(f"/mentor done {task}")
    await _everything_has_a_button(learner)


async def test_somebody_who_is_no_admin(kim: Somebody) -> None:
    assert (await kim.says("/cohort list")).buttons == ("What's next",)


async def test_a_slash_command_that_is_not_ours_is_said_back(kim: Somebody) -> None:
    assert "I don't know “/nothing”." in (await kim.says("/nothing")).text
