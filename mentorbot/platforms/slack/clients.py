"""Slack's Web API: one client for questions, which may be asked again, and one for posts, which may not."""

import logging
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

log = logging.getLogger("mentorbot.slack")

RETRIES: Final = 3
FAILURES: Final = (SlackApiError, aiohttp.ClientError, TimeoutError)
"""What a call can raise because of Slack or the way to it."""


class Clients:
    """Both clients; `share` lends them one session while the platform runs, which doubles their throughput."""

    def __init__(self, *, token: str, url: str, seconds: float) -> None:
        self.timeout = aiohttp.ClientTimeout(total=seconds)
        # slack_sdk writes its debug texts for a logger without a level of its own, heard or not.
        quiet = logging.getLogger("mentorbot.slack.client")
        quiet.setLevel(log.getEffectiveLevel())
        self.ask = AsyncWebClient(
            token,
            url,
            timeout=max(1, round(seconds)),
            logger=quiet,
            retry_handlers=[
                AsyncConnectionErrorRetryHandler(),
                AsyncRateLimitErrorRetryHandler(max_retry_count=RETRIES),
            ],
        )
        self.post = AsyncWebClient(token, url, timeout=max(1, round(seconds)), logger=quiet, retry_handlers=[])

    def share(self, session: aiohttp.ClientSession | None) -> None:
        """Use this session from now on; None goes back to one for each call."""
        self.ask.session = self.post.session = session


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
    """The seconds for which Slack takes no more; None when it did not say so."""
    limited = status_of(error) == HTTPStatus.TOO_MANY_REQUESTS or code_of(error) in {"ratelimited", "rate_limited"}
    if not limited:
        return None
    match error:
        case SlackApiError(response=AsyncSlackResponse(headers=headers)):
            given = {name.lower(): value for name, value in headers.items()}.get("retry-after", "")
            return float(given) if str(given).isdigit() else 1.0
        case _:
            return 1.0


def why(error: Exception) -> str:
    """The failure in a few words, for logs and for the record of a delivery."""
    return code_of(error) or (f"HTTP {status_of(error)}" if status_of(error) else type(error).__name__)
