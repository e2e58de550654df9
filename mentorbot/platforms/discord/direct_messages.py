"""What people write to the bot directly: answered, once.

Discord takes no acknowledgement of a message. One that comes twice, after a resume or to two processes during a
take-over, is known by its receipt.
"""

import logging
import secrets

import discord

from mentorbot.chat.invocation import Invocation
from mentorbot.chat.platform import Conversation, Receipts
from mentorbot.chat.reply import Reply
from mentorbot.chat.sentences import form_offered
from mentorbot.platforms.discord.answers import Answers
from mentorbot.platforms.discord.apologies import broken
from mentorbot.platforms.discord.inbound import message_invocation, readable
from mentorbot.platforms.discord.strangers import Strangers
from mentorbot.platforms.discord.under_way import UnderWay

log = logging.getLogger(__name__)


class DirectMessages:
    """The sentences that are for the bot."""

    def __init__(
        self,
        *,
        conversation: Conversation,
        receipts: Receipts,
        strangers: Strangers,
        answers: Answers,
        under_way: UnderWay,
    ) -> None:
        self._conversation = conversation
        self._receipts = receipts
        self._strangers = strangers
        self._answers = answers
        self._under_way = under_way

    async def take(self, message: discord.Message) -> None:
        """Answer what somebody wrote to the bot, once on all processes together; let go of anything else."""
        written = message_invocation(message, self._conversation.groups)
        if written is None:
            return
        with self._under_way.counted():
            if await self._is_new(message):
                await self._take(readable(written, self._conversation.command_of(written), message.mentions), message)

    async def _is_new(self, message: discord.Message) -> bool:
        """Whether nobody took it yet. Where that cannot be known it is taken: two answers are better than none."""
        try:
            return await self._receipts.first_time(str(message.id))
        except Exception:  # whatever keeps the database away, the person wrote to us
            log.exception("nobody can tell whether message %s came before", message.id)
            return True

    async def _take(self, written: Invocation, message: discord.Message) -> None:
        try:
            await self._strangers.meet(written.caller.user)
            await self._answers.say(await self._answer(written), message)
        except Exception:  # a bug of ours must not leave the person without a word
            reference = secrets.token_hex(2)
            log.exception("broken %s: /%s %s on Discord", reference, written.call.group, written.call.word)
            await self._answers.say(broken(reference), message)

    async def _answer(self, written: Invocation) -> Reply:
        """A message can open no form; it says at once where there is nothing to ask for."""
        if not self._conversation.opens_form(written):
            return await self._conversation.answer(written)
        asked = await self._conversation.form(written)
        return asked if isinstance(asked, Reply) else form_offered(written.call)
