"""The connection to Discord, asking for as little as it can."""

import discord

from mentorbot.chat.platform import Conversation, Notes, Receipts
from mentorbot.platforms.discord.answers import Answers
from mentorbot.platforms.discord.buttons import CallButton
from mentorbot.platforms.discord.direct_messages import DirectMessages
from mentorbot.platforms.discord.forms import FORM_MARK
from mentorbot.platforms.discord.inbound import custom_id
from mentorbot.platforms.discord.render import NOBODY
from mentorbot.platforms.discord.rest import Rest
from mentorbot.platforms.discord.shards import Shard
from mentorbot.platforms.discord.strangers import Strangers
from mentorbot.platforms.discord.sync import sync
from mentorbot.platforms.discord.talk import Talk
from mentorbot.platforms.discord.tree import Tree
from mentorbot.platforms.discord.under_way import UnderWay


class MentorClient(discord.Client):
    """No messages of servers, no members, no caches: everything needed comes with each gesture or by REST.

    What is in a direct message to the bot, Discord tells without the intent for message content.
    """

    def __init__(
        self,
        *,
        conversation: Conversation,
        notes: Notes,
        receipts: Receipts,
        strangers: Strangers,
        rest: Rest,
        shard: Shard,
    ) -> None:
        # It would warn that two libraries are missing, which only voice needs.
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
        super().__init__(
            intents=discord.Intents(guilds=True, dm_messages=True),
            shard_id=shard.number,
            shard_count=shard.count,
            allowed_mentions=NOBODY,
            chunk_guilds_at_startup=False,
            # Nothing waits for on_ready; without this a close soon after the start would leave its timer behind.
            guild_ready_timeout=0,
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
        )
        self._under_way = UnderWay()
        self.talk = Talk(conversation, strangers, self._under_way)
        self._direct_messages = DirectMessages(
            conversation=conversation,
            receipts=receipts,
            strangers=strangers,
            answers=Answers(rest),
            under_way=self._under_way,
        )
        self._notes = notes
        self.tree = Tree(self)
        self.tree.declare(conversation.groups)
        self.add_dynamic_items(CallButton)

    async def setup_hook(self) -> None:
        if self.shard_id == 0:
            await sync(self.tree, self._notes)

    async def on_interaction(self, interaction: "discord.Interaction[MentorClient]") -> None:
        """Modals only: discord.py itself leads commands to the tree and buttons to `CallButton`."""
        if interaction.type is discord.InteractionType.modal_submit and custom_id(interaction).startswith(FORM_MARK):
            await self.talk.submitted(interaction)

    async def on_message(self, message: discord.Message) -> None:
        await self._direct_messages.take(message)

    async def close(self) -> None:
        await self._under_way.end()
        await super().close()
