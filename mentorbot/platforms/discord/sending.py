"""Direct messages: opened, then posted, once; and looked for when nobody knows whether they arrived."""

from collections import OrderedDict
from datetime import datetime
from typing import Final

from mentorbot.chat.ids import UserId
from mentorbot.chat.platform import Evidence, Outcome, Parcel, Undeliverable, Unknown, Unreachable
from mentorbot.platforms.discord.limits import NONCE
from mentorbot.platforms.discord.marks import mark_of
from mentorbot.platforms.discord.outcomes import NOT_DISCORD, UNKNOWN_CHANNEL, Answer, posted, refused
from mentorbot.platforms.discord.render import message_body
from mentorbot.platforms.discord.rest import Rest
from mentorbot.platforms.discord.seeking import seek

_CHANNELS: Final = 10_000


class Post:
    """The bot's direct messages; it remembers the channels of those that it opened last."""

    def __init__(self, rest: Rest) -> None:
        self._rest = rest
        self._channels: OrderedDict[UserId, str] = OrderedDict()

    async def deliver(self, parcel: Parcel) -> Outcome:
        """Open the person's direct messages if need be, and post; tries once.

        The nonce is the same at every try, and Discord answers a second post of it within some minutes with the first
        message: a try that follows soon on one that arrived after all doubles nothing.
        """
        if not parcel.user.isdigit():
            return _no_id(parcel.user)
        channel = await self._channel(parcel.user)
        if not isinstance(channel, str):
            return channel
        marked = message_body(parcel.reply, mark=mark_of(parcel.key))
        body = marked | {"nonce": parcel.key[:NONCE], "enforce_nonce": True}
        answer = await self._rest.post(f"/channels/{channel}/messages", body, parcel.goes)
        if not isinstance(answer, Answer):
            return answer
        if answer.code == UNKNOWN_CHANNEL:
            self._channels.pop(parcel.user, None)
        return posted(answer)

    async def find(self, parcel: Parcel, since: datetime) -> Evidence:
        """What the history of the person's direct messages says about a message first tried at `since` (UTC)."""
        if not parcel.user.isdigit():
            return _no_id(parcel.user)
        channel = await self._channel(parcel.user)
        if not isinstance(channel, str):
            return channel
        return await seek(self._rest, channel, parcel, since)

    async def _channel(self, user: UserId) -> str | Outcome:
        """Where the person reads direct messages; nothing is sent yet, so whatever fails can be tried again."""
        known = self._channels.get(user)
        if known is not None:
            return known
        answer = await self._rest.post("/users/@me/channels", {"recipient_id": user})
        if isinstance(answer, Unknown):
            return Unreachable(answer.reason)
        if not isinstance(answer, Answer):
            return answer
        if not answer.ok:
            return refused(answer)
        if not answer.id:
            return Unreachable(NOT_DISCORD)
        self._channels[user] = answer.id
        if len(self._channels) > _CHANNELS:
            self._channels.popitem(last=False)
        return answer.id


def _no_id(user: UserId) -> Undeliverable:
    return Undeliverable(f"{user} is no Discord id")
