import asyncio

import pytest

from mentorbot.chat.ids import UserId, WorkspaceId
from mentorbot.chat.platform import Later, Parcel, Sent
from mentorbot.chat.reply import reply, say
from mentorbot.platforms.discord import rest
from mentorbot.platforms.discord.platform import DiscordPlatform
from mentorbot.platforms.discord.turnstile import Refusals
from tests.fakes.discord import LocalDiscord, Person
from tests.platforms.discord.stage import Kept, SmallTalk, running

OPEN = "POST /users/@me/channels"


def parcel_for(person: Person, key: str = "delivery-1") -> Parcel:
    said = reply(say("Good morning"))
    return Parcel(key=key, workspace=WorkspaceId(person.guild.id), user=UserId(person.id), reply=said)


async def test_a_channel_is_known_after_a_restart(ada: Person, discord: LocalDiscord) -> None:
    notes = Kept()
    for key in ("one", "two"):
        async with running(discord, SmallTalk(), notes) as platform:
            assert isinstance(await platform.send(parcel_for(ada, key)), Sent)
    assert discord.count(OPEN) == 1


async def test_no_more_are_opened_than_discord_lets(discord: LocalDiscord, platform: DiscordPlatform) -> None:
    """The headers of the last answer that was allowed say so; no request is refused."""
    discord.limit_rates()
    people = [discord.person(f"Person {number}") for number in range(15)]
    outcomes = await asyncio.gather(*(platform.send(parcel_for(each, f"to-{each.id}")) for each in people))
    later = [each for each in outcomes if isinstance(each, Later)]
    assert sum(isinstance(each, Sent) for each in outcomes) == 10
    assert {each.reason for each in later} == {"Discord lets me open only so many direct messages at a time"}
    assert all(0 < each.seconds <= 10 for each in later)
    assert 429 not in {each.status for each in discord.requests}


async def test_two_seconds_of_messages_and_none_is_refused(discord: LocalDiscord, platform: DiscordPlatform) -> None:
    people = [discord.person(f"Person {number}") for number in range(100)]
    for each in people:
        await platform.send(parcel_for(each, f"first-{each.id}"))
    discord.limit_rates()
    outcomes = await asyncio.gather(*(platform.send(parcel_for(each, f"to-{each.id}")) for each in people))
    assert all(isinstance(each, Sent) for each in outcomes)
    assert 429 not in {each.status for each in discord.requests}


async def test_it_pauses_before_refusals_become_a_ban(discord: LocalDiscord, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rest, "Refusals", lambda: Refusals(3))
    people = [discord.person(f"Person {number}") for number in range(5)]
    for each in people:
        each.closes_direct_messages()
    async with running(discord, SmallTalk()) as platform:
        outcomes = [await platform.send(parcel_for(each, f"to-{each.id}")) for each in people]
    waits = [each for each in outcomes if isinstance(each, Later)]
    assert len(waits) == 2
    assert all(0 < each.seconds <= 600 for each in waits)
    assert sum(each.status == 403 for each in discord.requests) == 3
