"""Messages: made from a checked payload, edited, and found again by their nonce."""

import copy
import itertools
import time

from tests.fakes.discord import limits
from tests.fakes.discord.check_components import walk
from tests.fakes.discord.check_message import COMPONENTS_V2, EPHEMERAL, check_message
from tests.fakes.discord.errors import UNKNOWN_MESSAGE, Json
from tests.fakes.discord.uploads import Upload, resolved
from tests.fakes.discord.world import Channel, User, now, snowflake

_KEPT_FLAGS = EPHEMERAL | COMPONENTS_V2
_TOLD_ONCE = {"nonce", "allowed_mentions"}


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


def write(channel: Channel, author: User, content: str, **more: Json | list[Json] | int) -> Json:
    """What a person writes with Discord's client; `more` is attachments, a type, a reference."""
    message = _message(channel, author, {"content": content}) | more
    channel.messages[message["id"]] = message
    return message


def edit(message: Json, payload: Json, uploads: dict[str, Upload]) -> Json:
    """Change a message in place; what the payload does not name stays. `uploads` are the channel's."""
    check_message(_merged(message, payload), earlier_flags=message["flags"])
    for key in ("content", "embeds"):
        if key in payload:
            message[key] = payload[key] or ([] if key == "embeds" else "")
    if "components" in payload:
        message["components"] = _numbered(resolved(payload, payload["components"] or [], uploads))
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


def history(channel: Channel, *, after: str | None, limit: int) -> list[Json]:
    """A page as it is read later, newest first; `after` an id, the page is the one that follows it.

    A nonce is told to whoever posts, and not kept; what only one person sees stands in no history.
    """
    kept = sorted(_kept(channel), key=lambda each: int(each["id"]))
    page = kept[-limit:] if after is None else [each for each in kept if int(each["id"]) > int(after)][:limit]
    return [{name: each[name] for name in each if name not in _TOLD_ONCE} for each in reversed(page)]


def answers(message: Json, interaction: Json) -> None:
    """Mark a message as the answer to a gesture."""
    message["interaction_metadata"] = interaction
    message["webhook_id"] = message["application_id"] = message["author"]["id"]


def find(channel: Channel, message_id: str) -> Json:
    if message_id not in channel.messages:
        raise UNKNOWN_MESSAGE
    return channel.messages[message_id]


def _kept(channel: Channel) -> list[Json]:
    return [each for each in channel.messages.values() if not each["flags"] & EPHEMERAL]


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
        "flags": (payload.get("flags") or 0) & _KEPT_FLAGS,
        "components": _numbered(resolved(payload, payload.get("components") or [], channel.uploads)),
        "nonce": payload.get("nonce"), "allowed_mentions": payload.get("allowed_mentions"),
    }  # fmt: skip


def _numbered(components: list[Json]) -> list[Json]:
    """Each component has a number: its own, or the next that is free; 0 is none."""
    numbered = copy.deepcopy(components)
    given = {each["id"] for each in walk(numbered) if each.get("id")}
    free = (number for number in itertools.count(1) if number not in given)
    for each in walk(numbered):
        each["id"] = each.get("id") or next(free)
    return numbered
