"""What a message carries of the delivery that it is, and how it is known again in a channel's history.

Discord gives a nonce back to whoever posts, and keeps it nowhere; what it keeps is the `id` of a component, a number of
our own choice (documented: any 32-bit integer, unique in the message; where there is none it counts from 1). So the
first component of every delivery bears a number made from the delivery's key. An answer that replaces the message in
place takes the number over. An answer to a direct message bears a number of its own: nothing else tells it from a
delivery of the same words.
"""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Final

_SMALLEST: Final = 1 << 30
"""Discord counts from 1, and a message has forty components at most."""


def mark_of(key: str) -> int:
    """Thirty bits of the key's hash, above all numbers that Discord gives by itself."""
    return _SMALLEST | int.from_bytes(sha256(key.encode()).digest()[:4]) >> 2


def mark_in(first: int | None) -> int | None:
    """The mark that the number of a message's first component is, if it is one."""
    return first if first is not None and first >= _SMALLEST else None


def mark_on(components: object) -> int | None:
    """The mark that a message bears, from its raw components."""
    number = next(_objects(components), {}).get("id")
    return mark_in(number) if isinstance(number, int) else None


def words_of(components: object) -> tuple[str, ...]:
    """Everything that people read and press, in order, whatever became of spaces and numbers on the way."""
    return tuple(_words(components))


def _words(components: object) -> Iterator[str]:
    for each in _objects(components):
        for name in ("content", "label", "custom_id"):
            if text := " ".join(str(each.get(name) or "").split()):
                yield text
        yield from _words(each.get("components"))


def _objects(components: object) -> Iterator[Mapping[str, object]]:
    if isinstance(components, list):
        yield from (each for each in components if isinstance(each, dict))
