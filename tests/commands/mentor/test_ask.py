"""`/mentor ask`: says a thing once, and knows its own words."""

from mentorbot.platforms.local.somebody import Somebody


async def test_what_is_not_in_the_guide_is_said_once(kim: Somebody) -> None:
    answer = await kim.says("/mentor ask what does a nurse earn")
    assert answer.text.count("another career") == 1


async def test_a_question_without_words_is_asked_back(kim: Somebody) -> None:
    answer = await kim.says("/mentor ask ???")
    assert "Ask me in a few words" in answer.text
    assert "isn't in this guide" not in answer.text


async def test_a_word_of_its_own_without_the_slash_becomes_a_button(learner: Somebody) -> None:
    answer = await learner.says("done")
    assert answer.buttons == ("/mentor done",)
    assert "is done" in (await answer.press("/mentor done")).text
    assert "/mentor help" in (await learner.says("Help!")).buttons
