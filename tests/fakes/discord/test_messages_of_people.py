"""What people write, as the real discord.py hears it from the local Discord."""

import asyncio
from collections.abc import Callable

import discord
import pytest

from tests.fakes.discord import LocalDiscord, NoAnswer, NotOffered, gestures
from tests.fakes.discord.message_events import DIRECT_MESSAGES, GUILD_MESSAGES, MESSAGE_CONTENT, message_event
from tests.fakes.discord.trivial_client import layout, trivial_bot

REQUIRED = {
    "attachments", "author", "channel_id", "components", "content", "edited_timestamp", "embeds", "flags", "id",
    "mention_everyone", "mention_roles", "mentions", "pinned", "timestamp", "tts", "type",
}  # fmt: skip
"""Of a MessageResponse in Discord's OpenAPI description."""
OF_A_USER = {"avatar", "discriminator", "flags", "global_name", "id", "primary_guild", "public_flags", "username"}
"""Of a UserResponse there."""


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not true():  # noqa: ASYNC110 - what a client heard has no event of its own
            await asyncio.sleep(0.01)


async def test_a_direct_message_is_heard_and_answered() -> None:
    async with trivial_bot(dm_messages=True) as (local, client):
        ada = local.person("Ada")
        assert (await ada.writes("ping")).text == "pong"
        heard = client.heard[0]
        assert (heard.content, heard.author.id, heard.guild) == ("ping", int(ada.id), None)
        assert isinstance(heard.channel, discord.DMChannel)
        assert ada.direct_messages() == []


async def test_without_the_intent_nothing_is_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gestures, "PATIENCE", 0.2)
    async with trivial_bot() as (local, client):
        with pytest.raises(NoAnswer, match="the bot wrote nothing"):
            await local.person("Ada").writes("ping")
        assert client.heard == []


async def test_an_answer_to_nobody_is_a_message_of_the_bots_own_accord() -> None:
    async with trivial_bot(dm_messages=True) as (local, _):
        ada = local.person("Ada")
        await ada.posts("ping")
        assert (await ada.next_message()).text == "pong"


async def test_a_bot_hears_its_own_messages_and_private_answers_as_direct_messages() -> None:
    async with trivial_bot(dm_messages=True) as (local, client):
        ada = local.person("Ada")
        await (await client.create_dm(discord.Object(int(ada.id)))).send(view=layout("Good morning"))
        await ada.uses("hello", name="Ada")
        await until(lambda: len(client.heard) == 2)
        assert {each.author.id for each in client.heard} == {int(local.world.bot.id)}
        assert [each.guild for each in client.heard] == [None, None]


async def test_a_message_in_a_server_is_heard_with_the_intent_for_those() -> None:
    async with trivial_bot(guild_messages=True) as (local, client):
        ada = local.person("Ada")
        await ada.posts("not for the bot", in_dm=False)
        await ada.posts(f"<@{local.world.bot.id}> hello", in_dm=False)
        await ada.posts("ping")
        await until(lambda: len(client.heard) == 2)
        assert [each.content for each in client.heard] == ["", f"<@{local.world.bot.id}> hello"]
        assert client.heard[0].guild


async def test_a_change_is_told_as_one() -> None:
    async with trivial_bot(dm_messages=True) as (local, client):
        ada = local.person("Ada")
        changed = asyncio.create_task(client.wait_for("raw_message_edit", timeout=5))
        await asyncio.sleep(0)
        message = await ada.posts("pong")
        await ada.edits(message, "ping")
        assert (await changed).message.content == "ping"
        assert [each.content for each in client.heard] == ["pong"]


async def test_what_was_written_while_the_connection_was_down_comes_with_the_resume() -> None:
    async with trivial_bot(dm_messages=True) as (local, _):
        await local.gateway.drop(code=4000)
        assert (await local.person("Ada").writes("ping")).text == "pong"
        assert local.gateway.resumed == 1


async def test_only_the_first_shard_hears_direct_messages() -> None:
    async with trivial_bot(dm_messages=True) as (local, client):
        session = next(iter(local.gateway.sessions))
        session.shard = (1, 2)
        await local.person("Ada").posts("ping")
        session.shard = (0, 2)
        await local.person("Kim").posts("pong")
        await until(lambda: bool(client.heard))
        assert [each.content for each in client.heard] == ["pong"]


@pytest.mark.parametrize(("in_dm", "intent"), [(True, DIRECT_MESSAGES), (False, GUILD_MESSAGES | MESSAGE_CONTENT)])
async def test_an_event_has_what_discords_description_says(*, in_dm: bool, intent: int) -> None:
    async with trivial_bot(dm_messages=True) as (local, _):
        ada = local.person("Ada")
        told = message_event(await ada.posts("hello", in_dm=in_dm), ada.place(in_dm=in_dm), local.world, intent)
    assert set(told) >= REQUIRED
    assert set(told["author"]) >= OF_A_USER
    assert ("guild_id" in told, "member" in told) == (not in_dm, not in_dm)
    assert "allowed_mentions" not in told
    assert told["content"] == "hello"


@pytest.mark.parametrize("text", ["", "  ", "x" * 4001])
async def test_nobody_can_write_nothing_or_too_much(text: str) -> None:
    async with LocalDiscord() as local:
        with pytest.raises(NotOffered, match="1 to 4000"):
            await local.person("Ada").posts(text)


async def test_what_people_wrote_stands_in_the_history() -> None:
    async with trivial_bot(dm_messages=True) as (local, client):
        ada = local.person("Ada")
        await ada.writes("ping")
        page = await client.http.request(
            discord.http.Route("GET", "/channels/{it}/messages", it=ada.place(in_dm=True).id)
        )
        assert [each["content"] for each in page] == ["pong", "ping"]
