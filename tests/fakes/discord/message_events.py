"""A message as the gateway tells of it, and which intent lets a bot hear it."""

from typing import Final

from tests.fakes.discord.check_message import EPHEMERAL
from tests.fakes.discord.errors import Json
from tests.fakes.discord.world import Channel, World

GUILD_MESSAGES: Final = 1 << 9
DIRECT_MESSAGES: Final = 1 << 12
MESSAGE_CONTENT: Final = 1 << 15
_CONTENT: Final = ("attachments", "components", "embeds")


def intent_for(message: Json, channel: Channel) -> int:
    """A private answer in a server goes to its reader directly, and so belongs to the direct messages."""
    return DIRECT_MESSAGES if _direct(message, channel) else GUILD_MESSAGES


def message_event(message: Json, channel: Channel, world: World, intents: int) -> Json:
    """The data of MESSAGE_CREATE and MESSAGE_UPDATE."""
    left_out = {"allowed_mentions"} | ({"nonce"} if message["nonce"] is None else set())
    told = {name: each for name, each in message.items() if name not in left_out}
    told["channel_type"] = 1 if channel.recipient is not None else 0
    if _direct(message, channel):
        return told
    author = world.guild(channel.guild or "").members[message["author"]["id"]].json()
    told |= {"guild_id": channel.guild, "member": {name: each for name, each in author.items() if name != "user"}}
    return told if intents & MESSAGE_CONTENT or _is_for(world.bot.id, message) else told | _blank()


def _direct(message: Json, channel: Channel) -> bool:
    return channel.recipient is not None or bool(message["flags"] & EPHEMERAL)


def _is_for(bot: str, message: Json) -> bool:
    """Whether it is the bot's, or mentions it: what is in those it may always read."""
    return bot in {message["author"]["id"], *(each["id"] for each in message["mentions"])}


def _blank() -> Json:
    return {"content": "", **{name: [] for name in _CONTENT}}
