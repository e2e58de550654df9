import pytest

from mentorbot.chat.ids import UserId, WorkspaceId
from mentorbot.chat.platform import Blocked, Later, Parcel, Refused, Sent, Undeliverable, Unknown, Unreachable
from mentorbot.chat.reply import reply, say
from mentorbot.platforms.discord.platform import DiscordPlatform
from tests.fakes.discord import LocalDiscord, Person
from tests.platforms.discord.stage import Kept, SmallTalk, platform_on, running

POST = "POST /channels/*/messages"
OPEN = "POST /users/@me/channels"


def parcel_for(person: Person, key: str = "delivery-1") -> Parcel:
    return Parcel(
        key=key, workspace=WorkspaceId(person.guild.id), user=UserId(person.id), reply=reply(say("Good morning"))
    )


async def test_a_message_arrives(ada: Person, platform: DiscordPlatform) -> None:
    outcome = await platform.send(parcel_for(ada))
    message = await ada.next_message()
    assert outcome == Sent(message.message["id"])
    assert (message.text, message.message["nonce"]) == ("Good morning", "delivery-1")


async def test_the_direct_messages_are_opened_once(
    ada: Person, discord: LocalDiscord, platform: DiscordPlatform
) -> None:
    await platform.send(parcel_for(ada, "one"))
    await platform.send(parcel_for(ada, "two"))
    assert discord.count(OPEN) == 1


async def test_the_same_parcel_twice_is_one_message(ada: Person, platform: DiscordPlatform) -> None:
    assert await platform.send(parcel_for(ada)) == await platform.send(parcel_for(ada))
    assert len(ada.direct_messages()) == 1


@pytest.mark.parametrize(
    ("gone", "reason"),
    [
        ("closes_direct_messages", "they take no direct messages from this server, or blocked me (50007)"),
        ("leaves", "we no longer share a server, or they take no direct messages from it (50278)"),
    ],
)
async def test_people_who_cannot_be_reached_are_named_with_the_cause(
    ada: Person, platform: DiscordPlatform, gone: str, reason: str
) -> None:
    getattr(ada, gone)()
    assert await platform.send(parcel_for(ada)) == Undeliverable(reason)


async def test_nobody_of_that_id_is_undeliverable(ada: Person, platform: DiscordPlatform) -> None:
    del ada.discord.world.users[ada.id]
    assert await platform.send(parcel_for(ada)) == Undeliverable("Discord no longer knows this person (50033)")


async def test_an_id_that_is_none_is_undeliverable(discord: LocalDiscord, platform: DiscordPlatform) -> None:
    parcel = Parcel(key="k", workspace=WorkspaceId(discord.home.id), user=UserId("../1"), reply=reply(say("Hello")))
    assert isinstance(await platform.send(parcel), Undeliverable)


@pytest.mark.parametrize("route", [POST, OPEN])
async def test_a_rate_limit_says_when_to_come_back(
    ada: Person, discord: LocalDiscord, platform: DiscordPlatform, route: str
) -> None:
    discord.fail(route, 429, retry_after=12.5)
    assert await platform.send(parcel_for(ada)) == Later(12.5, "Discord asked me to slow down")
    assert ada.direct_messages() == []


async def test_opening_too_fast_waits_for_long(ada: Person, discord: LocalDiscord, platform: DiscordPlatform) -> None:
    discord.channels.quarantined = True
    told = "Discord says I open direct messages too fast (40003)"
    assert await platform.send(parcel_for(ada)) == Later(3600, told)


async def test_a_server_error_while_posting_is_unknown(
    ada: Person, discord: LocalDiscord, platform: DiscordPlatform
) -> None:
    discord.fail(POST, 502)
    assert await platform.send(parcel_for(ada)) == Unknown("Discord failed with 502")
    assert sum(each.route.endswith("/messages") for each in discord.requests) == 1


async def test_a_server_error_while_opening_is_certainly_not_sent(
    ada: Person, discord: LocalDiscord, platform: DiscordPlatform
) -> None:
    discord.fail(OPEN, 500)
    assert isinstance(await platform.send(parcel_for(ada)), Unreachable)


async def test_a_lost_answer_is_unknown_and_the_next_try_finds_the_message(
    ada: Person, discord: LocalDiscord, platform: DiscordPlatform
) -> None:
    discord.lose_answer(POST)
    assert isinstance(await platform.send(parcel_for(ada)), Unknown)
    assert isinstance(await platform.send(parcel_for(ada)), Sent)
    assert len(ada.direct_messages()) == 1


async def test_a_connection_broken_before_is_unknown(
    ada: Person, discord: LocalDiscord, platform: DiscordPlatform
) -> None:
    discord.reset(POST)
    assert isinstance(await platform.send(parcel_for(ada)), Unknown)


async def test_a_slow_answer_is_unknown(ada: Person, discord: LocalDiscord) -> None:
    async with running(discord, SmallTalk(), send_seconds=0.2) as platform:
        discord.delay(POST, 0.4)
        outcome = await platform.send(parcel_for(ada))
    assert isinstance(outcome, Unknown)


async def test_a_message_that_discord_finds_at_fault_is_not_held_against_the_person(
    ada: Person, discord: LocalDiscord, platform: DiscordPlatform
) -> None:
    discord.fail(POST, 400, code=50035, message="Invalid Form Body")
    assert await platform.send(parcel_for(ada)) == Refused("Discord said: Invalid Form Body (50035)")


async def test_a_refused_token_is_tried_again_later(
    ada: Person, discord: LocalDiscord, platform: DiscordPlatform
) -> None:
    discord.fail(POST, 401)
    outcome = await platform.send(parcel_for(ada))
    assert isinstance(outcome, Blocked)
    assert "DISCORD_BOT_TOKEN" in outcome.reason


async def test_a_channel_that_is_gone_is_opened_anew(
    ada: Person, discord: LocalDiscord, platform: DiscordPlatform
) -> None:
    await platform.send(parcel_for(ada, "one"))
    del discord.world.direct[ada.id]
    assert isinstance(await platform.send(parcel_for(ada, "two")), Later)
    assert isinstance(await platform.send(parcel_for(ada, "two")), Sent)


async def test_a_page_of_html_is_unknown(ada: Person, discord: LocalDiscord, platform: DiscordPlatform) -> None:
    discord.fail(POST, 503, message="<html>")
    assert isinstance(await platform.send(parcel_for(ada)), Unknown)


async def test_nothing_is_sent_while_not_connected(ada: Person, discord: LocalDiscord) -> None:
    platform = platform_on(discord, SmallTalk(), Kept())
    assert await platform.send(parcel_for(ada)) == Unreachable("Discord is not connected yet")


async def test_a_hundred_people_each_get_one_message(discord: LocalDiscord, platform: DiscordPlatform) -> None:
    everybody = [discord.person(f"Person {number}") for number in range(100)]
    outcomes = [await platform.send(parcel_for(each, f"to-{each.id}")) for each in everybody]
    assert all(isinstance(each, Sent) for each in outcomes)
    assert all(len(each.direct_messages()) == 1 for each in everybody)
