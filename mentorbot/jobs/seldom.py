"""What a tick does only every so often."""

from datetime import datetime, timedelta


class Seldom:
    """Whether it is time again, `every` so long, beginning at once."""

    def __init__(self, every: timedelta) -> None:
        self._every = every
        self._last: datetime | None = None

    def is_time(self, now: datetime) -> bool:
        """Also after a clock has stepped back."""
        if self._last is not None and abs(now - self._last) < self._every:
            return False
        self._last = now
        return True
