"""Leaving: asked first, and only the cohort that one is in."""

from mentorbot.platforms.local.somebody import Somebody


async def test_the_cohort_may_be_named(learner: Somebody) -> None:
    asked = await learner.says("/mentor leave spring 26")
    assert "Leave Spring 26?" in asked.text
    left = await asked.press("Leave")
    assert "You've left Spring 26" in left.text


async def test_a_cohort_that_one_is_not_in_cannot_be_left(learner: Somebody, robin: Somebody) -> None:
    await robin.says("/cohort create Autumn 27")
    refused = await learner.says("/mentor leave autumn")
    assert "You're in Spring 26, not in that one, so nothing changed." in refused.text
    assert refused.buttons == ("Leave Spring 26",)


async def test_a_cohort_that_is_not_there_gets_the_nearest(learner: Somebody) -> None:
    refused = await learner.says("/mentor leave Srping 26")
    assert "There's no cohort called “Srping 26”." in refused.text
    asked = await refused.press("Spring 26")
    assert "Leave Spring 26?" in asked.text


async def test_saying_yes_at_once_leaves_without_a_question(learner: Somebody) -> None:
    assert "You've left Spring 26" in (await learner.says("/mentor leave sure=yes")).text
