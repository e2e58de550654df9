"""A server that speaks just enough HTTP to show what leaves the process, byte by byte, and to break off anywhere."""

import asyncio
import json
from collections.abc import Callable
from types import TracebackType
from typing import Self

Answer = Callable[[str], object]
"""The JSON that answers a method; None breaks the connection off instead."""


class BareSlack:
    """`async with BareSlack(answer) as slack:` and then `slack.url`; `arrived` has (connection, method) in order."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer
        self._server: asyncio.Server | None = None
        self._connections = 0
        self._writers: list[asyncio.StreamWriter] = []
        self.arrived: list[tuple[int, str]] = []
        self.bytes = 0
        self.url = ""

    async def __aenter__(self) -> Self:
        """Open a port."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}/api/"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close everything."""
        assert self._server is not None
        self._server.close()
        for writer in self._writers:
            writer.close()
        await self._server.wait_closed()

    def methods(self) -> list[str]:
        """What was called, in order."""
        return [method for _, method in self.arrived]

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._connections += 1
        self._writers.append(writer)
        here = self._connections
        while head := await self._head(reader):
            first, *fields = head.decode().split("\r\n")
            length = next((int(each.split(":")[1]) for each in fields if each.lower().startswith("content-length")), 0)
            self.bytes += len(head) + len(await reader.readexactly(length))
            method = first.split()[1].partition("?")[0].removeprefix("/api/")
            self.arrived.append((here, method))
            answer = self._answer(method)
            if answer is None:
                break
            body = json.dumps(answer).encode()
            fields = ["HTTP/1.1 200 OK", "Content-Type: application/json", f"Content-Length: {len(body)}"]
            writer.write("\r\n".join([*fields, "", ""]).encode() + body)
        writer.close()

    async def _head(self, reader: asyncio.StreamReader) -> bytes:
        try:
            return await reader.readuntil(b"\r\n\r\n")
        except asyncio.IncompleteReadError as error:
            self.bytes += len(error.partial)
            return b""
        except ConnectionError:
            return b""
