"""Modals: what is open in front of whom."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.fakes.slack import block_kit, limits
from tests.fakes.slack.elements import check_text
from tests.fakes.slack.gestures import Gesture
from tests.fakes.slack.wire import Json, SlackError
from tests.fakes.slack.workspace import APP_ID, BOT_ID, TEAM

_KEYS = {
    "type",
    "title",
    "blocks",
    "close",
    "submit",
    "private_metadata",
    "callback_id",
    "clear_on_close",
    "notify_on_close",
    "external_id",
    "submit_disabled",
}


@dataclass(slots=True, kw_only=True)
class View:
    """A modal in front of one person."""

    id: str
    user: str
    content: Json
    gesture: Gesture
    hash: str = "1.0"
    open: bool = True
    errors: dict[str, str] = field(default_factory=dict)

    def json(self) -> Json:
        """The view as payloads and methods carry it."""
        return {
            "id": self.id,
            "team_id": TEAM,
            "app_id": APP_ID,
            "bot_id": BOT_ID,
            "hash": self.hash,
            "state": {"values": {}},
            "root_view_id": self.id,
            "previous_view_id": None,
            "private_metadata": "",
            "callback_id": "",
            **self.content,
        }

    def replace(self, content: Json) -> None:
        """Show other content in the same window."""
        check_view(content)
        self.content, self.hash, self.errors = content, secrets.token_hex(4), {}


def check_view(content: object) -> None:
    """Raise what Slack answers to a view like this."""
    found = list(_problems(content))
    if found:
        raise SlackError("invalid_arguments", found)


def _problems(content: object) -> Iterator[str]:
    if not isinstance(content, dict) or content.get("type") not in {"modal", "home"}:
        yield "view: must be a modal or a home"
        return
    if unknown := set(content) - _KEYS:
        yield f"invalid additional property: {sorted(unknown)}"
    if content["type"] == "modal":
        yield from check_text(content.get("title"), most=limits.VIEW_TITLE, where="title", plain=True)
    for name in ("submit", "close"):
        if name in content:
            yield from check_text(content[name], most=limits.VIEW_TITLE, where=name, plain=True)
    if len(content.get("private_metadata", "")) > limits.VIEW_METADATA:
        yield f"private_metadata: at most {limits.VIEW_METADATA} characters"
    if len(content.get("callback_id", "")) > limits.ID:
        yield f"callback_id: at most {limits.ID} characters"
    blocks = content.get("blocks")
    yield from block_kit.problems(blocks, allowed=block_kit.VIEW, most=limits.VIEW_BLOCKS)
    if "submit" not in content and any(each.get("type") == "input" for each in blocks or []):
        yield "submit: required when there are inputs"
