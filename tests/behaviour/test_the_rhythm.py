"""Snooze, skip, pause, schedule: what a person does to their own nudges."""

import pytest

from tests.behaviour.shown import Person
from tests.behaviour.world import World


@pytest.fixture
async def nudged(world: World, ada: Person) -> Person:
    """Ada, on Monday 30 November at 09:00, with her first nudge before her."""
    await world.cohort()
    await ada.joins("Spring 26")
    await world.at("2026-11-30 09:00 Europe/Berlin")
    return ada


async def test_four_nudges_on_one_task_differ_then_silence_and_any_button_brings_it_back(
    world: World, nudged: Person
) -> None:
    for _ in range(3):
        await world.in_a_while(weeks=1)
    texts = [each.text for each in nudged.messages]
    assert len(set(texts)) == len(texts) == 4
    assert "Call a public API" in texts[0]
    assert all("Still on: Call a public API" in each for each in texts[1:])
    assert "the last one until you press something" in texts[3]
    await world.in_a_while(weeks=5)
    assert len(nudged.messages) == 4
    kept = await nudged.messages[3].press("Keep going")
    assert "Call a public API" in kept.text
    await world.in_a_while(weeks=1)
    assert len(nudged.messages) == 5
    assert "This week: Call a public API" in nudged.messages[4].text


async def test_an_old_button_wakes_a_silent_member(world: World, nudged: Person) -> None:
    await world.in_a_while(weeks=6)
    assert len(nudged.messages) == 4
    done = await nudged.messages[0].press("Done")
    assert "Your next nudge: Monday 18 January, 09:00" in done.text
    await world.at("2027-01-18 09:00 Europe/Berlin")
    assert "This week: Sketch the architecture" in nudged.messages[4].text


async def test_a_snoozed_nudge_comes_again_and_the_weekly_one_after_it(world: World, nudged: Person) -> None:
    snoozed = await nudged.messages[0].press(nudged.messages[0].button("Remind me"))
    assert "Your reminder: Thursday 3 December, 09:00" in snoozed.text
    await world.at("2026-12-03 08:59 Europe/Berlin")
    assert len(nudged.messages) == 1
    await world.at("2026-12-03 09:00 Europe/Berlin")
    assert len(nudged.messages) == 2
    assert "Call a public API" in nudged.messages[1].text
    assert "Next: Monday 7 December, 09:00" in nudged.messages[1].text
    await world.at("2026-12-07 09:00 Europe/Berlin")
    assert len(nudged.messages) == 3
    assert "Still on" in nudged.messages[2].text


async def test_a_skipped_week_has_no_nudge(world: World, ada: Person) -> None:
    await world.cohort()
    await ada.joins("Spring 26")
    skipped = await ada.does("skip")
    assert "Monday 7 December, 09:00" in skipped.text
    await world.at("2026-12-07 08:59 Europe/Berlin")
    assert ada.messages == []
    await world.at("2026-12-07 09:00 Europe/Berlin")
    assert len(ada.messages) == 1
    assert "This week" in ada.messages[0].text


async def test_a_pause_of_weeks_ends_with_one_nudge(world: World, nudged: Person) -> None:
    paused = await nudged.does("pause", weeks=3)
    assert "for 3 weeks" in paused.text
    await world.at("2026-12-27 23:59 Europe/Berlin")
    assert len(nudged.messages) == 1
    await world.at("2026-12-28 09:00 Europe/Berlin")
    assert len(nudged.messages) == 2
    assert "Welcome back. Nothing piled up" in nudged.messages[1].text
    assert "Call a public API" in nudged.messages[1].text
    await world.at("2027-01-04 09:00 Europe/Berlin")
    assert len(nudged.messages) == 3


