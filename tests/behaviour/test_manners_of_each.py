"""What not every platform has: direct messages to the bot, suggestions; and that refusals are heard."""

import pytest

from tests.behaviour.on_discord import DiscordPerson
from tests.behaviour.on_slack import SlackPerson
from tests.behaviour.shown import Person
from tests.behaviour.world import World

SLACK = pytest.mark.parametrize("venue", ["slack"], indirect=True)
WRITTEN = pytest.mark.parametrize("venue", ["slack", "discord"], indirect=True)
"""Where people can write to the bot directly."""
DISCORD = pytest.mark.parametrize("venue", ["discord"], indirect=True)


@WRITTEN
async def test_a_sentence_in_the_direct_messages_is_a_question(ada: Person) -> None:
    await ada.does("home")
    answer = await ada.writes("Do I need to code?")
    assert "Not as an expert" in answer.text
    assert "Read on" in answer.buttons
    assert answer.private
    assert ada.messages == []


@WRITTEN
@pytest.mark.parametrize("text", ["help", "/mentor help", "mentor help"])
async def test_a_word_in_the_direct_messages_is_a_command(ada: Person, text: str) -> None:
    await ada.does("home")
    assert (await ada.writes(text)).text == (await ada.does("help")).text


@WRITTEN
async def test_what_was_done_in_the_direct_messages_is_done(world: World, ada: Person) -> None:
    await world.cohort()
    await ada.joins("Spring 26")
    done = await ada.writes("done")
    assert "is done" in done.text
    undone = await done.press("Undo")
    assert undone.place == done.place
    assert "0 of 7" in (await ada.writes("home")).text


@WRITTEN
async def test_a_word_that_needs_a_form_is_asked_for_by_a_button(world: World, ada: Person) -> None:
    await world.cohort()
    await ada.joins("Spring 26")
    asked = (await (await ada.writes("ask")).press("Fill it in")).form
    assert "Not as an expert" in (await asked.submit({"Your question": "Do I need to code?"})).text
    changed = (await (await ada.writes("/mentor schedule ?")).press("Fill it in")).form
    assert "Tuesday" in (await changed.submit({"Day of the week": "Tuesday"})).text


@DISCORD
async def test_who_writes_to_the_bot_before_it_knows_their_server_is_told_what_to_do(world: World, ada: Person) -> None:
    await world.cohort()
    for text in ("Do I need to code?", "home", "join"):
        assert "I don't know you yet. Use /mentor once in the server we share" in (await ada.writes(text)).text


@DISCORD
async def test_discord_suggests_cohorts_tasks_and_zones_while_one_types(world: World, ada: Person) -> None:
    assert isinstance(ada, DiscordPerson)
    await world.cohort()
    cohorts = await ada.user.completes("mentor join", "cohort", "spr")
    assert [each.name for each in cohorts] == ["Spring 26"]
    zones = await ada.user.completes("mentor join", "tz", "berl")
    assert zones[0].name == "Europe/Berlin · now 09:00"
    assert await ada.user.completes("mentor done", "task", "") == []
    await ada.joins("Spring 26")
    tasks = await ada.user.completes("mentor done", "task", "sketch")
    assert [each.name for each in tasks] == ["Sketch the architecture of a product you use"]
    assert len(await ada.user.completes("mentor schedule", "tz", "a")) == 25


@DISCORD
async def test_discords_direct_messages_belong_to_the_server_one_came_from(world: World, ada: Person) -> None:
    assert isinstance(ada, DiscordPerson)
    first = await ada.user.uses("mentor home", in_dm=True)
    assert "I don't know you yet" in first.text
    await world.cohort()
    await ada.joins("Spring 26")
    home = await ada.user.uses("mentor home", in_dm=True)
    assert "Spring 26" in home.text
    done = await home.press("Done")
    assert "is done" in done.text


@SLACK
async def test_an_answer_that_slack_refuses_is_heard_in_the_log(world: World, ada: Person) -> None:
    assert isinstance(ada, SlackPerson)
    world.slack.slack.fail("response_url", "invalid_blocks", status=400)
    world.slack.slack.patience = 0.5
    with pytest.raises(AssertionError, match="got no answer"):
        await ada.does("home")
    assert "Becoming a technical product manager" in ada.user.direct_messages()[0].text
    assert any("did not take an answer" in each for each in world.alarm.surprises)
    world.complains("did not take an answer")


@DISCORD
async def test_an_answer_that_discord_refuses_is_heard_in_the_log(world: World, ada: Person) -> None:
    world.discord.discord.fail("PATCH /webhooks/*", 400, code=50035, message="Invalid Form Body")
    answer = await ada.does("home")
    assert "Something broke on my side" in answer.text
    assert any("Invalid Form Body" in each for each in world.alarm.surprises)
    world.complains("broken")


@pytest.mark.parametrize("venue", ["slack", "discord"], indirect=True)
async def test_a_nudge_that_the_platform_refuses_is_heard_in_the_log(world: World, ada: Person) -> None:
    await world.cohort()
    await ada.joins("Spring 26")
    if world.venue.name == "slack":
        world.slack.slack.fail("chat.postMessage", "invalid_blocks")
    else:
        world.discord.discord.fail("POST /channels/*/messages", 400, code=50035, message="Invalid Form Body")
    await world.at("2026-11-30 09:00 Europe/Berlin")
    assert ada.messages == []
    assert world.alarm.surprises
    world.complains(*world.alarm.surprises)
    await world.at("2026-12-07 09:00 Europe/Berlin")
    assert len(ada.messages) == 1


@SLACK
async def test_a_revoked_token_of_slack_is_not_held_against_people(world: World, ada: Person) -> None:
    await world.cohort()
    await ada.joins("Spring 26")
    world.complains("install the app again")
    world.slack.slack.fail("chat.postMessage", "token_revoked")
    await world.wakes_at("2026-11-30 09:00 Europe/Berlin")
    assert ada.messages == []
    await world.at("2026-11-30 09:02 Europe/Berlin")
    assert len(ada.messages) == 1
