import asyncio

from tests.behaviour.shown import Person
from tests.behaviour.world import World


async def test_each_gets_one_nudge_at_their_own_hour(world: World, ada: Person, kim: Person) -> None:
    created = await world.cohort("Spring 26")
    assert "Spring 26 is ready" in created.text
    joined = await ada.joins("Spring 26")
    assert "You're in Spring 26" in joined.text
    assert "Call a public API from your terminal" in joined.text
    assert "Monday 30 November, 09:00" in joined.text
    assert joined.private
    await world.at("2026-11-24 08:00 UTC")
    await kim.joins("Spring 26")
    await world.at("2026-11-30 08:59 Europe/Berlin")
    assert ada.messages == []
    await world.at("2026-11-30 09:00 Europe/Berlin")
    assert [len(ada.messages), len(kim.messages)] == [1, 0]
    assert "This week: Call a public API from your terminal" in ada.messages[0].text
    assert "Next: Monday 7 December, 09:00" in ada.messages[0].text
    await world.at("2026-11-30 08:59 America/New_York")
    assert kim.messages == []
    await world.at("2026-11-30 09:00 America/New_York")
    assert "Next: Monday 7 December, 09:00" in kim.messages[0].text
    await world.at("2026-12-06 23:59 UTC")
    assert [len(ada.messages), len(kim.messages)] == [1, 1]


async def test_whoever_joins_before_their_hour_gets_a_nudge_the_same_day(world: World, kim: Person) -> None:
    await world.cohort()
    assert "Monday 23 November, 09:00" in (await kim.joins("Spring 26")).text
    await world.at("2026-11-23 09:00 America/New_York")
    assert len(kim.messages) == 1


async def test_done_in_the_nudge_changes_it_in_place_and_the_next_is_about_the_next_task(
    world: World, ada: Person
) -> None:
    await world.cohort()
    await ada.joins("Spring 26")
    await world.at("2026-11-30 09:00 Europe/Berlin")
    done = await ada.messages[0].press("Done")
    assert "✓ Call a public API from your terminal is done" in done.text
    assert "Next: Sketch the architecture" in done.text
    assert "Monday 7 December, 09:00" in done.text
    assert [each.text for each in ada.messages] == [done.text]
    await world.at("2026-12-07 09:00 Europe/Berlin")
    assert "This week: Sketch the architecture" in ada.messages[1].text


async def test_a_button_pressed_twice_says_so(world: World, ada: Person) -> None:
    await world.cohort()
    await ada.joins("Spring 26")
    await world.at("2026-11-30 09:00 Europe/Berlin")
    nudge = ada.messages[0]
    await nudge.press("Done")
    home = await ada.does("home")
    await home.press("Done")
    again = await home.press("Done")
    assert "is done already, so nothing changed" in again.text
    assert "2 of 7" in (await ada.does("home")).text


async def test_one_button_pressed_twice_at_once_counts_once(world: World, ada: Person) -> None:
    await world.cohort()
    await ada.joins("Spring 26")
    home = await ada.does("home")
    answers = await asyncio.gather(home.press("Done"), home.press("Done"))
    assert sum("so nothing changed" in each.text for each in answers) <= 1
    assert "1 of 7" in (await ada.does("home")).text


async def test_two_people_joining_at_once_are_both_in(world: World, ada: Person, kim: Person) -> None:
    await world.cohort()
    answers = await asyncio.gather(ada.joins("Spring 26"), kim.joins("Spring 26"))
    assert all("You're in Spring 26" in each.text for each in answers)
    assert "2" in (await world.robin.does("cohort show", cohort="Spring 26")).text
    await world.at("2026-11-30 23:00 UTC")
    assert [len(ada.messages), len(kim.messages)] == [1, 2]


async def test_one_person_joining_twice_at_once_is_in_once(world: World, ada: Person) -> None:
    await world.cohort()
    await asyncio.gather(ada.joins("Spring 26"), ada.joins("Spring 26"))
    assert "already" in (await ada.joins("Spring 26")).text
    await world.at("2026-11-30 23:00 UTC")
    assert len(ada.messages) == 1
