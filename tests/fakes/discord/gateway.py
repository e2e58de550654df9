"""The gateway: hello, identify, heartbeats, events, and sessions that can be resumed."""

import asyncio
import contextlib
import json
import secrets
from dataclasses import dataclass, field
from typing import Final

from aiohttp import WSMsgType, web

from tests.fakes.discord.errors import Json
from tests.fakes.discord.message_events import intent_for, message_event
from tests.fakes.discord.wire import answer
from tests.fakes.discord.world import Channel, World

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, INVALID, HELLO, ACK = 0, 1, 2, 6, 9, 10, 11
BAD_TOKEN, BAD_SEQUENCE, BAD_INTENTS = 4004, 4007, 4014
_PRIVILEGED: Final = {"members": 1 << 1, "presences": 1 << 8, "message_content": 1 << 15}
_HEARTBEAT_MS: Final = 41_250


@dataclass(slots=True)
class Session:
    """What one identify began; it lives on while its connection is down."""

    intents: int
    shard: tuple[int, int] = (0, 1)
    """Its number, and how many there are."""
    id: str = field(default_factory=lambda: secrets.token_hex(16))
    events: list[Json] = field(default_factory=list)
    socket: web.WebSocketResponse | None = None

    def hears(self, guild: str | None) -> bool:
        """Whether a server is of this shard; what belongs to none is of the first."""
        number, count = self.shard
        return (int(guild or 0) >> 22) % count == number


class Gateway:
    def __init__(self, world: World, token: str, *, privileged: frozenset[str]) -> None:
        self._world = world
        self._token = token
        self._forbidden = sum(bit for name, bit in _PRIVILEGED.items() if name not in privileged)
        self._sessions: dict[str, Session] = {}
        self._sockets: set[web.WebSocketResponse] = set()
        self._connected = asyncio.Event()
        self.url = ""
        self.shards = 1
        """What is recommended."""
        self.identified = 0
        self.resumed = 0
        self.most_at_once = 0
        """The most sessions of one shard that were connected at the same time."""

    @property
    def sessions(self) -> list[Session]:
        """Oldest first."""
        return list(self._sessions.values())

    @property
    def connected(self) -> int:
        return sum(each.socket is not None for each in self._sessions.values())

    @property
    def intents(self) -> int:
        """Those of the newest session."""
        return self.sessions[-1].intents

    async def ready(self) -> None:
        """Wait until a bot is connected."""
        async with asyncio.timeout(10):
            await self._connected.wait()

    async def dispatch(self, event: str, data: Json) -> None:
        """Send an event to every session; one whose connection is down gets it when it resumes."""
        for session in tuple(self._sessions.values()):
            if session.hears(data.get("guild_id")):
                await self._send_event(session, event, data)

    async def tell(self, event: str, message: Json, channel: Channel) -> None:
        """A message that is new or changed, to the sessions whose intents include it."""
        intent = intent_for(message, channel)
        for session in tuple(self._sessions.values()):
            data = message_event(message, channel, self._world, session.intents)
            if session.intents & intent and session.hears(data.get("guild_id")):
                await self._send_event(session, event, data)

    async def drop(self, code: int = 4000) -> None:
        """Close every connection; the client may resume after 4000."""
        self._connected.clear()
        for socket in tuple(self._sockets):
            await socket.close(code=code)

    def forget_sessions(self) -> None:
        """The next resume is refused, so that the client must identify anew."""
        self._sessions.clear()

    async def recommend(self, _request: web.Request) -> web.Response:
        """How a bot should connect."""
        limit = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
        return answer({"url": self.url, "shards": self.shards, "session_start_limit": limit})

    async def connect(self, request: web.Request) -> web.StreamResponse:
        """One connection, from hello to close."""
        # What a frozen bot does not read waits here, and keeps nobody else waiting.
        socket = web.WebSocketResponse(writer_limit=1 << 30)
        await socket.prepare(request)
        self._sockets.add(socket)
        try:
            await socket.send_json({"op": HELLO, "d": {"heartbeat_interval": _HEARTBEAT_MS}})
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    await self._received(socket, json.loads(message.data))
        finally:
            self._sockets.discard(socket)
            self._lost(socket)
        return socket

    def _lost(self, socket: web.WebSocketResponse) -> None:
        for session in self._sessions.values():
            if session.socket is socket:
                session.socket = None
                self._connected.clear()

    async def _received(self, socket: web.WebSocketResponse, frame: Json) -> None:
        match frame["op"]:
            case 1:
                await socket.send_json({"op": ACK, "d": None})
            case 2:
                await self._identify(socket, frame["d"])
            case 6:
                await self._resume(socket, frame["d"])

    async def _identify(self, socket: web.WebSocketResponse, data: Json) -> None:
        if data["token"] != self._token:
            await socket.close(code=BAD_TOKEN)
            return
        if data["intents"] & self._forbidden:
            await socket.close(code=BAD_INTENTS)
            return
        self.identified += 1
        session = Session(intents=data["intents"], socket=socket, shard=tuple(data.get("shard") or (0, 1)))
        self._sessions[session.id] = session
        self._count(session)
        await self._send_event(session, "READY", self._ready_data(session))
        for guild in self._world.guilds.values():
            if session.hears(guild.id):
                await self._send_event(session, "GUILD_CREATE", guild.json())
        self._connected.set()

    async def _resume(self, socket: web.WebSocketResponse, data: Json) -> None:
        session = self._sessions.get(data["session_id"])
        if session is None or data["token"] != self._token:
            await socket.send_json({"op": INVALID, "d": False})
            return
        if (data["seq"] or 0) > len(session.events):
            await socket.close(code=BAD_SEQUENCE)
            return
        self.resumed += 1
        session.socket = socket
        self._count(session)
        for event in session.events[data["seq"] or 0 :]:
            await socket.send_json(event)
        await self._send_event(session, "RESUMED", {})
        self._connected.set()

    def _count(self, newest: Session) -> None:
        alike = [each for each in self._sessions.values() if each.socket is not None and each.shard == newest.shard]
        self.most_at_once = max(self.most_at_once, len(alike))

    async def _send_event(self, session: Session, event: str, data: Json) -> None:
        frame = {"op": DISPATCH, "t": event, "s": len(session.events) + 1, "d": data}
        session.events.append(frame)
        if session.socket is not None and not session.socket.closed:
            # A bot that was killed a moment ago hears nothing any more.
            with contextlib.suppress(ConnectionError):
                await session.socket.send_json(frame)

    def _ready_data(self, session: Session) -> Json:
        return {
            "v": 10, "user": self._world.bot.json() | {"verified": True, "mfa_enabled": False, "email": None},
            "guilds": [{"id": each.id, "unavailable": True} for each in self._world.guilds.values()
                       if session.hears(each.id)],
            "session_id": session.id, "resume_gateway_url": self.url, "shard": list(session.shard),
            "application": {"id": self._world.bot.id, "flags": 0},
        }  # fmt: skip
