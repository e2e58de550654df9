"""Slack's Web API: one client for questions, which may be asked again, and one for posts, which may not."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import Final

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from mentorbot.platforms.slack.departure import AskedFirst

log = logging.getLogger("mentorbot.slack")

RETRIES: Final = 3
FAILURES: Final = (SlackApiError, aiohttp.ClientError, TimeoutError)
"""What a call can raise because of Slack or the way to it."""
_LIMITED: Final = {"ratelimited": 30.0, "rate_limited": 30.0, "message_limit_exceeded": 60.0}
"""Slack's words for too many calls, and the seconds to wait where it names none."""


class Clients:
    """Both clients; `shared` lends them one session while the platform runs, which doubles their throughput."""

    def __init__(self, *, token: str, url: str, seconds: float) -> None:
        self._timeout = aiohttp.ClientTimeout(total=seconds)
        # slack_sdk writes its debug texts for a logger without a level of its own, heard or not.
        self._quiet = logging.getLogger("mentorbot.slack.client")
        self._quiet.setLevel(log.getEffectiveLevel())
        self.ask = AsyncWebClient(
            token,
            url,
            timeout=max(1, round(seconds)),
            logger=self._quiet,
            retry_handlers=[
                AsyncConnectionErrorRetryHandler(),
                AsyncRateLimitErrorRetryHandler(max_retry_count=RETRIES),
            ],
        )
        self.post = AsyncWebClient(token, url, timeout=max(1, round(seconds)), logger=self._quiet, retry_handlers=[])

    @asynccontextmanager
    async def shared(self) -> AsyncIterator[None]:
        """One session for every call within."""
        async with self._session() as session:
            self.ask.session = self.post.session = session
            try:
                yield
            finally:
                self.ask.session = self.post.session = None

    @asynccontextmanager
    async def posting(self) -> AsyncIterator[AsyncWebClient]:
        """The client for posts, with a session of ours also while none is shared: a `Departure` is asked there."""
        if self.post.session is not None:
            yield self.post
            return
        async with self._session() as session:
            yield AsyncWebClient(
                self.post.token, self.post.base_url, session=session, logger=self._quiet, retry_handlers=[]
            )

    def _session(self) -> aiohttp.ClientSession:
        return aiohttp.ClientSession(timeout=self._timeout, request_class=AskedFirst)


def code_of(error: Exception) -> str:
    """Slack's word for what went wrong; empty when it gave none."""
    match error:
        case SlackApiError(response=AsyncSlackResponse(data=dict(data))):
            return str(data.get("error") or "")
        case _:
            return ""


def status_of(error: Exception) -> int | None:
    """The HTTP status of a refusal; None when nothing readable came back."""
    match error:
        case SlackApiError(response=AsyncSlackResponse(status_code=int(status))):
            return status
        case _:
            return None


def retry_after(error: Exception) -> float | None:
    """The seconds for which Slack takes no more, at least one; None when it did not say so."""
    code = code_of(error)
    if status_of(error) != HTTPStatus.TOO_MANY_REQUESTS and code not in _LIMITED:
        return None
    usual = _LIMITED.get(code, 30.0)
    match error:
        case SlackApiError(response=AsyncSlackResponse(headers=headers)):
            given = {name.lower(): value for name, value in headers.items()}.get("retry-after", "")
            return max(1.0, float(given)) if str(given).isdigit() else usual
        case _:
            return usual


def why(error: Exception) -> str:
    """The failure in a few words, for logs and for the record of a delivery."""
    return code_of(error) or (f"HTTP {status_of(error)}" if status_of(error) else type(error).__name__)
