"""The other end of Socket Mode: types slash commands, and hears when they are acknowledged."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count
from time import perf_counter

from aiohttp import WSMsgType, web


class Hub:
    """Any number of bots may connect; each envelope goes to the latest."""

    def __init__(self) -> None:
        self.url = ""
        self.connected = asyncio.Event()
        self._socket: web.WebSocketResponse
        self._numbers = count(1)
        self._acks: dict[str, asyncio.Future[float]] = {}

    async def types(self, command: str, text: str, *, user: str, slack: str) -> float:
        """Seconds until a slash command is acknowledged; its answer goes to `slack`."""
        number = str(next(self._numbers))
        payload = {
            "token": "t",
            "team_id": "W1",
            "team_domain": "benchmark",
            "channel_id": "C1",
            "channel_name": "general",
            "user_id": user,
            "user_name": user,
            "command": command,
            "text": text,
            "api_app_id": "A1",
            "is_enterprise_install": "false",
            "response_url": f"{slack}answer",
            "trigger_id": number,
        }
        envelope = {"envelope_id": number, "type": "slash_commands", "payload": payload}
        acked = self._acks[number] = asyncio.get_running_loop().create_future()
        started = perf_counter()
        await self._socket.send_str(json.dumps(envelope | {"accepts_response_payload": True}))
        at: float = await acked
        return at - started

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """One connection, until it closes."""
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self._socket = socket
        debug = {"host": "local", "build_number": 1, "approximate_connection_time": 18060}
        hello = {"type": "hello", "num_connections": 1, "debug_info": debug, "connection_info": {"app_id": "A1"}}
        await socket.send_str(json.dumps(hello))
        self.connected.set()
        async for message in socket:
            number = json.loads(message.data).get("envelope_id", "") if message.type is WSMsgType.TEXT else ""
            if number in self._acks:
                self._acks.pop(number).set_result(perf_counter())
        return socket


@asynccontextmanager
async def hub() -> AsyncIterator[Hub]:
    """Open on a free port until the block ends."""
    found = Hub()
    app = web.Application()
    app.router.add_get("/link", found.serve)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        host, port = runner.addresses[0][:2]
        found.url = f"ws://{host}:{port}/link"
        yield found
    finally:
        await runner.cleanup()
