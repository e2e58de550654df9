"""Names of deliveries, which the platforms keep with the message."""

from datetime import datetime
from secrets import token_urlsafe

_RANDOM_BYTES = 8


def new_key(now: datetime, number: int = 0) -> str:
    """25 characters at most (Discord's nonce), in the order of writing: random ones would touch the whole index."""
    return f"{int(now.timestamp()):08x}{number:06x}{token_urlsafe(_RANDOM_BYTES)}"
