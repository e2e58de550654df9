"""Checks a message as Discord does, and what may change in one."""

from typing import Final

from tests.fakes.discord import limits
from tests.fakes.discord.check_components import check_layout, check_rows
from tests.fakes.discord.errors import EMPTY_MESSAGE, Faults, Json
from tests.fakes.discord.uploads import check_uploads

EPHEMERAL: Final = 1 << 6
COMPONENTS_V2: Final = 1 << 15


def check_message(payload: Json, *, earlier_flags: int = 0) -> None:
    """Raise for a message that Discord would refuse; `earlier_flags` are those of the message being edited."""
    faults = Faults()
    components = payload.get("components") or []
    if ((payload.get("flags") or 0) | earlier_flags) & COMPONENTS_V2:
        _check_excluded(faults, payload)
        check_layout(faults, components)
    else:
        _check_plain(faults, payload)
        check_rows(faults, components)
    faults.at_most("nonce", payload.get("nonce"), high=limits.NONCE)
    _check_mentions(faults, payload.get("allowed_mentions"))
    check_uploads(faults, payload)
    faults.settle()
    if not any(payload.get(key) for key in ("content", "embeds", "components")) and not earlier_flags:
        raise EMPTY_MESSAGE


def _check_excluded(faults: Faults, payload: Json) -> None:
    for key in ("content", "embeds", "poll", "sticker_ids"):
        if payload.get(key):
            faults.add(key, f"The '{key}' field cannot be used with MessageFlags.IS_COMPONENTS_V2.")


def _check_plain(faults: Faults, payload: Json) -> None:
    faults.at_most("content", payload.get("content"), high=limits.CONTENT)
    embeds = payload.get("embeds") or []
    faults.count("embeds", embeds, low=0, high=limits.EMBEDS)
    text = sum(len(each.get("title") or "") + len(each.get("description") or "") for each in embeds)
    if text > limits.EMBED_TEXT:
        faults.add("embeds", f"Embed size exceeds maximum size of {limits.EMBED_TEXT}.")


def _check_mentions(faults: Faults, mentions: Json | None) -> None:
    for kind in (mentions or {}).get("parse") or []:
        if kind not in {"roles", "users", "everyone"}:
            faults.add("allowed_mentions.parse", f"{kind} is no kind of mention.")
        if (mentions or {}).get(kind):
            faults.add("allowed_mentions", f"parse:[{kind}] and {kind}:[ids…] are mutually exclusive.")
