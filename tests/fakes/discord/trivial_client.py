"""The smallest real discord.py client, to prove the local Discord with."""

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Self

import discord
import yarl
from discord import app_commands, ui
from discord.gateway import DiscordWebSocket
from discord.http import Route

from tests.fakes.discord import LocalDiscord


class Press(ui.DynamicItem[ui.Button[ui.LayoutView]], template=r"press:(?P<what>.+)"):
    """A button that still answers when another process sent it."""

    def __init__(self, label: str, what: str) -> None:
        super().__init__(ui.Button(label=label, custom_id=f"press:{what}"))
        self.what = what

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction, item: ui.Item[ui.LayoutView], match: re.Match[str], /
    ) -> Self:
        assert isinstance(item, ui.Button)
        return cls(item.label or "", match["what"])

    async def callback(self, interaction: discord.Interaction) -> None:
        if self.what == "ask":
            await interaction.response.send_modal(Question())
            return
        await interaction.response.defer()
        await interaction.edit_original_response(view=layout(f"You pressed {self.what}"))


class Question(ui.Modal, title="A question"):
    words = ui.Label(text="Your words", component=ui.TextInput[ui.View](custom_id="words", max_length=20))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        assert isinstance(self.words.component, ui.TextInput)
        await interaction.response.defer(ephemeral=True, thinking=True)
        await interaction.edit_original_response(view=layout(f"You said {self.words.component.value}"))


def layout(text: str, *buttons: Press) -> ui.LayoutView:
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.TextDisplay(text))
    if buttons:
        view.add_item(ui.ActionRow(*buttons))
    return view


@app_commands.command(name="hello", description="Says hello")
async def hello(interaction: discord.Interaction, name: str) -> None:
    await interaction.response.defer(ephemeral=True)
    await interaction.edit_original_response(
        view=layout(f"Hello **{name}**", Press("Wave", "wave"), Press("Ask", "ask"))
    )


@hello.autocomplete("name")
async def names(_interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
    return [app_commands.Choice(name=f"{typed}{end}", value=f"{typed}{end}") for end in ("a", "b")]


class Trivial(discord.Client):
    def __init__(self, **intents: bool) -> None:
        wanted = discord.Intents(guilds=True, **intents)
        super().__init__(intents=wanted, max_messages=None, guild_ready_timeout=0.05)
        self.heard: list[discord.Message] = []
        self.tree = app_commands.CommandTree(self)
        self.tree.add_command(hello)
        self.add_dynamic_items(Press)

    async def setup_hook(self) -> None:
        await self.tree.sync()

    async def on_message(self, message: discord.Message) -> None:
        self.heard.append(message)
        if message.content == "ping":
            await message.channel.send("pong")

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Discord asks for five seconds between identifies; the local one does not."""


@contextmanager
def pointed_at(local: LocalDiscord) -> Iterator[None]:
    """Where discord.py keeps its addresses: attributes of two classes."""
    before = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = local.api_url, yarl.URL(local.gateway_url)
    try:
        yield
    finally:
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = before


@asynccontextmanager
async def trivial_bot(**intents: bool) -> AsyncIterator[tuple[LocalDiscord, Trivial]]:
    """A local Discord with a connected bot, closed in the right order; `intents` are those beside servers."""
    async with LocalDiscord(privileged=frozenset(intents)) as local:
        with pointed_at(local):
            async with Trivial(**intents) as client:
                running = asyncio.create_task(client.start(local.bot_token))
                await local.declared()
                yield local, client
                await client.close()
                await running
