"""One gesture and its answer: acknowledged first, then worked on, then shown."""

import logging
import secrets
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final, TypeAlias

import discord

from mentorbot.chat.call import Call
from mentorbot.chat.command import Command
from mentorbot.chat.invocation import Gesture, Invocation
from mentorbot.chat.platform import Conversation
from mentorbot.chat.reply import Choice, Form, Reply, reply, say
from mentorbot.platforms.discord.apologies import broken
from mentorbot.platforms.discord.carry import Carrier
from mentorbot.platforms.discord.forms import FORM_MARK, modal
from mentorbot.platforms.discord.inbound import (
    button_invocation,
    command_invocation,
    custom_id,
    form_invocation,
)
from mentorbot.platforms.discord.marks import mark_in
from mentorbot.platforms.discord.render import NOBODY, attachments, render
from mentorbot.platforms.discord.strangers import Strangers
from mentorbot.platforms.discord.under_way import UnderWay

if TYPE_CHECKING:
    from mentorbot.platforms.discord.client import MentorClient

_Interaction: TypeAlias = "discord.Interaction[MentorClient]"
_TOO_LATE: Final = {10062, 40060}
"""Unknown interaction, or acknowledged already: three seconds went by."""

log = logging.getLogger(__name__)


class Talk:
    """The conversation on Discord's terms."""

    def __init__(self, conversation: Conversation, strangers: Strangers, under_way: UnderWay) -> None:
        self._conversation = conversation
        self._strangers = strangers
        self._carrier = Carrier()
        self._under_way = under_way

    async def typed(self, interaction: _Interaction) -> None:
        """A slash command."""
        await self._take(interaction, command_invocation(interaction))

    async def pressed(self, interaction: _Interaction, call: Call) -> None:
        """A button."""
        await self._take(interaction, button_invocation(interaction, call))

    async def submitted(self, interaction: _Interaction) -> None:
        """A modal of ours."""
        call = self._carrier.unpack(custom_id(interaction).removeprefix(FORM_MARK))
        if call is None:
            async with self._acknowledging(interaction):
                await self._say(interaction, _FORGOTTEN, private=True)
            return
        await self._take(interaction, form_invocation(interaction, call))

    async def completed(self, interaction: _Interaction, option: str, typed: str) -> Sequence[Choice]:
        """Suggestions for an option that is being typed."""
        return await self._conversation.complete(command_invocation(interaction), option, typed)

    async def _take(self, interaction: _Interaction, taken: Invocation) -> None:
        command = self._conversation.command_of(taken)
        private = command is None or command.private
        async with self._acknowledging(interaction):
            # Discord takes no modal after any other response, and what it shows for three seconds is "thinking".
            if self._conversation.opens_form(taken) and taken.gesture is not Gesture.FORM:
                await self._ask(interaction, await self._conversation.form(taken), private=private)
                await self._strangers.meet(taken.caller.user)
                return
            in_place = _in_place(interaction, command)
            if in_place:
                await interaction.response.defer()
            else:
                await interaction.response.defer(ephemeral=private, thinking=True)
            await self._strangers.meet(taken.caller.user)
            answer = await self._conversation.answer(taken)
            view = render(answer, mark=_mark(interaction) if in_place else None)
            # All that it holds: what an answer in place does not name is taken away.
            files = [each.upload for each in attachments(answer)]
            await interaction.edit_original_response(view=view, attachments=files, allowed_mentions=NOBODY)

    async def _ask(self, interaction: _Interaction, asked: Form | Reply, *, private: bool) -> None:
        if isinstance(asked, Form):
            await interaction.response.send_modal(modal(asked, self._carrier))
        else:
            await self._say(interaction, asked, private=private)

    async def _say(self, interaction: _Interaction, said: Reply, *, private: bool) -> None:
        files = [each.upload for each in attachments(said)]
        await interaction.response.send_message(
            view=render(said), files=files, ephemeral=private, allowed_mentions=NOBODY
        )

    @asynccontextmanager
    async def _acknowledging(self, interaction: _Interaction) -> AsyncIterator[None]:
        """Count the exchange as under way; what Discord gave up on is not carried out, what breaks is said."""
        with self._under_way.counted():
            try:
                yield
            except Exception as error:
                if _gave_up(error) and not interaction.response.is_done():
                    log.warning("Discord gave up on an interaction before it was acknowledged")
                    return
                reference = secrets.token_hex(2)
                log.exception("broken %s on Discord", reference)
                await self._apologise(interaction, broken(reference))

    async def _apologise(self, interaction: _Interaction, apology: Reply) -> None:
        if not interaction.response.is_done():
            await self._say(interaction, apology, private=True)
            return
        await interaction.followup.send(view=render(apology), ephemeral=True, allowed_mentions=NOBODY)


def _in_place(interaction: _Interaction, command: Command | None) -> bool:
    return command is not None and command.in_place and interaction.message is not None


def _mark(interaction: _Interaction) -> int | None:
    """What the message bears that is answered in place; it stays known as the delivery that it was."""
    components = interaction.message.components if interaction.message else []
    return mark_in(getattr(components[0], "id", None)) if components else None


def _gave_up(error: Exception) -> bool:
    return isinstance(error, discord.HTTPException) and error.code in _TOO_LATE


_FORGOTTEN: Final = reply(
    say(
        "I was restarted while that form was open, and it was too long to carry. Nothing was changed; please run the "
        "command again."
    )
)
