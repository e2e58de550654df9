"""What becomes of nudges when the platform or the process does not behave."""

import asyncio

import pytest

from mentorbot.store.people import close_members, found_anywhere
from tests.behaviour.shown import Person
from tests.behaviour.world import World

SLACK = pytest.mark.parametrize("venue", ["slack"], indirect=True)
DISCORD = pytest.mark.parametrize("venue", ["discord"], indirect=True)
POST = "POST /channels/*/messages"


@pytest.fixture
async def joined(world: World, ada: Person) -> Person:
    """Ada, on Monday 30 November at 08:00, an hour before her nudge."""
    await world.cohort()
    await ada.joins("Spring 26")
    await world.at("2026-11-30 08:00 Europe/Berlin")
    return ada


async def test_a_button_works_after_a_restart(world: World, joined: Person) -> None:
    await world.at("2026-11-30 09:00 Europe/Berlin")
    nudge = joined.messages[0]
    await world.restart()
    done = await nudge.press("Done")
    assert "✓ Call a public API from your terminal is done" in done.text
    await world.at("2026-12-07 09:00 Europe/Berlin")
    assert len(joined.messages) == 2
    assert "This week: Sketch the architecture" in joined.messages[1].text


async def test_a_restart_repeats_nothing(world: World, joined: Person) -> None:
    await world.at("2026-11-30 09:00 Europe/Berlin")
    await world.restart()
    await world.at("2026-11-30 09:01 Europe/Berlin")
    await world.restart()
    await world.at("2026-12-06 23:59 Europe/Berlin")
    assert len(joined.messages) == 1


async def test_what_fell_due_while_the_bot_was_off_is_sent_once(world: World, joined: Person) -> None:
    await world.stop()
    await world.start()
    await world.wakes_at("2026-11-30 11:00 Europe/Berlin")
    assert len(joined.messages) == 1
    await world.at("2026-12-06 23:59 Europe/Berlin")
    assert len(joined.messages) == 1


@pytest.mark.parametrize("venue", ["slack", "discord"], indirect=True)
async def test_a_clean_stop_waits_for_what_is_on_its_way(world: World, joined: Person) -> None:
    world.slow_posts(seconds=0.4)
    world.clock.set("2026-11-30 09:00 Europe/Berlin")
    ticking = asyncio.create_task(world.app.tick())
    await world.posting()
    await world.stop()
    await ticking
    assert len(joined.messages) == 1
    await world.start()
    await world.at("2026-12-06 23:59 Europe/Berlin")
    assert len(joined.messages) == 1
    assert "sent" in (await world.robin.does("cohort explain", member=joined)).text


@SLACK
async def test_a_rate_limited_nudge_comes_later_and_once(world: World, joined: Person) -> None:
    world.slack.slack.fail("chat.postMessage", status=429, retry_after=40)
    await world.wakes_at("2026-11-30 09:00 Europe/Berlin")
    await world.wakes_at("2026-11-30 09:00:39 Europe/Berlin")
    assert joined.messages == []
    await world.wakes_at("2026-11-30 09:00:40 Europe/Berlin")
    assert len(joined.messages) == 1
    await world.at("2026-12-06 23:59 Europe/Berlin")
    assert len(joined.messages) == 1


@SLACK
@pytest.mark.parametrize("done", [False, True])
async def test_a_nudge_in_doubt_is_looked_for_and_arrives_once(world: World, joined: Person, *, done: bool) -> None:
    world.slack.slack.fail("chat.postMessage", status=500, done=done)
    await world.wakes_at("2026-11-30 09:00 Europe/Berlin")
    await world.restart()
    await world.at("2026-11-30 09:02 Europe/Berlin")
    assert len(joined.messages) == 1
    assert len(world.slack.slack.called("chat.postMessage")) == 2 - int(done)
    explained = await world.robin.does("cohort explain", member=joined)
    assert "sent Monday 30 November, 09:00" in explained.text
    await world.at("2026-12-07 09:00 Europe/Berlin")
    assert len(joined.messages) == 2


@SLACK
@pytest.mark.parametrize("done", [False, True])
async def test_a_nudge_in_doubt_that_nobody_can_look_for_is_held(world: World, joined: Person, *, done: bool) -> None:
    world.slack.slack.fail("chat.postMessage", status=500, done=done)
    world.slack.slack.fail("conversations.history", "missing_scope")
    world.complains("held 1 messages", "may not read its own messages")
    await world.wakes_at("2026-11-30 09:00 Europe/Berlin")
    await world.restart()
    await world.at("2026-12-06 23:59 Europe/Berlin")
    assert len(joined.messages) == int(done)
    posts = world.slack.slack.called("chat.postMessage")
    assert [each["channel"] for each in posts].count(joined.id) == 1, "the digest to the admin is another"
    explained = await world.robin.does("cohort explain", member=joined)
    assert "held" in explained.text
    await world.at("2026-12-07 09:00 Europe/Berlin")
    assert len(joined.messages) == int(done) + 1


