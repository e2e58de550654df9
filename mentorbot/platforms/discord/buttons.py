"""Buttons that carry a call in their custom_id, so that they work whichever process sent them."""

import re
from typing import TYPE_CHECKING, Final, Self, cast

import discord
from discord import ui

from mentorbot.chat.blocks import Button, Tone
from mentorbot.platforms.discord.carry import read_call
from mentorbot.platforms.discord.limits import BUTTON_LABEL

if TYPE_CHECKING:
    from mentorbot.platforms.discord.client import MentorClient

MARKS: Final = "abcdefghijklmnopqrstuvwxyz"
"""The letter before a call: Discord refuses the same custom_id twice in a message, so an equal call takes the next."""
_STYLES: Final = {
    Tone.PRIMARY: discord.ButtonStyle.primary,
    Tone.PLAIN: discord.ButtonStyle.secondary,
    Tone.DANGER: discord.ButtonStyle.danger,
}


class CallButton(ui.DynamicItem[ui.Button[ui.LayoutView]], template=re.compile(r"[a-z]:(?P<call>.+)", re.DOTALL)):
    """discord.py makes one from the custom_id of any button that is pressed, also of an earlier process."""

    @classmethod
    def of(cls, button: Button, mark: str) -> Self:
        return cls(
            ui.Button(
                label=button.label[:BUTTON_LABEL],
                custom_id=f"{mark}:{button.call}",
                style=_STYLES[button.tone],
            )
        )

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction, item: ui.Item[ui.LayoutView], _match: re.Match[str], /
    ) -> Self:
        assert isinstance(item, ui.Button)  # noqa: S101 - the template is that of buttons only
        return cls(item)

    async def callback(self, interaction: discord.Interaction) -> None:
        pressed = cast("discord.Interaction[MentorClient]", interaction)
        await pressed.client.talk.pressed(pressed, read_call(self.custom_id[2:]))
