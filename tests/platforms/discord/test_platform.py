import asyncio

import discord as library
import pytest

from mentorbot.chat.blocks import Button, Buttons
from mentorbot.chat.call import call
from mentorbot.chat.ids import UserId, WorkspaceId
from mentorbot.chat.platform import Parcel, Platform, Sent, TokenRefused
from mentorbot.chat.reply import reply, say
from mentorbot.platforms.discord.platform import DiscordPlatform
from tests.fakes.discord import LocalDiscord, Person
from tests.platforms.discord.stage import Granted, Kept, ShortMemory, SmallTalk, platform_on, running


async def test_discord_is_a_platform(discord: LocalDiscord) -> None:
    platform: Platform = platform_on(discord, SmallTalk(), Kept())
    assert platform.name == "discord"


async def test_a_wrong_token_ends_the_run(discord: LocalDiscord) -> None:
    platform = DiscordPlatform(
        conversation=SmallTalk(),
        notes=Kept(),
        receipts=ShortMemory(),
        leases=Granted(),
        token="wrong",
        api_url=discord.api_url,
        gateway_url=discord.gateway_url,
        cdn_url=discord.cdn_url,
    )
    with pytest.raises(TokenRefused):
        await platform.run()


async def test_a_cancelled_run_leaves_no_task_behind(discord: LocalDiscord, ada: Person) -> None:
    async with running(discord, SmallTalk()):
        await ada.uses("mentor home")
    for _ in range(5):
        await asyncio.sleep(0)
    ours = {task for task in asyncio.all_tasks() if "discord" in repr(task.get_coro()) and "aiohttp" not in repr(task)}
    assert ours <= {asyncio.current_task()}


async def test_an_answer_under_way_is_finished_before_the_end(discord: LocalDiscord, ada: Person) -> None:
    talk = SmallTalk(slow=asyncio.Event())
    async with running(discord, talk):
        using = asyncio.create_task(ada.uses("mentor home"))
        await talk.began.wait()
        assert talk.slow is not None
        asyncio.get_running_loop().call_later(0.1, talk.slow.set)
    assert (await using).text.startswith("Hello")


async def test_a_discord_that_is_down_at_the_start_is_waited_for(discord: LocalDiscord, ada: Person) -> None:
    discord.reset("GET /users/@me")
    async with running(discord, SmallTalk()):
        assert (await ada.uses("mentor home")).text.startswith("Hello")


async def test_a_discord_that_fails_at_the_start_is_waited_for(discord: LocalDiscord, ada: Person) -> None:
    discord.fail("GET /users/@me", 503)
    async with running(discord, SmallTalk()):
        assert (await ada.uses("mentor home")).text.startswith("Hello")


async def test_an_application_that_is_forbidden_ends_the_run(discord: LocalDiscord) -> None:
    discord.fail("GET /oauth2/applications/@me", 403)
    with pytest.raises(library.Forbidden):
        await platform_on(discord, SmallTalk(), Kept()).run()


async def test_a_broken_connection_is_resumed(discord: LocalDiscord, ada: Person) -> None:
    async with running(discord, SmallTalk()):
        await discord.gateway.drop(code=4000)
        assert (await ada.uses("mentor home")).text.startswith("Hello")
    assert (discord.gateway.identified, discord.gateway.resumed) == (1, 1)


async def test_servers_and_direct_messages_are_listened_to(discord: LocalDiscord) -> None:
    async with running(discord, SmallTalk()):
        assert discord.gateway.intents == library.Intents(guilds=True, dm_messages=True).value


async def test_a_button_of_an_earlier_process_works(discord: LocalDiscord, ada: Person) -> None:
    async with running(discord, SmallTalk()) as earlier:
        nudge = reply(say("This week: apis"), Buttons((Button("Done", call("mentor done", task="apis")),)))
        parcel = Parcel(key="k1", workspace=WorkspaceId(discord.home.id), user=UserId(ada.id), reply=nudge)
        assert isinstance(await earlier.send(parcel), Sent)
    async with running(discord, SmallTalk()):
        message = await ada.next_message()
        assert (await message.press("Done")).text == "Done: apis\n[Undo]"
        assert ada.direct_messages()[0].text == "Done: apis\n[Undo]"


async def test_nothing_is_said_about_voice(
    discord: LocalDiscord, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(library.VoiceClient, "warn_nacl", True)
    monkeypatch.setattr(library.VoiceClient, "warn_dave", True)
    async with running(discord, SmallTalk()):
        assert "voice" not in caplog.text
