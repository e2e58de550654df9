"""Opens people's direct messages: one at a time, no faster than Discord's own count says, and once per person."""

import asyncio
from collections import OrderedDict
from hashlib import sha256
from typing import Final

from mentorbot.chat.ids import UserId
from mentorbot.chat.platform import Later, Notes, Outcome, Unknown, Unreachable
from mentorbot.platforms.discord.outcomes import NOT_DISCORD, Answer, refused
from mentorbot.platforms.discord.rest import Rest
from mentorbot.platforms.discord.strangers import Strangers

_KEPT: Final = 10_000
_PATIENCE: Final = 2.0
_TOO_MANY: Final = "Discord lets me open only so many direct messages at a time"


class Openings:
    """The channels of direct messages; a channel is the same for ever, so it is noted and not asked for again.

    Opening counts like any request, and has a lower limit of its own, which only the headers of the answers tell.
    """

    def __init__(self, rest: Rest, notes: Notes, strangers: Strangers, token: str) -> None:
        self._rest = rest
        self._strangers = strangers
        self._notes = notes
        # The part of a token before its first dot is the bot's id: another bot has other channels.
        self._bot = sha256(token.partition(".")[0].encode()).hexdigest()[:8]
        self._known: OrderedDict[UserId, str] = OrderedDict()
        self._one = asyncio.Lock()
        self._closed_until = 0.0

    async def to_write(self, user: UserId) -> str | Outcome:
        """Where the person reads direct messages; nothing is posted yet, so whatever fails can be tried again."""
        return await self._known_to(user) or await self._first(user, writes=True)

    async def to_read(self, user: UserId) -> str | Outcome:
        """The same for whoever only looks there."""
        return await self._known_to(user) or await self._first(user, writes=False)

    async def _known_to(self, user: UserId) -> str | None:
        known = self._known.get(user) or await self._notes.get(self._name(user))
        return self._keep(user, known) if known else None

    async def _first(self, user: UserId, *, writes: bool) -> str | Outcome:
        async with self._one:
            answer = await self._open(user)
            if isinstance(answer, Unknown):
                return Unreachable(answer.reason)
            if not isinstance(answer, Answer):
                return answer
            if not answer.ok:
                return refused(answer)
            if not answer.id:
                return Unreachable(NOT_DISCORD)
            if _never_used(answer):
                if not writes:
                    return answer.id
                if no := await self._strangers.admit(user):
                    return no
            await self._notes.put(self._name(user), answer.id)
            return self._keep(user, answer.id)

    async def forget(self, user: UserId) -> None:
        """Discord knows the channel no more."""
        self._known.pop(user, None)
        await self._notes.put(self._name(user), "")

    async def _open(self, user: UserId) -> Answer | Later | Unreachable | Unknown:
        clock = asyncio.get_running_loop().time
        wait = self._closed_until - clock()
        if wait > _PATIENCE:
            return Later(wait, _TOO_MANY)
        await asyncio.sleep(max(0.0, wait))
        answer = await self._rest.post("/users/@me/channels", {"recipient_id": user})
        if isinstance(answer, Answer) and answer.headers.get("X-RateLimit-Remaining") == "0":
            self._closed_until = clock() + answer.seconds("X-RateLimit-Reset-After")
        return answer

    def _keep(self, user: UserId, channel: str) -> str:
        self._known[user] = channel
        if len(self._known) > _KEPT:
            self._known.popitem(last=False)
        return channel

    def _name(self, user: UserId) -> str:
        return f"dm.{self._bot}.{user}"


def _never_used(opened: Answer) -> bool:
    """Whether nothing was ever written there: the channel is new."""
    return "last_message_id" in opened.body and opened.body["last_message_id"] is None
