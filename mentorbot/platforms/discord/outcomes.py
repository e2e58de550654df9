"""What an answer of Discord means for a delivery."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Final

from mentorbot.chat.platform import Blocked, Later, Outcome, Refused, Sent, Undeliverable, Unknown, Unreachable

CLOSED, NO_MUTUAL_SERVER, UNKNOWN_CHANNEL, OPENING_TOO_FAST = 50007, 50278, 10003, 40003
_QUARANTINE_SECONDS: Final = 3600.0
_RETRY_SECONDS: Final = 5.0
_CAUSES: Final = {
    CLOSED: "they take no direct messages from this server, or blocked me",
    NO_MUTUAL_SERVER: "we no longer share a server",
    50033: "Discord no longer knows this person",
    10013: "Discord no longer knows this person",
}
_WAITS: Final = {
    OPENING_TOO_FAST: Later(_QUARANTINE_SECONDS, "Discord says I open direct messages too fast (40003)"),
    UNKNOWN_CHANNEL: Later(_RETRY_SECONDS, "the direct messages were gone and are opened anew (10003)"),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """A status and a JSON object."""

    status: int
    body: Mapping[str, object] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        return HTTPStatus.OK <= self.status < HTTPStatus.MULTIPLE_CHOICES

    @property
    def code(self) -> int:
        """Discord's own code; 0 when there is none."""
        code = self.body.get("code")
        return code if isinstance(code, int) else 0

    @property
    def id(self) -> str:
        return str(self.body.get("id", ""))


def posted(answer: Answer) -> Outcome:
    """The outcome of posting the message itself."""
    if answer.ok:
        return Sent(answer.id)
    if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        # It may have failed after the message was posted.
        return Unknown(f"Discord failed with {answer.status}")
    return refused(answer)


def refused(answer: Answer) -> Outcome:
    """The outcome of an answer that says no before anything was posted."""
    if answer.status == HTTPStatus.TOO_MANY_REQUESTS:
        return Later(_wait(answer), "Discord asked me to slow down")
    if answer.status == HTTPStatus.UNAUTHORIZED:
        return Blocked("Discord refuses my token (DISCORD_BOT_TOKEN)")
    if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return Unreachable(f"Discord failed with {answer.status}")
    if answer.code in _WAITS:
        return _WAITS[answer.code]
    said = _CAUSES.get(answer.code) or f"Discord said: {answer.body.get('message', 'no reason')}"
    reason = f"{said} ({answer.code or answer.status})"
    if answer.code in _CAUSES or answer.status == HTTPStatus.FORBIDDEN:
        return Undeliverable(reason)
    # The message itself is at fault, not the person: it is held for the admin rather than held against them.
    return Refused(reason)


def _wait(answer: Answer) -> float:
    seconds = answer.body.get("retry_after")
    return float(seconds) if isinstance(seconds, int | float) else _RETRY_SECONDS
