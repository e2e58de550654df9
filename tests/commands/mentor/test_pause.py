"""`/mentor pause` and `unpause`: what is said of a rest is true."""

from mentorbot.platforms.local.somebody import Somebody
from tests.commands.mentor.conftest import Workspace


async def test_a_rest_is_not_called_no_nudge_planned(learner: Somebody) -> None:
    await learner.says("/mentor pause 2")
    answer = await learner.says("/mentor skip")
    assert "You're paused, so there's no nudge to move or skip." in answer.text
    assert answer.buttons == ("Come back",)


async def test_coming_back_at_once_names_no_date(learner: Somebody) -> None:
    await learner.says("/mentor pause")
    assert "Welcome back. Nothing piled up." in (await learner.says("/mentor unpause")).text


async def test_coming_back_later_names_the_day(workspace: Workspace, learner: Somebody) -> None:
    await learner.says("/mentor pause")
    await workspace.wait(days=10)
    assert "You paused on 22 November." in (await learner.says("/mentor unpause")).text


async def test_a_date_to_skip_that_cannot_be_read_skips_nothing(learner: Somebody) -> None:
    refused = await learner.says("/mentor skip tomorrow")
    assert "“tomorrow” isn't a date I know" in refused.text
    assert "Monday 23 November" in (await learner.says("/mentor when")).text
    assert "Skipped" in (await learner.says("/mentor skip 2026-11-23")).text
