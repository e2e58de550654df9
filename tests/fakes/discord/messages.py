"""Messages: made from a checked payload, edited, and found again by their nonce."""

import copy
import itertools
import time

from tests.fakes.discord import limits
from tests.fakes.discord.check_components import walk
from tests.fakes.discord.check_message import COMPONENTS_V2, EPHEMERAL, check_message
from tests.fakes.discord.errors import UNKNOWN_MESSAGE, Json
from tests.fakes.discord.world import Channel, User, now, snowflake

_KEPT_FLAGS = EPHEMERAL | COMPONENTS_V2


def post(channel: Channel, author: User, payload: Json, *, ephemeral: bool = False) -> Json:
    """A new message, or the earlier one of the same nonce when the payload asks for that."""
    check_message(payload)
    earlier = _earlier(channel, payload)
    if earlier is not None:
        return earlier
    message = _message(channel, author, payload)
    if ephemeral:
        message["flags"] |= EPHEMERAL
    channel.messages[message["id"]] = message
    if payload.get("nonce"):
        channel.nonces[payload["nonce"]] = (time.monotonic(), message["id"])
    return message


def edit(message: Json, payload: Json) -> Json:
    """Change a message in place; what the payload does not name stays."""
    check_message(_merged(message, payload), earlier_flags=message["flags"])
    for key in ("content", "embeds"):
        if key in payload:
            message[key] = payload[key] or ([] if key == "embeds" else "")
    if "components" in payload:
        message["components"] = _numbered(payload["components"] or [])
    message["flags"] |= (payload.get("flags") or 0) & COMPONENTS_V2
    message["allowed_mentions"] = payload.get("allowed_mentions")
    message["edited_timestamp"] = now()
    return message


def placeholder(channel: Channel, author: User, *, ephemeral: bool) -> Json:
    """What people see while the bot is thinking."""
    message = _message(channel, author, {})
    message["flags"] = 1 << 7 | (EPHEMERAL if ephemeral else 0)
    channel.messages[message["id"]] = message
    return message


def find(channel: Channel, message_id: str) -> Json:
    if message_id not in channel.messages:
        raise UNKNOWN_MESSAGE
    return channel.messages[message_id]


def _merged(message: Json, payload: Json) -> Json:
    kept = {key: message[key] for key in ("content", "embeds", "components") if message.get(key)}
    return kept | payload


def _earlier(channel: Channel, payload: Json) -> Json | None:
    if not payload.get("enforce_nonce"):
        return None
    posted, message_id = channel.nonces.get(payload.get("nonce") or "", (0.0, ""))
    if not message_id or time.monotonic() - posted > limits.NONCE_SECONDS:
        return None
    return channel.messages[message_id]


def _message(channel: Channel, author: User, payload: Json) -> Json:
    return {
        "id": snowflake(), "channel_id": channel.id, "author": author.json(), "content": payload.get("content") or "",
        "timestamp": now(), "edited_timestamp": None, "tts": False, "mention_everyone": False, "mentions": [],
        "mention_roles": [], "attachments": [], "embeds": payload.get("embeds") or [], "pinned": False, "type": 0,
        "flags": (payload.get("flags") or 0) & _KEPT_FLAGS, "components": _numbered(payload.get("components") or []),
        "nonce": payload.get("nonce"), "allowed_mentions": payload.get("allowed_mentions"),
    }  # fmt: skip


def _numbered(components: list[Json]) -> list[Json]:
    numbered = copy.deepcopy(components)
    for number, each in zip(itertools.count(1), walk(numbered), strict=False):
        each.setdefault("id", number)
    return numbered
