"""Slack's control characters, both ways: what people typed, and what we write."""

import re
from typing import Final

_TAG: Final = re.compile(r"<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def escape(text: str) -> str:
    """Literal text: no mention, link or date can come of it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    """The characters that Slack sends as entities."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def clean(text: str) -> str:
    """Without control characters; half a character, which JSON may bring, becomes U+FFFD."""
    return _CONTROL.sub(" ", text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))


def typed(text: str, *, ids: bool) -> str:
    """What somebody wrote: `<@U1|kim>` stays `<@U1>` where a command takes ids, else becomes `@kim`."""
    return unescape(_TAG.sub(lambda tag: _read(tag, ids=ids), clean(text)))


def _read(tag: re.Match[str], *, ids: bool) -> str:
    kind, target, label = tag[1], tag[2], tag[3] or ""
    group = target.removeprefix("subteam^")
    match kind:
        case "@" | "#":
            return f"<{kind}{target}>" if ids else f"{kind}{(label or target).removeprefix(kind)}"
        case "!" if ids and group != target:
            return f"<!subteam^{group}>"
        case "!":
            return label or f"@{target}"
        case _:
            return target.removeprefix("mailto:")
