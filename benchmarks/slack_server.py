"""A Slack that takes every message at once, as fast as Python can: a process of its own, so that it counts for nobody.

`python benchmarks/slack_server.py 50 ws://…` answers each call after 50 ms, and names that address for Socket Mode
(with none, the bot sends and hears nothing). It prints its own address. `/taken` gives the instants (monotonic, in
seconds) at which posts came in; `/refuse?seconds=5` answers the next post with a Retry-After.
"""

import asyncio
import json
import sys
from time import monotonic
from typing import Any

_MEMBERS = 10_000
"""Of the workspace: U1, U2 and so on."""


class Books:
    """What all connections share."""

    def __init__(self, delay: float, socket: str) -> None:
        self.delay = delay
        self.socket = socket
        self.taken: list[float] = []
        self.refuse_for = 0


class Slack(asyncio.Protocol):
    """One connection: requests with a length, answers in their order."""

    def __init__(self, books: Books) -> None:
        self._books = books
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
        refused, body = _reply(target, self._books)
        text = json.dumps(body).encode()
        status = f"429 Too Many Requests\r\nRetry-After: {refused}" if refused else "200 OK"
        head = f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {len(text)}\r\n\r\n".encode()
        if self._books.delay:
            asyncio.get_running_loop().call_later(self._books.delay, self._write, head + text)
        else:
            self._write(head + text)

    def _write(self, answer: bytes) -> None:
        if not self._transport.is_closing():
            self._transport.write(answer)


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        if line.lower().startswith(b"content-length:"):
            return int(line.split(b":")[1])
    return 0


def _reply(target: str, books: Books) -> tuple[int, object]:
    """The seconds of a Retry-After, and the answer."""
    path, _, query = target.partition("?")
    method = path.rpartition("/")[2]
    if method == "chat.postMessage":
        books.taken.append(monotonic())
        refused, books.refuse_for = books.refuse_for, 0
        return refused, {"ok": not refused, "channel": "D1", "ts": f"{len(books.taken)}.0", "message": {}}
    if method == "refuse":
        books.refuse_for = int(_asked(query, "seconds"))
    return 0, books.taken if method == "taken" else {"ok": True} | _answer_to(method, query, books)


def _answer_to(method: str, query: str, books: Books) -> dict[str, Any]:
    match method:
        case "users.list":
            first, many = int(_asked(query, "cursor") or 1), int(_asked(query, "limit") or 1_000)
            found = [_user(f"U{number}") for number in range(first, first + many)]
            more = str(first + many) if first + many <= _MEMBERS else ""
            return {"members": found, "response_metadata": {"next_cursor": more}}
        case "users.info":
            return {"user": _user(_asked(query, "user"))}
        case "auth.test":
            return {"team_id": "W1", "team": "Benchmark", "user_id": "U0BOT", "bot_id": "B0BOT"}
        case "apps.connections.open":
            return {"url": books.socket} if books.socket else {"ok": False, "error": "internal_error"}
        case _:
            return {}


def _asked(query: str, name: str) -> str:
    return next((each.partition("=")[2] for each in query.split("&") if each.startswith(f"{name}=")), "")


def _user(user: str) -> dict[str, Any]:
    return {"id": user, "name": user, "tz": "Europe/Berlin", "deleted": False, "is_bot": False, "profile": {}}


async def _serve(delay: float, socket: str) -> None:
    books = Books(delay, socket)
    server = await asyncio.get_running_loop().create_server(lambda: Slack(books), "127.0.0.1", 0)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/api/", flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve(float(sys.argv[1]) / 1000, sys.argv[2] if len(sys.argv) > 2 else ""))
