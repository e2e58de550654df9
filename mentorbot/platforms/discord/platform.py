"""Discord as a platform like the others."""

import asyncio
import logging
from collections.abc import Sequence
from datetime import datetime
from http import HTTPStatus
from typing import Final

import aiohttp
import discord

from mentorbot.chat.ids import ChannelId, RoleId, UserId, WorkspaceId
from mentorbot.chat.platform import (
    Conversation,
    Evidence,
    NoSuchPlace,
    Notes,
    Outcome,
    Pace,
    Parcel,
    Person,
    TokenRefused,
    Unreachable,
)
from mentorbot.platforms.discord.addresses import redirect
from mentorbot.platforms.discord.client import MentorClient
from mentorbot.platforms.discord.inbound import NAME
from mentorbot.platforms.discord.openings import Openings
from mentorbot.platforms.discord.people import find_person, with_role
from mentorbot.platforms.discord.rest import Rest
from mentorbot.platforms.discord.sending import Post
from mentorbot.platforms.discord.turnstile import REQUESTS

SEND_SECONDS: Final = 10.0
"""How long a delivery waits for Discord's answer; the outbox's lease is longer."""
_OUT_OF_REACH: Final = {HTTPStatus.TOO_MANY_REQUESTS, *range(500, 600)}
"""A 429 that discord.py does not wait for comes from Cloudflare: the address is banned for a while."""
_LONGEST_WAIT: Final = 60.0
PACE: Final = Pace(per_second=float(REQUESTS), shared=True)
"""In messages; where direct messages are to be opened first, the requests are what counts (`turnstile.py`)."""
_NOT_CONNECTED: Final = "I'm not connected to Discord at the moment. Try again in a minute."

log = logging.getLogger(__name__)


class DiscordPlatform:
    """One bot on any number of servers."""

    def __init__(
        self,
        *,
        conversation: Conversation,
        notes: Notes,
        token: str,
        api_url: str,
        gateway_url: str,
        send_seconds: float = SEND_SECONDS,
    ) -> None:
        self._conversation = conversation
        self._notes = notes
        self._token = token
        self._api_url = api_url
        self._gateway_url = gateway_url
        self._send_seconds = send_seconds
        self._client: MentorClient | None = None
        self._post: Post | None = None

    @property
    def name(self) -> str:
        return NAME

    @property
    def pace(self) -> Pace:
        return PACE

    async def run(self) -> None:
        """Serve until cancelled, waiting for a Discord that is down; raises TokenRefused."""
        redirect(api_url=self._api_url, gateway_url=self._gateway_url)
        wait = 1.0
        async with Rest(api_url=self._api_url, token=self._token, seconds=self._send_seconds) as rest:
            self._post = Post(rest, Openings(rest, self._notes, self._token))
            try:
                while True:
                    await self._serve()
                    log.warning("Discord cannot be reached; trying again in %.0f seconds", wait)
                    await asyncio.sleep(wait)
                    wait = min(wait * 2, _LONGEST_WAIT)
            finally:
                self._post = None

    async def send(self, parcel: Parcel) -> Outcome:
        """Post one direct message under its key as nonce: Discord answers a repeated one with the first message."""
        if self._post is None:
            return Unreachable("Discord is not connected yet")
        return await self._post.deliver(parcel)

    async def find(self, parcel: Parcel, since: datetime) -> Evidence:
        """Whether it arrived, by the bot's own messages to that person; `seeking.py` says what is assumed."""
        if self._post is None:
            return Unreachable("Discord is not connected yet")
        return await self._post.find(parcel, since)

    async def people_in(self, workspace: WorkspaceId, place: ChannelId | RoleId) -> Sequence[Person]:
        """Everybody with a role; hundreds take one request a thousand."""
        if self._client is None:
            raise NoSuchPlace(_NOT_CONNECTED)
        return await with_role(self._client.http, workspace, place)

    async def person(self, workspace: WorkspaceId, user: UserId) -> Person | None:
        if self._client is None:
            return None
        return await find_person(self._client.http, workspace, user)

    async def _serve(self) -> None:
        """One client, from login to close; returns when Discord could not be reached."""
        try:
            async with MentorClient(self._conversation, self._notes) as client:
                await client.login(self._token)
                self._client = client
                await client.connect()
        except discord.LoginFailure as refused:
            raise TokenRefused("Discord refuses the token: check DISCORD_BOT_TOKEN") from refused
        except (OSError, aiohttp.ClientError, discord.HTTPException) as error:
            if isinstance(error, discord.HTTPException) and error.status not in _OUT_OF_REACH:
                raise
            log.debug("the connection to Discord failed", exc_info=True)
        finally:
            self._client = None
