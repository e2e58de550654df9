"""An admin's bad week: two messages held, closed direct messages, a refused token; told, decided, explained."""

import pytest

from tests.behaviour.shown import Person
from tests.behaviour.world import World

pytestmark = pytest.mark.parametrize("venue", ["slack", "discord"], indirect=True)

_TRIES = 7
"""By then the workspace rests for minutes."""


@pytest.fixture
async def lee(world: World) -> Person:
    return world.somebody("Lee", "Europe/Berlin")


@pytest.fixture
async def max_(world: World) -> Person:
    return world.somebody("Max", "Europe/London")


@pytest.fixture(autouse=True)
async def joined(world: World, ada: Person, kim: Person, lee: Person, max_: Person) -> None:
    """Four people, whose mornings are at 09:00, 09:00, 10:00 and 15:00 in Berlin."""
    await world.at("2026-11-23 18:00 Europe/Berlin")
    await world.cohort()
    for each in (ada, lee, max_, kim):
        await each.joins("Spring 26")
    world.complains("cannot write to 1 people", "refuses", "Nothing can be sent")


async def test_told_once_a_day_decided_with_buttons_and_explained(
    world: World, kim: Person, lee: Person, max_: Person, robin: Person
) -> None:
    ada = world.ada
    await world.holds("2026-11-30 09:00 Europe/Berlin")
    await world.restart()
    world.refuses(max_)
    await world.at("2026-11-30 10:00 Europe/Berlin")
    (digest,) = robin.messages
    assert "A message to Ada is held since Monday 30 November, 09:00: the connection broke." in digest.text
    assert "A message to Lee is held since Monday 30 November, 09:00: the connection broke." in digest.text
    assert "What is held goes out when somebody presses “Send it”, and not before." in digest.text

    held = await digest.press("Held messages")
    assert "2 messages held" in held.text
    assert "The nudge to Ada goes out now." in (await held.press("Send Ada’s")).text
    assert "Dropped: that nudge to Lee won't be sent." in (await held.press("Drop Lee’s")).text
    assert "decided already" in (await held.press("Send Lee’s")).text
    await world.in_a_while(seconds=1)
    assert (len(ada.messages), len(lee.messages)) == (1, 0)
    assert "Nothing is held." in (await robin.does("cohort held")).text
    story = (await digest.press("Explain Ada")).text
    assert "sent Monday 30 November, 10:00" in story
    assert "09:00 no clear answer: the connection broke" in story
    assert "10:00 Robin said to send it" in story
    assert "admins were told 09:05" in story

    await world.at("2026-11-30 14:00 Europe/Berlin")
    world.refuses_the_token(times=9)
    await world.at("2026-12-01 07:59 Europe/Berlin")
    assert len(kim.messages) == 1
    assert len(robin.messages) == 1, "not twice on one day, and not at night"

    await world.at("2026-12-01 09:01 Europe/Berlin")
    _, second = robin.messages
    assert "Max can't be written to since Monday 30 November, 10:00:" in second.text
    assert "Nobody could be written to from Monday 30 November, 15:00 until Monday 30 November, 15:" in second.text
    assert "It works again, and nothing was sent twice." in second.text
    assert "Ada" not in second.text, "what was decided is no news"
    closed = (await second.press("Explain Max")).text
    assert "No nudge is coming: can't be written to:" in closed
    assert "refused Monday 30 November, 10:00:" in closed
    late = (await robin.does("cohort explain", member=kim)).text
    assert "sent Monday 30 November, 15:" in late
    assert "15:00 not sent:" in late
    assert "more times" in late

    await world.at("2026-12-06 12:00 Europe/Berlin")
    assert len(robin.messages) == 2


async def test_the_first_sign_of_life_tries_a_blocked_workspace_again(world: World, kim: Person, ada: Person) -> None:
    await world.at("2026-11-30 14:00 Europe/Berlin")
    world.refuses_the_token(times=_TRIES)
    for _ in range(_TRIES):
        due = await world.app.next_due()
        assert due is not None
        world.clock.instant = due
        await world.app.tick()
    assert kim.messages == []
    await ada.does("home")
    await world.app.tick()
    assert len(kim.messages) == 1
