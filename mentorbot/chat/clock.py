"""What time it is, as a value that can be asked for; and a clock that can be moved, to try things out."""

from datetime import datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """The one source of `now`."""

    def now(self) -> datetime:
        """This instant: aware, UTC."""
        ...


class MovableClock(Clock, Protocol):
    """A clock that people may move while they try the bot; never beside a real platform."""

    async def advance(self, delta: timedelta) -> None:
        """Move forward; whatever has become due has happened when this returns."""
        ...

    async def reset(self) -> None:
        """Go back to the real time."""
        ...
