"""Discord as a platform like the others."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Final

from mentorbot.chat.ids import ChannelId, FileId, GroupId, RoleId, UserId, WorkspaceId
from mentorbot.chat.platform import (
    Conversation,
    Evidence,
    Leases,
    NoSuchPlace,
    Notes,
    Outcome,
    Pace,
    Parcel,
    Person,
    Receipts,
    Unreachable,
)
from mentorbot.platforms.discord.addresses import redirect
from mentorbot.platforms.discord.client import MentorClient
from mentorbot.platforms.discord.files import Files
from mentorbot.platforms.discord.inbound import NAME
from mentorbot.platforms.discord.openings import Openings
from mentorbot.platforms.discord.people import NOT_CONNECTED, everybody, find_person, with_role
from mentorbot.platforms.discord.rest import Rest
from mentorbot.platforms.discord.sending import Post
from mentorbot.platforms.discord.shards import Shard, recommended, serve_all
from mentorbot.platforms.discord.strangers import Strangers
from mentorbot.platforms.discord.turnstile import REQUESTS

SEND_SECONDS: Final = 10.0
"""How long a delivery waits for Discord's answer; the outbox's lease is longer."""
LOOK_SECONDS: Final = 2.0
"""How often a process looks whether another has let go of a connection."""
PACE: Final = Pace(per_second=float(REQUESTS), shared=True)
"""In messages; where direct messages are to be opened first, the requests are what counts (`turnstile.py`)."""


class DiscordPlatform:
    """One bot on any number of servers, in any number of processes: all deliver, one is connected."""

    def __init__(
        self,
        *,
        conversation: Conversation,
        notes: Notes,
        receipts: Receipts,
        leases: Leases,
        token: str,
        api_url: str,
        gateway_url: str,
        cdn_url: str,
        send_seconds: float = SEND_SECONDS,
        look_seconds: float = LOOK_SECONDS,
        shards: int | None = None,
    ) -> None:
        """`shards` is the number of connections; None is what Discord recommends."""
        self._conversation = conversation
        self._notes = notes
        self._receipts = receipts
        self._leases = leases
        self._strangers = Strangers(notes)
        self._token = token
        self._api_url = api_url
        self._gateway_url = gateway_url
        self._files = Files(cdn_url)
        self._send_seconds = send_seconds
        self._look_seconds = look_seconds
        self._shards = shards
        self._rest: Rest | None = None
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
        async with Rest(api_url=self._api_url, token=self._token, seconds=self._send_seconds) as rest:
            openings = Openings(rest, self._notes, self._strangers, self._token)
            self._rest, self._post = rest, Post(rest, openings)
            try:
                count = self._shards or await recommended(rest)
                await serve_all(count, self._leases, partial(self._serve, rest), look_seconds=self._look_seconds)
            finally:
                self._rest = self._post = None

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

    async def people_in(self, workspace: WorkspaceId, place: ChannelId | RoleId | GroupId) -> Sequence[Person]:
        """Everybody with a role; hundreds take one request a thousand."""
        if self._rest is None:
            raise NoSuchPlace(NOT_CONNECTED)
        return await with_role(self._rest, workspace, place)

    async def everybody(self, workspace: WorkspaceId) -> Sequence[Person]:
        """The whole server, one request a thousand; Discord tells no addresses."""
        if self._rest is None:
            raise NoSuchPlace(NOT_CONNECTED)
        return await everybody(self._rest, workspace)

    async def person(self, workspace: WorkspaceId, user: UserId) -> Person | None:
        if self._rest is None:
            return None
        return await find_person(self._rest, workspace, user)

    async def read_file(self, workspace: WorkspaceId, file: FileId, limit: int) -> bytes:
        """An attachment, by its address; it is in no server, and fetched whether connected or not."""
        del workspace
        return await self._files.read(file, limit)

    async def _serve(self, rest: Rest, shard: Shard) -> None:
        async with MentorClient(
            conversation=self._conversation,
            notes=self._notes,
            receipts=self._receipts,
            strangers=self._strangers,
            rest=rest,
            shard=shard,
        ) as client:
            await client.login(self._token)
            await client.connect()
