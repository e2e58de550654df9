"""A gesture of one person, as an interaction over the gateway, and the first thing that the bot says to it."""

import asyncio
import re
from typing import TYPE_CHECKING, Final

from tests.fakes.discord import limits, messages
from tests.fakes.discord.errors import Json
from tests.fakes.discord.interactions import Answer, Interaction
from tests.fakes.discord.payloads import NotOffered
from tests.fakes.discord.world import Channel

if TYPE_CHECKING:
    from tests.fakes.discord.person import Person

PATIENCE: Final = 10.0
"""Seconds that a person of a test waits for an answer after the acknowledgement."""


class NoAnswer(AssertionError):
    """The bot did not acknowledge in time, or never answered, or not with what was expected."""


async def act(person: "Person", kind: int, data: Json, channel: Channel, source: Json | None = None) -> Answer:
    """Make a gesture and wait for what the bot says to it; `source` is the message whose button it is."""
    discord = person.discord
    interaction = Interaction(kind=kind, user=person.user.json(), channel=channel, source=source)
    discord.interactions.begin(interaction)
    await discord.gateway.ready()
    await discord.gateway.dispatch("INTERACTION_CREATE", _payload(person, interaction, data))
    try:
        async with asyncio.timeout(discord.interactions.acknowledge_seconds):
            await interaction.responded.wait()
    except TimeoutError:
        raise NoAnswer("the application did not respond") from None
    try:
        async with asyncio.timeout(PATIENCE):
            return await interaction.answers.get()
    except TimeoutError:
        raise NoAnswer("acknowledged, then never answered") from None


async def write(person: "Person", channel: Channel, content: str, **more: Json | list[Json] | int) -> Json:
    """Write a message, of which the bot hears if it listens there; gives the message."""
    if len(content) > limits.WRITTEN or not (content.strip() or more):
        raise NotOffered(f"Discord's client sends 1 to {limits.WRITTEN} characters")
    discord = person.discord
    await discord.gateway.ready()
    users = {each.id: each for each in (*discord.world.users.values(), discord.world.bot)}
    mentioned = [users[each].json() for each in re.findall(r"<@!?(\d+)>", content) if each in users]
    message = messages.write(channel, person.user, content, mentions=mentioned, **more)
    await discord.gateway.tell("MESSAGE_CREATE", message, channel)
    return message


async def ask(person: "Person", channel: Channel, content: str) -> Json:
    """Write a message, and wait for what the bot writes next."""
    answer: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
    channel.asked.append(answer)
    try:
        await write(person, channel, content)
        async with asyncio.timeout(PATIENCE):
            return await answer
    except TimeoutError:
        channel.asked.remove(answer)
        raise NoAnswer("the bot wrote nothing") from None


def _payload(person: "Person", interaction: Interaction, data: Json) -> Json:
    guild, channel = person.guild, interaction.channel
    payload: Json = {
        "id": interaction.id, "application_id": person.discord.world.bot.id, "type": interaction.kind, "data": data,
        "token": interaction.token, "version": 1, "channel_id": channel.id, "channel": channel.json(),
        "locale": "en-GB", "entitlements": [], "app_permissions": "0", "attachment_size_limit": limits.FILE_SIZE,
        "authorizing_integration_owners": {"0": guild.id},
    }  # fmt: skip
    if interaction.source is not None:
        payload["message"] = interaction.source
    if channel.recipient is not None:
        return payload | {"user": person.user.json(), "context": 1}
    partial = {"id": guild.id, "locale": "en-GB", "features": []}
    member = guild.members[person.user.id].json()
    return payload | {"guild_id": guild.id, "guild": partial, "member": member, "context": 0}
