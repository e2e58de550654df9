"""Delivers one direct message, and says what became of it."""

from http import HTTPStatus
from typing import Final

import aiohttp

from mentorbot.chat.ids import UserId
from mentorbot.chat.memo import SameAgain
from mentorbot.chat.platform import Blocked, Later, Outcome, Parcel, Refused, Sent, Undeliverable, Unknown, Unreachable
from mentorbot.platforms.slack.clients import FAILURES, Clients, code_of, log, retry_after, status_of, why
from mentorbot.platforms.slack.people import People
from mentorbot.platforms.slack.render import render

EVENT_TYPE: Final = "mentorbot_delivery"

_IN_DOUBT: Final = frozenset({"internal_error", "fatal_error", "request_timeout", "service_unavailable"})
"""Slack's pages say of these that some of the work may have been done."""
_TOKEN: Final = frozenset(
    {"token_revoked", "token_expired", "invalid_auth", "not_authed", "account_inactive", "not_allowed_token_type"},
)
_THEIRS: Final = {
    "user_not_found": "Slack knows nobody of that id",
    "channel_not_found": "Slack lets the bot write to nobody of that id",
    "cannot_dm_bot": "bots take no messages from other bots",
    "user_disabled": "their Slack account is deactivated",
}
"""Refusals that are about the person."""
_OURS: Final = {
    "messages_tab_disabled": "the app's messages tab is off; install it with the current manifest",
    "missing_scope": "the app lacks a permission; install it again with the current manifest",
    "restricted_action": "the workspace does not let the bot write there",
    "team_access_not_granted": "the app is not installed in that workspace",
}
"""Refusals that hit everybody in the workspace until an admin has done something."""


_rendered: Final = SameAgain(render)


async def deliver(parcel: Parcel, *, clients: Clients, people: People) -> Outcome:
    """One try; never raises for what Slack answered."""
    refused = await _refused(parcel.user, people)
    return refused if refused is not None else await _post(parcel, clients)


async def _refused(user: UserId, people: People) -> Outcome | None:
    """Why nothing should be posted: Slack takes messages for accounts that are deactivated, and says ok."""
    try:
        account = await people.account_at_once(user)
    except FAILURES as error:
        outcome = _outcome(error)
        # Nothing was posted yet, so this is certain even when Slack's answer is not.
        return Unreachable(outcome.reason) if isinstance(outcome, Unknown) else outcome
    if account is None:
        return Undeliverable(_THEIRS["user_not_found"])
    return Undeliverable(_THEIRS["user_disabled"]) if account.person.gone else None


async def _post(parcel: Parcel, clients: Clients) -> Outcome:
    rendered = _rendered(parcel.reply)
    try:
        answer = await clients.post.chat_postMessage(
            channel=parcel.user,
            metadata={"event_type": EVENT_TYPE, "event_payload": {"key": parcel.key}},
            unfurl_links=False,
            unfurl_media=False,
            text=rendered.text,
            blocks=rendered.blocks,
        )
        return Sent(f"{answer['channel']}/{answer['ts']}")
    except FAILURES as error:
        return _outcome(error)
    except Exception as error:  # noqa: BLE001 - what a proxy put in Slack's place can break the client anywhere
        log.warning("A post to Slack ended in %r", error)
        return Unknown(type(error).__name__)


def _outcome(error: Exception) -> Outcome:
    seconds = retry_after(error)
    if seconds is not None:
        return Later(seconds, "Slack's rate limit")
    if isinstance(error, aiohttp.ClientConnectorError):
        return Unreachable("Slack cannot be reached")
    code, status = code_of(error), status_of(error)
    if not code or code in _IN_DOUBT or status is None or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return Unknown(why(error))
    if code in _TOKEN:
        return _blocked(f"Slack refuses the bot's token ({code}); install the app again")
    if code in _OURS:
        return _blocked(_OURS[code])
    if code in _THEIRS:
        return Undeliverable(_THEIRS[code])
    # The message itself is at fault, not the person: it is held for the admin rather than held against them.
    return Refused(f"Slack refused the message ({code})")


def _blocked(reason: str) -> Blocked:
    """Nobody's fault but the operator's, who reads it in the log; the nudges wait."""
    log.warning("Nothing can be sent: %s", reason)
    return Blocked(reason)
