"""A gesture of one person, as an interaction over the gateway, and the first thing that the bot says to it."""

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.fakes.discord.errors import Json
from tests.fakes.discord.interactions import Answer, Interaction
from tests.fakes.discord.world import Channel, Guild, User

if TYPE_CHECKING:
    from tests.fakes.discord.server import LocalDiscord

PATIENCE = 10.0
"""Seconds that a person of a test waits for an answer after the acknowledgement."""


class NoAnswer(AssertionError):
    """The bot did not acknowledge in time, or never answered, or not with what was expected."""


@dataclass(frozen=True, slots=True)
class Hands:
    """Somebody in a server, and what they can do there."""

    discord: "LocalDiscord"
    guild: Guild
    user: User

    async def act(self, kind: int, data: Json, channel: Channel, source: Json | None = None) -> Answer:
        """Make a gesture and wait for what the bot says to it."""
        interaction = Interaction(kind=kind, channel=channel, source=source)
        self.discord.interactions.begin(interaction)
        await self.discord.gateway.ready()
        await self.discord.gateway.dispatch("INTERACTION_CREATE", self._payload(interaction, data))
        await self._acknowledged(interaction)
        try:
            async with asyncio.timeout(PATIENCE):
                return await interaction.answers.get()
        except TimeoutError:
            raise NoAnswer("acknowledged, then never answered") from None

    async def _acknowledged(self, interaction: Interaction) -> None:
        try:
            async with asyncio.timeout(self.discord.interactions.acknowledge_seconds):
                await interaction.responded.wait()
        except TimeoutError:
            raise NoAnswer("the application did not respond") from None

    def _payload(self, interaction: Interaction, data: Json) -> Json:
        payload: Json = {
            "id": interaction.id, "application_id": self.discord.world.bot.id, "type": interaction.kind, "data": data,
            "token": interaction.token, "version": 1, "channel_id": interaction.channel.id,
            "channel": interaction.channel.json(), "locale": "en-GB", "entitlements": [], "app_permissions": "0",
            "authorizing_integration_owners": {"0": self.guild.id}, "attachment_size_limit": 10_485_760,
        }  # fmt: skip
        if interaction.source is not None:
            payload["message"] = interaction.source
        if interaction.channel.recipient is not None:
            return payload | {"user": self.user.json(), "context": 1}
        guild = {"id": self.guild.id, "locale": "en-GB", "features": []}
        member = self.guild.members[self.user.id].json()
        return payload | {"guild_id": self.guild.id, "guild": guild, "member": member, "context": 0}
