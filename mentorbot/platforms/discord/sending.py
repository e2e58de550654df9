"""Direct messages: opened, then posted, once; and looked for when nobody knows whether they arrived."""

from datetime import datetime

from mentorbot.chat.platform import Evidence, Outcome, Parcel, Undeliverable
from mentorbot.platforms.discord.limits import NONCE
from mentorbot.platforms.discord.marks import mark_of
from mentorbot.platforms.discord.openings import Openings
from mentorbot.platforms.discord.outcomes import UNKNOWN_CHANNEL, Answer, posted
from mentorbot.platforms.discord.render import attachments, message_body
from mentorbot.platforms.discord.rest import Rest
from mentorbot.platforms.discord.seeking import seek


class Post:
    """The bot's direct messages."""

    def __init__(self, rest: Rest, openings: Openings) -> None:
        self._rest = rest
        self._openings = openings

    async def deliver(self, parcel: Parcel) -> Outcome:
        """Open the person's direct messages if need be, and post; tries once.

        The nonce is the same at every try, and Discord answers a second post of it within some minutes with the first
        message: a try that follows soon on one that arrived after all doubles nothing.
        """
        if not parcel.user.isdigit():
            return _no_id(parcel)
        channel = await self._openings.to_write(parcel.user)
        if not isinstance(channel, str):
            return channel
        marked = message_body(parcel.reply, mark=mark_of(parcel.key))
        body = marked | {"nonce": parcel.key[:NONCE], "enforce_nonce": True}
        files = attachments(parcel.reply)
        answer = await self._rest.post(f"/channels/{channel}/messages", body, parcel.goes, files=files)
        if not isinstance(answer, Answer):
            return answer
        if answer.code == UNKNOWN_CHANNEL:
            await self._openings.forget(parcel.user)
        return posted(answer)

    async def find(self, parcel: Parcel, since: datetime) -> Evidence:
        """What the history of the person's direct messages says about a message first tried at `since` (UTC)."""
        if not parcel.user.isdigit():
            return _no_id(parcel)
        channel = await self._openings.to_read(parcel.user)
        return await seek(self._rest, channel, parcel, since) if isinstance(channel, str) else channel


def _no_id(parcel: Parcel) -> Undeliverable:
    return Undeliverable(f"{parcel.user} is no Discord id")
