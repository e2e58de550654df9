"""What an answer of Discord means for a delivery.

Certain causes are told apart by Discord's own codes (its documentation: "JSON error codes"; 20026 and 50278 as bots
meet them). What no code explains is held for an admin, neither held against the person nor tried again: both would be
wrong for ten thousand people at once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Final

from mentorbot.chat.platform import (
    Blocked,
    Evidence,
    Later,
    Outcome,
    Refused,
    Sent,
    Undeliverable,
    Unknown,
    Unreachable,
)

UNKNOWN_CHANNEL: Final = 10003
_CLOSED, _NO_WAY, _OPENING_TOO_FAST, _FLAGGED = 50007, 50278, 40003, 20026
_PERSON: Final = {
    _CLOSED: "they take no direct messages from this server, or blocked me",
    _NO_WAY: "we no longer share a server, or they take no direct messages from it",
    50033: "Discord no longer knows this person",
    10013: "Discord no longer knows this person",
}
"""Nothing to do until the person does something."""
_BOT: Final = {
    _FLAGGED: "Discord has flagged this bot for writing to too many people; until you appeal, it may not write",
    40001: "Discord does not let this bot write",
    40002: "Discord wants this bot's account to be verified",
    50010: "this application has no bot",
    50014: "Discord refuses my token (DISCORD_BOT_TOKEN)",
}
"""Nothing to do until somebody mends it."""
_WAITS: Final = {
    _OPENING_TOO_FAST: Later(3600.0, "Discord says I open direct messages too fast (40003)"),
    UNKNOWN_CHANNEL: Later(5.0, "the direct messages were gone and are opened anew (10003)"),
    20028: Later(60.0, "Discord asked me to slow down (20028)"),
    40004: Later(300.0, "Discord has switched sending off for a while (40004)"),
    40006: Later(300.0, "Discord has switched this off for a while (40006)"),
    40062: Later(60.0, "Discord asked me to slow down (40062)"),
}
"""Nothing was done, and time mends it."""
_NEVER_LEFT_THE_EDGE: Final = {521, 523, 525, 526}
"""Cloudflare, in front of Discord, found no Discord to hand the request to."""
NOT_DISCORD: Final = "something answered that is not Discord"
_UNNAMED_SECONDS: Final = 5.0
_BANNED_SECONDS: Final = 600.0
_DAY: Final = 86_400.0


@dataclass(frozen=True, slots=True)
class Answer:
    """A status, what the JSON was, and the headers."""

    status: int
    content: object = None
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        return HTTPStatus.OK <= self.status < HTTPStatus.MULTIPLE_CHOICES

    @property
    def body(self) -> Mapping[str, object]:
        """The JSON object; empty when it was none."""
        return self.content if isinstance(self.content, dict) else {}

    @property
    def rows(self) -> Sequence[object]:
        """The JSON list; empty when it was none."""
        return self.content if isinstance(self.content, list) else []

    @property
    def code(self) -> int:
        """Discord's own code; 0 when there is none."""
        code = self.body.get("code")
        return code if isinstance(code, int) else 0

    @property
    def id(self) -> str:
        return str(self.body.get("id", ""))

    def seconds(self, header: str) -> float:
        """What a header says in seconds."""
        return _seconds(self.headers.get(header))


def posted(answer: Answer) -> Outcome:
    """The outcome of posting the message itself."""
    if answer.ok and answer.id:
        return Sent(answer.id)
    if answer.ok:
        return Unknown(NOT_DISCORD)
    if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR and answer.status not in _NEVER_LEFT_THE_EDGE:
        # It may have failed after the message was posted.
        return Unknown(f"Discord failed with {answer.status}")
    return refused(answer)


def refused(answer: Answer) -> Outcome:
    """The outcome of an answer that says no before anything was posted."""
    if general := _general(answer):
        return general
    if answer.code in _WAITS:
        return _WAITS[answer.code]
    reason = f"{_PERSON.get(answer.code) or _said(answer)} ({answer.code or answer.status})"
    return Undeliverable(reason) if answer.code in _PERSON else Refused(reason)


def unseen(answer: Answer) -> Evidence:
    """The evidence that a history gives which cannot be read."""
    return _general(answer) or Unknown(f"the direct messages cannot be read: {_said(answer)}")


def _general(answer: Answer) -> Later | Blocked | Unreachable | None:
    """What has nothing to do with this message or this person."""
    if answer.status == HTTPStatus.TOO_MANY_REQUESTS:
        return _slower(answer)
    if answer.status == HTTPStatus.UNAUTHORIZED:
        return Blocked("Discord refuses my token (DISCORD_BOT_TOKEN)")
    if answer.code in _BOT:
        return Blocked(f"{_BOT[answer.code]} ({answer.code})")
    if answer.status == HTTPStatus.FORBIDDEN and not answer.body:
        return Blocked("Discord refuses the address of this machine (403)")
    if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return Unreachable(f"Discord failed with {answer.status}")
    return None


def _slower(answer: Answer) -> Later:
    """Discord's own 429 is JSON; without it, Cloudflare has banned the address for what it refused before."""
    if "retry_after" not in answer.body:
        told = "Discord takes nothing from the address of this machine for a while (429)"
        return Later(max(answer.seconds("Retry-After"), _BANNED_SECONDS), told)
    all_of_it = " altogether" if answer.body.get("global") else ""
    return Later(_seconds(answer.body["retry_after"]), f"Discord asked me to slow down{all_of_it}")


def _seconds(given: object) -> float:
    try:
        return min(max(0.0, float(str(given))), _DAY)
    except ValueError:
        return _UNNAMED_SECONDS


def _said(answer: Answer) -> str:
    return f"Discord said: {answer.body.get('message', 'no reason')}"