@SLACK
async def test_nobody_writes_to_a_deactivated_account(world: World, joined: Person) -> None:
    world.complains("cannot write to 1 people")
    await world.restart()
    world.slack.slack.workspace.users[joined.id].deleted = True
    await world.at("2026-12-14 12:00 Europe/Berlin")
    assert joined.messages == []
    assert "deactivated" in (await world.robin.does("cohort explain", member=joined)).text


@DISCORD
async def test_closed_direct_messages_are_tried_once_and_open_again_with_a_command(
    world: World, joined: Person
) -> None:
    world.complains("cannot write to 1 people")
    world.discord.discord.world.users[joined.id].accepts_messages = False
    await world.at("2026-12-21 12:00 Europe/Berlin")
    assert joined.messages == []
    posts = [each for each in world.discord.discord.requests if each.status == 403]
    assert len(posts) == 1
    explained = await world.robin.does("cohort explain", member=joined)
    assert "50007" in explained.text
    world.discord.discord.world.users[joined.id].accepts_messages = True
    assert "Your next nudge: Monday 28 December, 09:00" in (await joined.does("home")).text
    await world.at("2026-12-28 09:00 Europe/Berlin")
    assert len(joined.messages) == 1


async def test_an_old_button_opens_again_what_was_closed_and_ends_a_pause_that_is_over(
    world: World, joined: Person
) -> None:
    await world.at("2026-11-30 09:00 Europe/Berlin")
    await joined.does("pause", weeks=2)
    await closed(world, joined)
    await world.at("2027-01-05 12:00 Europe/Berlin")
    assert len(joined.messages) == 1
    await joined.messages[0].press("Done")
    await world.at("2027-01-11 09:00 Europe/Berlin")
    assert len(joined.messages) == 2
    assert "Welcome back" in joined.messages[1].text


async def test_a_button_opens_a_closed_member_who_did_not_rest_too(world: World, joined: Person) -> None:
    await world.at("2026-11-30 09:00 Europe/Berlin")
    await closed(world, joined)
    await world.at("2027-01-05 12:00 Europe/Berlin")
    assert len(joined.messages) == 1
    await joined.messages[0].press("Done")
    await world.at("2027-01-11 09:00 Europe/Berlin")
    assert len(joined.messages) == 2


async def closed(world: World, person: Person) -> None:
    """Their platform refused them."""
    async with world.app.store.begin() as tx:
        ((_, member), *_) = await found_anywhere(tx, person.name)
        await close_members(tx, {member.key: "they take no messages"}, world.clock.instant)


@DISCORD
@pytest.mark.parametrize("done", [False, True])
async def test_a_nudge_of_discord_in_doubt_is_looked_for_and_arrives_once(
    world: World, joined: Person, *, done: bool
) -> None:
    local = world.discord.discord
    local.lose_answer(POST) if done else local.fail(POST, 500)
    await world.wakes_at("2026-11-30 09:00 Europe/Berlin")
    assert len(joined.messages) == int(done)
    await world.restart()
    await world.at("2026-11-30 09:02 Europe/Berlin")
    assert len(joined.messages) == 1
    assert "sent Monday 30 November, 09:00" in (await world.robin.does("cohort explain", member=joined)).text
    await world.at("2026-12-07 09:00 Europe/Berlin")
    assert len(joined.messages) == 2


@DISCORD
async def test_a_nudge_of_discord_that_nobody_can_look_for_is_held(world: World, joined: Person) -> None:
    world.complains("held 1 messages", "cannot be read")
    world.discord.discord.fail(POST, 500)
    world.discord.discord.fail("GET /channels/*/messages", 403, code=50001, message="Missing Access")
    await world.at("2026-12-06 23:59 Europe/Berlin")
    assert joined.messages == []
    assert "held" in (await world.robin.does("cohort explain", member=joined)).text
    await world.at("2026-12-07 09:00 Europe/Berlin")
    assert len(joined.messages) == 1


@DISCORD
async def test_discord_asks_to_slow_down_and_gets_it_later_and_once(world: World, joined: Person) -> None:
    world.discord.discord.fail(POST, 429, retry_after=30)
    await world.wakes_at("2026-11-30 09:00 Europe/Berlin")
    assert joined.messages == []
    await world.wakes_at("2026-11-30 09:00:31 Europe/Berlin")
    assert len(joined.messages) == 1


@SLACK
async def test_a_nudge_that_slack_would_not_take_all_day_comes_the_next_morning_and_once(
    world: World, joined: Person
) -> None:
    world.slack.slack.fail("chat.postMessage", status=429, retry_after=8 * 3600)
    await world.wakes_at("2026-11-30 09:00 Europe/Berlin")
    await world.wakes_at("2026-11-30 17:00:01 Europe/Berlin")
    assert joined.messages == []
    await world.at("2026-12-01 08:59 Europe/Berlin")
    assert joined.messages == []
    await world.at("2026-12-01 09:00 Europe/Berlin")
    assert len(joined.messages) == 1
    assert "One line in a terminal" in joined.messages[0].text
    explained = await world.robin.does("cohort explain", member=joined)
    assert "not sent in time: Slack's rate limit" in explained.text
    await world.at("2026-12-07 09:00 Europe/Berlin")
    assert len(joined.messages) == 2
    assert "Just the first five minutes" in joined.messages[1].text
