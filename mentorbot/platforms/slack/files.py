"""The files that people gave in a form: asked of Slack, fetched from Slack's own hosts only."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final

import aiohttp
import yarl

from mentorbot.chat.given_files import CHUNK, check_size, read_at_most
from mentorbot.chat.ids import FileId
from mentorbot.chat.platform import NoSuchFile
from mentorbot.platforms.slack.clients import FAILURES, Clients, code_of, log, why
from mentorbot.platforms.slack.rich_text import FILE

SECONDS: Final = 30.0
"""Within which a whole file is fetched."""
HOME: Final = "https://files.slack.com"
"""Where Slack keeps files, also when its API is asked by way of a proxy."""
_GONE: Final = "Slack doesn't have that file any more. Please attach it again."
_NONE: Final = "That is no file that Slack gave me. Files are attached in a form; they cannot be typed."
_ELSEWHERE: Final = "That file is kept outside Slack, where I don't go. Please attach the file itself."
_SCOPE: Final = "I may not read files yet: install me again with the current manifest, then attach it again."
_LOGIN: Final = frozenset({301, 302, 303, 307, 308, HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN})
"""What a token that is not good enough gets: the way to the login page, or no."""


class Files:
    """One request for what Slack says of a file, one for its content; the token goes to Slack's hosts only."""

    def __init__(self, clients: Clients, *, seconds: float = SECONDS) -> None:
        self._clients = clients
        self._timeout = aiohttp.ClientTimeout(total=seconds)

    async def read(self, file: FileId, limit: int) -> bytes:
        """What is in it; raises NoSuchFile or FileTooLarge."""
        if not FILE.fullmatch(file):
            raise NoSuchFile(_NONE)
        told = await self._told(file)
        check_size(int(told.get("size") or 0), limit)
        url = self._own(str(told.get("url_private_download") or ""))
        try:
            return await self._fetch(url, limit, html="html" in str(told.get("mimetype")))
        except FAILURES as error:
            log.warning("Slack did not hand out the file %s: %s", file, why(error))
            raise NoSuchFile(_not_now(why(error))) from error

    async def _told(self, file: FileId) -> Mapping[str, Any]:
        try:
            answer = await self._clients.ask.files_info(file=file)
        except FAILURES as error:
            raise NoSuchFile(_no_such_file(error)) from error
        told: Mapping[str, Any] = answer["file"]
        if told.get("mode") == "tombstone":
            raise NoSuchFile(_GONE)
        return told

    def _own(self, text: str) -> yarl.URL:
        """The address, when it is one of Slack's; raises NoSuchFile."""
        api = yarl.URL(self._clients.ask.base_url)
        homes = {api.origin(), yarl.URL(HOME), yarl.URL(f"https://files.{api.host}")}
        try:
            url = yarl.URL(text)
            own = url.absolute and url.user is None and url.origin() in homes
        except ValueError as unreadable:
            raise NoSuchFile(_ELSEWHERE) from unreadable
        if not own:
            raise NoSuchFile(_ELSEWHERE)
        return url

    async def _fetch(self, url: yarl.URL, limit: int, *, html: bool) -> bytes:
        """The content; where Slack shows its login page instead, the token is not good enough for the file."""
        headers = {"Authorization": f"Bearer {self._clients.ask.token}"}
        async with (
            aiohttp.ClientSession(timeout=self._timeout) as session,
            session.get(url, headers=headers, allow_redirects=False) as response,
        ):
            if response.status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
                raise NoSuchFile(_GONE)
            if response.status in _LOGIN:
                raise NoSuchFile(_SCOPE)
            if response.status != HTTPStatus.OK:
                raise NoSuchFile(_not_now(f"HTTP {response.status}"))
            if response.content_type == "text/html" and not html:
                raise NoSuchFile(_SCOPE)
            check_size(response.content_length or 0, limit)
            return await read_at_most(limit, response.content.iter_chunked(CHUNK))


def _no_such_file(error: Exception) -> str:
    match code_of(error):
        case "file_not_found" | "file_deleted":
            return _GONE
        case "missing_scope":
            return _SCOPE
        case _:
            return _not_now(why(error))


def _not_now(reason: str) -> str:
    return f"Slack would not give me that file just now ({reason}). Please attach it again in a minute."
