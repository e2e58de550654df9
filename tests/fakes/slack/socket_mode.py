"""Socket Mode: WebSocket connections, envelopes, and their acknowledgements."""

import asyncio
import json
import random
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

from aiohttp import WSMsgType, web

from tests.fakes.slack.wire import Json
from tests.fakes.slack.workspace import APP_ID


@dataclass(slots=True, kw_only=True, eq=False)
class Envelope:
    """One payload on its way to the app, and when it was acknowledged."""

    id: str
    kind: str
    payload: Json
    sent_at: float
    acked_at: float | None = None
    ack_payload: Json = field(default_factory=dict)
    acks: int = 0
    acked: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass(slots=True)
class SocketMode:
    """The open connections; each envelope goes to one of them."""

    on_ack: Callable[[Envelope], None]
    tickets: set[str] = field(default_factory=set)
    sockets: list[web.WebSocketResponse] = field(default_factory=list)
    envelopes: dict[str, Envelope] = field(default_factory=dict)
    connected: asyncio.Event = field(default_factory=asyncio.Event)
    connections_seen: int = 0

    def ticket(self) -> str:
        """The right to open one connection."""
        ticket = secrets.token_hex(8)
        self.tickets.add(ticket)
        return ticket

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """One connection, from hello to its end."""
        ticket = request.query.get("ticket", "")
        if ticket not in self.tickets:
            return web.Response(status=404)
        self.tickets.remove(ticket)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.sockets.append(socket)
        self.connections_seen += 1
        await socket.send_str(json.dumps(self._hello()))
        self.connected.set()
        try:
            await self._listen(socket)
        finally:
            self._forget(socket)
        return socket

    async def send(self, envelope: Envelope, **more: object) -> None:
        """Deliver over one of the connections, as soon as there is one."""
        self.envelopes[envelope.id] = envelope
        await self.connected.wait()
        body = {
            "envelope_id": envelope.id,
            "type": envelope.kind,
            "payload": envelope.payload,
            "accepts_response_payload": envelope.kind != "events_api",
            **more,
        }
        await random.choice(self.sockets).send_str(json.dumps(body))  # noqa: S311 - not for secrets

    async def refresh(self) -> None:
        """Ask the app to renew its connections, as Slack does every few hours."""
        for socket in list(self.sockets):
            self._forget(socket)
            await socket.send_str(json.dumps({"type": "disconnect", "reason": "refresh_requested", "debug_info": {}}))

    async def drop(self) -> None:
        """Close every connection without a word."""
        for socket in list(self.sockets):
            self._forget(socket)
            await socket.close()

    def _forget(self, socket: web.WebSocketResponse) -> None:
        if socket in self.sockets:
            self.sockets.remove(socket)
        if not self.sockets:
            self.connected.clear()

    async def _listen(self, socket: web.WebSocketResponse) -> None:
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                self._acknowledge(json.loads(message.data))

    def _acknowledge(self, body: Json) -> None:
        envelope = self.envelopes.get(body.get("envelope_id", ""))
        if envelope is None:
            return
        envelope.acks += 1
        envelope.ack_payload = body.get("payload") or {}
        self.on_ack(envelope)
        envelope.acked.set()

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self.sockets),
            "debug_info": {"host": "local", "build_number": 1, "approximate_connection_time": 18060},
            "connection_info": {"app_id": APP_ID},
        }
