"""The real clock, and one that can be moved to try the bot out."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from mentorbot.chat.platform import Notes

NextDue = Callable[[], Awaitable[datetime | None]]
Happen = Callable[[], Awaitable[object]]

_OFFSET = "clock/offset-seconds"
_STEPS = 20_000
"""Moving ends here at the latest, even if something were due for ever."""


class RealClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class TimeMachine:
    """The machine's clock and an offset; moving it stops at every instant at which something is due.

    The offset is kept in the notes, so that a restart does not lie about the date.
    """

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._offset = timedelta()
        self._next_due: NextDue | None = None
        self._happen: Happen | None = None

    def drives(self, *, next_due: NextDue, happen: Happen) -> None:
        """What moving it sets off: when something is due, and how to let it happen."""
        self._next_due, self._happen = next_due, happen

    async def load(self) -> None:
        """Go where the clock stood when the process last ended."""
        self._offset = timedelta(seconds=float(await self._notes.get(_OFFSET) or 0))

    def now(self) -> datetime:
        return datetime.now(UTC) + self._offset

    async def advance(self, delta: timedelta) -> None:
        target = self.now() + delta
        for _ in range(_STEPS):
            due = await self._next_due() if self._next_due else None
            if due is None or due > target:
                break
            await self._step_to(due)
        await self._step_to(target)

    async def reset(self) -> None:
        self._offset = timedelta()
        await self._notes.put(_OFFSET, "0")

    async def _step_to(self, moment: datetime) -> None:
        self._offset += max(moment - self.now(), timedelta())
        await self._notes.put(_OFFSET, str(self._offset.total_seconds()))
        if self._happen:
            await self._happen()
