"""The host of attachments: whoever has an address with its signature gets the file, for as long as it is kept."""

import secrets
from dataclasses import dataclass, field
from typing import Final

from aiohttp import web

from tests.fakes.discord.errors import Json
from tests.fakes.discord.world import snowflake

PATH: Final = "/ephemeral-attachments/{channel}/{attachment}/{name}"


@dataclass(slots=True)
class GivenFile:
    """A file that a person attaches; `size` is what Discord says of it, where that is not the truth."""

    content: bytes
    name: str = "people.csv"
    size: int | None = None
    chunked: bool = False
    """Sent without saying how large it is."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """One request to the host, for tests that look."""

    path: str
    authorization: str | None


@dataclass(slots=True)
class _Kept:
    upload: GivenFile
    signature: str


@dataclass(slots=True)
class Attachments:
    """Discord's CDN; `url` is its address once the port is open."""

    url: str = ""
    fetched: list[Fetched] = field(default_factory=list)
    sent: int = 0
    """Bytes of files that went out."""
    _kept: dict[str, _Kept] = field(default_factory=dict)

    def put(self, upload: GivenFile) -> Json:
        """Take a file; gives the attachment as an interaction resolves it."""
        number = snowflake()
        kept = self._kept[number] = _Kept(upload, secrets.token_hex(32))
        path = PATH.format(channel=snowflake(), attachment=number, name=upload.name)
        address = f"{self.url}{path}?ex=6926d4f1&is=69258371&hm={kept.signature}&"
        return {
            "id": number, "filename": upload.name, "size": self._size(upload), "url": address, "proxy_url": address,
            "content_type": "text/csv; charset=utf-8", "ephemeral": True,
        }  # fmt: skip

    def expire(self) -> None:
        """Everything that was attached so far is no longer kept."""
        self._kept.clear()

    async def serve(self, request: web.Request) -> web.StreamResponse:
        self.fetched.append(Fetched(request.path, request.headers.get("Authorization")))
        kept = self._kept.get(request.match_info["attachment"])
        if kept is None or request.query.get("hm") != kept.signature:
            return web.Response(status=404, text="This content is no longer available.")
        response = web.StreamResponse(headers={"Content-Type": "text/csv"})
        if not kept.upload.chunked:
            response.content_length = self._size(kept.upload)
        await response.prepare(request)
        for start in range(0, len(kept.upload.content), 1 << 16):
            piece = kept.upload.content[start : start + (1 << 16)]
            await response.write(piece)
            self.sent += len(piece)
        return response

    @staticmethod
    def _size(upload: GivenFile) -> int:
        return len(upload.content) if upload.size is None else upload.size
