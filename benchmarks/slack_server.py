"""A Slack that takes every message at once, as fast as Python can: a process of its own, so that it counts for nobody.

`python benchmarks/slack_server.py 50` answers each call after 50 ms; it prints its address, and counts what it took at
`/taken`.
"""

import asyncio
import json
import sys
from itertools import count
from typing import Any

_TAKEN = count(1)
_MEMBERS = 1_000


class Slack(asyncio.Protocol):
    """One connection: requests with a length, answers in their order."""

    def __init__(self, delay: float) -> None:
        self._delay = delay
        self._buffer = b""
        self._transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while (end := self._buffer.find(b"\r\n\r\n")) >= 0:
            head = self._buffer[:end]
            length = _length(head)
            if len(self._buffer) < end + 4 + length:
                return
            self._buffer = self._buffer[end + 4 + length :]
            self._answer(head.split(b" ", 2)[1].decode())

    def _answer(self, target: str) -> None:
        body = json.dumps(_reply(target)).encode()
        head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n".encode()
        if self._delay:
            asyncio.get_running_loop().call_later(self._delay, self._write, head + body)
        else:
            self._write(head + body)

    def _write(self, answer: bytes) -> None:
        if not self._transport.is_closing():
            self._transport.write(answer)


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        if line.lower().startswith(b"content-length:"):
            return int(line.split(b":")[1])
    return 0


def _reply(target: str) -> dict[str, Any]:
    path, _, query = target.partition("?")
    match path.rpartition("/")[2]:
        case "chat.postMessage":
            return {"ok": True, "channel": "D1", "ts": f"{next(_TAKEN)}.0", "message": {}}
        case "users.list":
            cursor = next((int(each[7:]) for each in query.split("&") if each.startswith("cursor=")), 1)
            found = [_user(f"U{number:08}") for number in range(cursor, cursor + _MEMBERS)]
            return {"ok": True, "members": found, "response_metadata": {"next_cursor": str(cursor + _MEMBERS)}}
        case "users.info":
            return {"ok": True, "user": _user(next(each[5:] for each in query.split("&") if each.startswith("user=")))}
        case "auth.test":
            return {"ok": True, "team_id": "W1", "team": "Benchmark", "user_id": "U0BOT"}
        case _:
            return {"ok": True}


def _user(user: str) -> dict[str, Any]:
    return {"id": user, "name": user, "tz": "Europe/Berlin", "deleted": False, "is_bot": False, "profile": {}}


async def _serve(delay: float) -> None:
    server = await asyncio.get_running_loop().create_server(lambda: Slack(delay), "127.0.0.1", 0)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/api/", flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve(float(sys.argv[1]) / 1000))
