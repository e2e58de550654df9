"""Values out of JSON whose shape is a platform's, not ours."""

from collections.abc import Iterator, Mapping
from typing import TypeAlias

Json: TypeAlias = Mapping[str, object]


def text(payload: Json, key: str) -> str:
    """The text under a key; empty where there is none."""
    found = payload.get(key, "")
    return found if isinstance(found, str) else ""


def part(payload: Json, key: str) -> Json:
    """The object under a key; empty where there is none."""
    found = payload.get(key)
    return found if isinstance(found, Mapping) else {}


def parts(payload: Json, key: str) -> Iterator[Json]:
    """The objects in the list under a key."""
    found = payload.get(key)
    return (each for each in found if isinstance(each, Mapping)) if isinstance(found, list) else iter(())


def number(payload: Json, key: str) -> int:
    """The whole number under a key; 0 where there is none."""
    found = payload.get(key)
    return found if isinstance(found, int) else 0
