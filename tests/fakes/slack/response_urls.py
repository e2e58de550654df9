"""`response_url`: five posts within thirty minutes, next to or instead of the message that was acted on."""

import secrets
from dataclasses import dataclass, field

from tests.fakes.slack import block_kit, limits
from tests.fakes.slack.gestures import Gesture
from tests.fakes.slack.wire import Json, SlackError
from tests.fakes.slack.workspace import BOT_USER, Message, Workspace


@dataclass(slots=True, kw_only=True)
class ResponseUrl:
    """The address that one payload carried."""

    gesture: Gesture
    origin: Message | None
    expires: float
    uses: int = 0


@dataclass(slots=True)
class ResponseUrls:
    """Every address given out."""

    workspace: Workspace
    given: dict[str, ResponseUrl] = field(default_factory=dict)

    def give(self, gesture: Gesture, *, origin: Message | None = None) -> str:
        """A new address's last part."""
        token = secrets.token_urlsafe(12)
        expires = self.workspace.clock.now() + limits.RESPONSE_URL_SECONDS
        self.given[token] = ResponseUrl(gesture=gesture, origin=origin, expires=expires)
        return token

    def follow(self, old: Gesture, new: Gesture) -> None:
        """What still comes for one gesture answers the next: a form opened by it was sent off."""
        for url in self.given.values():
            if url.gesture is old:
                url.gesture = new

    def post(self, token: str, body: Json) -> Message | None:
        """Do what a post asks; raises what Slack answers."""
        url = self.given.get(token)
        if url is None or url.expires < self.workspace.clock.now():
            raise SlackError("expired_url")
        if url.uses >= limits.RESPONSE_URL_USES:
            raise SlackError("used_url")
        if not body.get("delete_original"):
            _check(body)
        url.uses += 1
        message = self._carry_out(url, body)
        if message is not None:
            url.gesture.show(message)
        return message

    def _carry_out(self, url: ResponseUrl, body: Json) -> Message | None:
        if body.get("delete_original"):
            if url.origin is not None:
                url.origin.deleted = True
            return url.origin
        if body.get("replace_original") and url.origin is not None:
            self.workspace.change(url.origin, body)
            return url.origin
        # A slash command's address has no message to replace: Slack posts a new one (bolt-python#1268).
        only = None if body.get("response_type") == "in_channel" else url.gesture.user
        return self.workspace.post(body, channel=url.gesture.channel, author=BOT_USER, only=only)


def _check(body: Json) -> None:
    if "blocks" in body:
        block_kit.check_message(body["blocks"])
    if not body.get("text") and not body.get("blocks"):
        raise SlackError("no_text")
