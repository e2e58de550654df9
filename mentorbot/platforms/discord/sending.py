"""Direct messages over plain REST.

discord.py sleeps through a 429 and repeats a 5xx up to five times inside one call; a delivery needs the first answer,
because the outbox decides what comes next.
"""

import json
from collections import OrderedDict
from types import TracebackType
from typing import Final, Self

import aiohttp

from mentorbot.chat.ids import UserId
from mentorbot.chat.platform import Outcome, Parcel, Undeliverable, Unknown, Unreachable
from mentorbot.platforms.discord.limits import NONCE
from mentorbot.platforms.discord.outcomes import UNKNOWN_CHANNEL, Answer, posted, refused
from mentorbot.platforms.discord.render import message_body

_AGENT: Final = "DiscordBot (https://example.org/mentorbot, 0.1)"
"""Discord refuses other forms of it."""
_CHANNELS: Final = 10_000


class Post:
    """One HTTP session, and the channels of the direct messages that are open."""

    def __init__(self, *, api_url: str, token: str, seconds: float) -> None:
        self._api = api_url.rstrip("/")
        self._channels: OrderedDict[UserId, str] = OrderedDict()
        self._session = aiohttp.ClientSession(
            headers={"Authorization": f"Bot {token}", "User-Agent": _AGENT},
            timeout=aiohttp.ClientTimeout(total=seconds),
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._session.close()

    async def deliver(self, parcel: Parcel) -> Outcome:
        """Open the person's direct messages if need be, and post; tries once."""
        if not parcel.user.isdigit():
            return Undeliverable(f"{parcel.user} is no Discord id")
        channel = await self._channel(parcel.user)
        if not isinstance(channel, str):
            return channel
        body = message_body(parcel.reply) | {"nonce": parcel.key[:NONCE], "enforce_nonce": True}
        try:
            answer = await self._ask(f"/channels/{channel}/messages", body)
        except aiohttp.ClientConnectorError as error:
            return Unreachable(f"Discord cannot be reached: {error}")
        except (aiohttp.ClientError, TimeoutError) as error:
            return Unknown(f"the connection broke before Discord answered: {type(error).__name__}")
        if answer.code == UNKNOWN_CHANNEL:
            self._channels.pop(parcel.user, None)
        return posted(answer)

    async def _channel(self, user: UserId) -> str | Outcome:
        """Where the person reads direct messages; nothing is sent yet, so whatever fails can be tried again."""
        known = self._channels.get(user)
        if known is not None:
            return known
        try:
            answer = await self._ask("/users/@me/channels", {"recipient_id": user})
        except (aiohttp.ClientError, TimeoutError) as error:
            return Unreachable(f"Discord cannot be reached: {type(error).__name__}")
        if not answer.ok:
            return refused(answer)
        self._channels[user] = answer.id
        if len(self._channels) > _CHANNELS:
            self._channels.popitem(last=False)
        return answer.id

    async def _ask(self, path: str, body: dict[str, object]) -> Answer:
        async with self._session.post(self._api + path, json=body) as response:
            text = await response.text()
        return Answer(response.status, _object(text))


def _object(text: str) -> dict[str, object]:
    """A JSON object; a proxy's page of HTML is none."""
    try:
        read: object = json.loads(text)
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}
