"""What people attached: fetched from the host on which Discord keeps attachments, and from no other.

The address is a text that somebody could have typed, so that anything else would be a request of theirs in our name.
Nothing of ours goes along: the signature in the address is what opens it.
"""

from http import HTTPStatus
from typing import Final

import aiohttp
import yarl

from mentorbot.chat.given_files import CHUNK, check_size, read_at_most
from mentorbot.chat.ids import FileId
from mentorbot.chat.platform import NoSuchFile

SECONDS: Final = 30.0
"""Within which a whole file is fetched."""
_NONE: Final = "That is no file that Discord keeps for me. Attach it to the command or to the form; it cannot be typed."
_GONE: Final = "Discord doesn't have that file any more. Please attach it again."
_NOT_NOW: Final = "Discord would not give me that file just now ({why}). Please attach it again in a minute."


class Files:
    """`cdn_url` is where Discord keeps attachments."""

    def __init__(self, cdn_url: str, *, seconds: float = SECONDS) -> None:
        self._home = yarl.URL(cdn_url).origin()
        self._timeout = aiohttp.ClientTimeout(total=seconds)

    async def read(self, file: FileId, limit: int) -> bytes:
        """What is in it; raises NoSuchFile or FileTooLarge."""
        url = self._own(file)
        try:
            return await self._fetch(url, limit)
        except (aiohttp.ClientError, TimeoutError) as error:
            raise NoSuchFile(_NOT_NOW.format(why=type(error).__name__)) from error

    def _own(self, text: str) -> yarl.URL:
        """The address, when it is on Discord's host; raises NoSuchFile."""
        try:
            url = yarl.URL(text)
            own = url.absolute and url.user is None and url.origin() == self._home
        except ValueError as unreadable:
            raise NoSuchFile(_NONE) from unreadable
        if not own:
            raise NoSuchFile(_NONE)
        return url

    async def _fetch(self, url: yarl.URL, limit: int) -> bytes:
        async with (
            aiohttp.ClientSession(timeout=self._timeout) as session,
            session.get(url, allow_redirects=False) as response,
        ):
            if response.status in {HTTPStatus.NOT_FOUND, HTTPStatus.FORBIDDEN, HTTPStatus.GONE}:
                raise NoSuchFile(_GONE)
            if response.status != HTTPStatus.OK:
                raise NoSuchFile(_NOT_NOW.format(why=f"HTTP {response.status}"))
            check_size(response.content_length or 0, limit)
            return await read_at_most(limit, response.content.iter_chunked(CHUNK))
