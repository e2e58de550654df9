"""`/mentor help`: reading about a word does not yet do it."""

import pytest

from mentorbot.platforms.local.somebody import Somebody


@pytest.mark.parametrize("word", ["done", "pause", "skip", "snooze", "leave"])
async def test_trying_a_word_asks_first(learner: Somebody, word: str) -> None:
    before = (await learner.says("/mentor progress")).text
    shown = await learner.says(f"/mentor help {word}")
    assert (await shown.press(f"Try /mentor {word}")).form is not None
    assert (await learner.says("/mentor progress")).text == before


async def test_trying_a_word_without_options_answers(learner: Somebody) -> None:
    shown = await learner.says("/mentor help when")
    assert "Your next nudge" in (await shown.press("Try /mentor when")).text


async def test_all_words_end_with_a_way_on(learner: Somebody) -> None:
    assert (await learner.says("/mentor help")).buttons == ("What's next", "Read the guide")
