"""Names of deliveries, which the platforms keep with the message."""

from datetime import datetime
from secrets import token_urlsafe

_RANDOM_BYTES = 8


def new_mark() -> str:
    """What tells the keys of one run from all that are made elsewhere."""
    return token_urlsafe(_RANDOM_BYTES)


def numbered_key(now: datetime, mark: str, first: int, place: int) -> str:
    """25 characters at most (Discord's nonce), in the order of writing: random ones would touch the whole index."""
    return f"{int(now.timestamp()):08x}{first + place:06x}{mark}"


def new_key(now: datetime, number: int = 0) -> str:
    """A key with a mark of its own."""
    return numbered_key(now, new_mark(), 0, number)
