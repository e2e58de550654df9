"""A term with people in it: mentors, a call for help, a week's digest, kudos, an announcement, a certificate."""

import pytest

from tests.behaviour.shown import Person, Reply
from tests.behaviour.world import World


@pytest.fixture
async def grace(world: World) -> Person:
    """Somebody in London who offers places."""
    grace = world.somebody("Grace", "Europe/London")
    await grace.does("volunteer", places=2, topics="APIs", tz="Europe/London")
    return grace


def latest(person: Person, part: str) -> Reply:
    """The latest direct message that says so."""
    found = [each for each in person.messages if part in each.text]
    assert found, f"nothing says {part!r}: {[each.text for each in person.messages]}"
    return found[-1]


async def paired(world: World, ada: Person, robin: Person) -> None:
    """Ada is in a cohort, and Robin has matched her with Grace."""
    await world.cohort()
    await ada.joins("Spring 26")
    proposed = await robin.does("cohort match", cohort="Spring 26")
    assert "Grace" in proposed.text
    await proposed.press("Publish 1 pair")
    await world.in_a_while(minutes=2)


async def test_a_match_reaches_both_and_they_write_to_each_other(
    world: World, ada: Person, robin: Person, grace: Person
) -> None:
    await paired(world, ada, robin)
    assert "Ada" in latest(grace, "Ada").text
    letter = latest(ada, "Grace")
    form = await letter.press("Write to Grace")
    await form.form.submit({"Your message": "Hello there"})
    await world.in_a_while(minutes=2)
    received = latest(grace, "Hello there")
    answer = await received.press("Answer")
    await answer.form.submit({"Your message": "Good to meet you"})
    await world.in_a_while(minutes=2)
    assert "Good to meet you" in latest(ada, "Good to meet you").text


async def test_a_call_for_help_is_answered_with_one_button(
    world: World, ada: Person, robin: Person, grace: Person
) -> None:
    await paired(world, ada, robin)
    await ada.does("checkin", mood="stuck", note="where to begin")
    await world.in_a_while(minutes=59)
    rung = latest(grace, "where to begin")
    ready = next(each for each in rung.buttons if each.startswith("Send: "))
    await rung.press(ready)
    await world.in_a_while(minutes=2)
    assert "together?" in latest(ada, "together?").text
    await world.in_a_while(days=6)
    assert not [each for each in robin.messages if "asked for help" in each.text], "somebody answered"


async def test_a_call_for_help_that_nobody_answers_reaches_an_admin(
    world: World, ada: Person, robin: Person, grace: Person
) -> None:
    await paired(world, ada, robin)
    await ada.does("checkin", mood="stuck", note="a secret of mine")
    await world.in_a_while(days=4)
    assert grace.messages
    told = latest(robin, "Ada")
    assert "stuck" in told.text
    assert "a secret of mine" not in "".join(each.text for each in robin.messages)


async def test_a_mentors_week_says_who_moved_and_sends_a_first_sentence(
    world: World, ada: Person, robin: Person, grace: Person
) -> None:
    await paired(world, ada, robin)
    await ada.does("done")
    await world.in_a_while(days=8)
    week = latest(grace, "mentee")
    assert "Ada" in week.text
    ready = next(each for each in week.buttons if each.startswith("Send: "))
    await week.press(ready)
    await world.in_a_while(minutes=2)
    assert "Grace" in ada.messages[-1].text
    assert len([each for each in grace.messages if "this week" in each.text]) == 1


async def test_an_announcement_can_be_called_back_within_its_minute(world: World, ada: Person, robin: Person) -> None:
    await world.cohort()
    await ada.joins("Spring 26")
    asked = await robin.does("cohort announce", cohort="Spring 26", message="No call on Friday")
    undone = await (await asked.press("Confirm")).press("Undo")
    assert "nobody in Spring 26 got it" in undone.text
    await world.in_a_while(hours=2)
    assert not [each for each in ada.messages if "No call" in each.text]
    again = await robin.does("cohort announce", cohort="Spring 26", message="No call on Friday")
    await again.press("Confirm")
    await world.in_a_while(hours=2)
    assert "No call on Friday" in latest(ada, "No call").text


async def test_what_was_waiting_for_somebody_who_is_forgotten_never_comes(
    world: World, ada: Person, robin: Person, grace: Person
) -> None:
    await paired(world, ada, robin)
    before = len(ada.messages)
    asked = await robin.does("cohort announce", cohort="Spring 26", message="Good morning")
    await asked.press("Confirm")
    await ada.does("forget", sure="yes")
    await world.in_a_while(days=15)
    assert len(ada.messages) == before
    assert "needs a mentor" not in "".join(each.text for each in robin.messages)
    assert "Ada" not in "".join(each.text for each in grace.messages[1:])