async def test_a_pause_without_end_ends_with_unpause(world: World, nudged: Person) -> None:
    paused = await nudged.messages[0].press("Pause")
    assert "until you come back" in paused.text
    await world.in_a_while(weeks=8)
    assert len(nudged.messages) == 1
    back = await nudged.does("unpause")
    assert "Welcome back. You paused on 30 November. Nothing piled up." in back.text
    assert "Monday 1 February, 09:00" in back.text
    await world.at("2027-02-01 09:00 Europe/Berlin")
    assert len(nudged.messages) == 2


async def test_another_day_and_time_come_once_and_never_twice_on_a_date(world: World, nudged: Person) -> None:
    moved = await nudged.does("schedule", day="monday", time="18:00")
    assert "Monday 7 December, 18:00" in moved.text
    await world.at("2026-12-07 17:59 Europe/Berlin")
    assert len(nudged.messages) == 1
    await world.at("2026-12-07 18:00 Europe/Berlin")
    assert len(nudged.messages) == 2
    await nudged.does("schedule", day="friday", time="7:30")
    await world.at("2026-12-11 07:30 Europe/Berlin")
    assert len(nudged.messages) == 3


async def test_another_zone_moves_the_hour(world: World, nudged: Person) -> None:
    moved = await nudged.does("schedule", tz="America/New_York")
    assert "on the clock of America/New_York" in moved.text.replace("New York", "New_York")
    await world.at("2026-12-07 13:59 UTC")
    assert len(nudged.messages) == 1
    await world.at("2026-12-07 14:00 UTC")
    assert len(nudged.messages) == 2


async def test_a_time_in_the_gap_of_a_dst_change_moves_forward_once(world: World, nudged: Person) -> None:
    await nudged.does("schedule", day="sunday", time="02:30")
    await nudged.does("pause", weeks=15)
    await world.at("2027-03-21 12:00 Europe/Berlin")
    before = len(nudged.messages)
    await world.at("2027-03-28 03:29 Europe/Berlin")
    assert len(nudged.messages) == before
    await world.at("2027-03-28 03:30 Europe/Berlin")
    assert len(nudged.messages) == before + 1
    await world.at("2027-04-04 02:29 Europe/Berlin")
    assert len(nudged.messages) == before + 1
    await world.at("2027-04-04 02:30 Europe/Berlin")
    assert len(nudged.messages) == before + 2


async def test_the_schedule_can_be_asked_for_in_a_form(world: World, ada: Person) -> None:
    await world.cohort()
    joined = await ada.joins("Spring 26")
    form = (await joined.press("Change day or time")).form
    answer = await form.submit({"Day of the week": "wednesday", "Time of day": "7pm"})
    assert "Wednesday 25 November, 19:00" in answer.text


async def test_a_bot_that_slept_too_long_moves_the_nudge_to_the_next_morning(world: World, ada: Person) -> None:
    await world.cohort()
    await ada.joins("Spring 26")
    await world.wakes_at("2026-11-30 20:00 Europe/Berlin")
    assert ada.messages == []
    await world.at("2026-12-01 09:00 Europe/Berlin")
    assert len(ada.messages) == 1
    await world.at("2026-12-07 09:00 Europe/Berlin")
    assert len(ada.messages) == 2


async def test_a_bot_that_slept_for_weeks_sends_one_nudge_and_no_pile(world: World, ada: Person) -> None:
    await world.cohort()
    await ada.joins("Spring 26")
    await world.wakes_at("2026-12-29 16:00 Europe/Berlin")
    await world.at("2027-01-03 23:59 Europe/Berlin")
    assert len(ada.messages) == 1
    await world.at("2027-01-04 09:00 Europe/Berlin")
    assert len(ada.messages) == 2


async def test_a_bot_that_wakes_shortly_before_the_weekly_nudge_waits_for_it(world: World, ada: Person) -> None:
    await world.cohort()
    await ada.joins("Spring 26")
    await world.wakes_at("2026-12-31 12:00 Europe/Berlin")
    await world.at("2027-01-04 08:59 Europe/Berlin")
    assert ada.messages == []
    await world.at("2027-01-04 09:00 Europe/Berlin")
    assert len(ada.messages) == 1
