"""What an answer of Discord means for a delivery."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from mentorbot.chat.platform import Later, Outcome, Sent, Undeliverable, Unknown

CLOSED, NO_MUTUAL_SERVER, UNKNOWN_CHANNEL, OPENING_TOO_FAST = 50007, 50278, 10003, 40003
_QUARANTINE_SECONDS: Final = 3600.0
_TOKEN_SECONDS: Final = 60.0
_RETRY_SECONDS: Final = 5.0
_CAUSES: Final = {
    CLOSED: "they take no direct messages from this server, or blocked me",
    NO_MUTUAL_SERVER: "we no longer share a server",
    50033: "Discord no longer knows this person",
    10013: "Discord no longer knows this person",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """A status and a JSON object."""

    status: int
    body: Mapping[str, object] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        return 200 <= self.status < 300  # noqa: PLR2004 - HTTP's success

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
    if answer.status >= 500:  # noqa: PLR2004 - HTTP's "the server failed": it may have failed after posting
        return Unknown(f"Discord failed with {answer.status}")
    return refused(answer)


def refused(answer: Answer) -> Later | Undeliverable:
    """Certainly not sent: a 4xx, or an error before the message was posted."""
    if answer.status == 429:  # noqa: PLR2004 - Too Many Requests
        return Later(_wait(answer), "Discord asked me to slow down")
    if answer.code == OPENING_TOO_FAST:
        return Later(_QUARANTINE_SECONDS, "Discord says I open direct messages too fast (40003)")
    if answer.code == UNKNOWN_CHANNEL:
        return Later(_RETRY_SECONDS, "the direct messages were gone and are opened anew (10003)")
    if answer.status == 401:  # noqa: PLR2004 - Unauthorized
        return Later(_TOKEN_SECONDS, "Discord refuses my token (DISCORD_BOT_TOKEN)")
    if answer.status >= 500:  # noqa: PLR2004 - as above
        return Later(_RETRY_SECONDS, f"Discord failed with {answer.status}")
    said = _CAUSES.get(answer.code) or f"Discord said: {answer.body.get('message', 'no reason')}"
    return Undeliverable(f"{said} ({answer.code or answer.status})")


def _wait(answer: Answer) -> float:
    seconds = answer.body.get("retry_after")
    return float(seconds) if isinstance(seconds, int | float) else _RETRY_SECONDS
