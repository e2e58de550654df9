"""Discord over plain REST: one request and its first answer, or certainty that it never left.

discord.py sleeps through a 429 and repeats a 5xx up to five times inside one call; a delivery needs the first answer,
because the outbox decides what comes next. aiohttp repeats what broke on an idle connection for GET only, never a POST,
and is told not to follow redirects, which would be a second one.
"""

import asyncio
import json
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from types import TracebackType
from typing import Final, Self

import aiohttp
from aiohttp.abc import AbstractStreamWriter
from aiohttp.payload import BytesIOPayload

from mentorbot.chat.platform import Later, Unknown, Unreachable
from mentorbot.platforms.discord.attachments import Attachment
from mentorbot.platforms.discord.outcomes import Answer
from mentorbot.platforms.discord.turnstile import Refusals, Turnstile

_AGENT: Final = "DiscordBot (https://example.org/mentorbot, 0.1)"
"""Discord refuses other forms of it."""
TOO_OLD: Final = Later(0, "the bot was held up before it could send, and begins anew")


class Withheld(Exception):
    """The body was not to leave any more."""


class Body(BytesIOPayload):
    """A body that asks whether it may still leave, right before its first byte does.

    aiohttp keeps the headers back until then, so that either the request goes to the socket in one write (the beginning
    of it when it carries large files), in the same breath as the question, or nothing does.
    """

    def __init__(self, content: bytes, content_type: str, goes: Callable[[], bool]) -> None:
        super().__init__(BytesIO(content), content_type=content_type)
        self._goes = goes
        self.left = False
        self.withheld = False

    async def write_with_length(self, writer: AbstractStreamWriter, content_length: int | None) -> None:
        if not self._goes():
            self.withheld = True
            raise Withheld
        self.left = True
        await super().write_with_length(writer, content_length)


class Rest:
    """One HTTP session under the bot's token; `seconds` is how long an answer may take."""

    def __init__(self, *, api_url: str, token: str, seconds: float) -> None:
        self._api = api_url.rstrip("/")
        self._turnstile = Turnstile()
        self._refusals = Refusals()
        self._session = aiohttp.ClientSession(
            headers={"Authorization": f"Bot {token}", "User-Agent": _AGENT},
            timeout=aiohttp.ClientTimeout(total=seconds),
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._session.close()

    async def get(self, path: str, query: Mapping[str, str] | None = None) -> Answer | Later | Unreachable:
        try:
            async with self._turnstile.passing():
                if wait := self._wait():
                    return wait
                async with self._session.get(self._api + path, params=query, allow_redirects=False) as response:
                    return await self._answer(response)
        except (aiohttp.ClientError, TimeoutError) as error:
            return _unreachable(error)

    async def post(
        self,
        path: str,
        content: Mapping[str, object],
        goes: Callable[[], bool] = lambda: True,
        *,
        files: Sequence[Attachment] = (),
    ) -> Answer | Later | Unreachable | Unknown:
        """Unreachable and Later when certainly nothing left, Unknown when no answer came to what did.

        `goes` is asked right before the first byte leaves: False is Later. `files` are what `content` lists as its
        attachments, in the same order.
        """
        body = Body(*await _encoded(content, files), goes)
        try:
            async with self._turnstile.passing():
                if wait := self._wait():
                    return wait
                async with self._session.post(self._api + path, data=body, allow_redirects=False) as response:
                    return await self._answer(response)
        except (aiohttp.ClientError, TimeoutError) as error:
            if body.withheld:
                return TOO_OLD
            if not body.left:
                return _unreachable(error)
            return Unknown(f"the connection broke before Discord answered: {type(error).__name__}")

    async def _answer(self, response: aiohttp.ClientResponse) -> Answer:
        self._refusals.count(response.status, response.headers, asyncio.get_running_loop().time())
        return Answer(response.status, _read(await response.text(errors="replace")), response.headers)

    def _wait(self) -> Later | None:
        """Rather wait than be banned."""
        wait = self._refusals.wait(asyncio.get_running_loop().time())
        return Later(wait, "Discord refused so much that it would ban me if I went on") if wait else None


async def _encoded(content: Mapping[str, object], files: Sequence[Attachment]) -> tuple[bytes, str]:
    """A body and its type: JSON, or JSON as the first of several parts."""
    text = json.dumps(content)
    if not files:
        return text.encode(), "application/json"
    form = aiohttp.FormData(quote_fields=False)
    form.add_field("payload_json", text, content_type="application/json")
    for number, each in enumerate(files):
        form.add_field(f"files[{number}]", BytesIO(each.content), filename=each.name, content_type=each.media_type)
    parts = form()
    return await parts.as_bytes(), parts.content_type


def _read(text: str) -> object:
    """JSON; a proxy's page of HTML is nothing."""
    try:
        read: object = json.loads(text)
    except ValueError:
        return None
    return read


def _unreachable(error: Exception) -> Unreachable:
    return Unreachable(f"Discord cannot be reached: {str(error) or type(error).__name__}")
