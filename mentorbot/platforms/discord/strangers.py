"""People who have never used the bot: Discord quarantines bots that write to many of them.

Whoever pressed a button, ran a command or wrote to the bot has asked for what follows. Somebody whom an admin added or
imported has not; such a person is written to when they have direct messages with the bot already, or as one of a few in
a day.
"""

from collections import OrderedDict
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Final

from mentorbot.chat.ids import UserId
from mentorbot.chat.platform import Notes, Undeliverable

A_DAY: Final = 20
"""In a day of UTC. Bots were quarantined after 25 to 40."""
_KEPT: Final = 10_000
_TOO_MANY: Final = Undeliverable(
    "they have not used me yet, and Discord stops bots that write to too many such people in a day; "
    "once they have run /mentor I can write to them"
)


def _today() -> date:
    return datetime.now(UTC).date()


class Strangers:
    """Who has used the bot, and how many others were written to today; noted for every process and for later."""

    def __init__(self, notes: Notes, *, today: Callable[[], date] = _today) -> None:
        self._notes = notes
        self._today = today
        self._met: OrderedDict[UserId, None] = OrderedDict()

    async def meet(self, user: UserId) -> None:
        """They pressed a button, ran a command, or wrote to the bot."""
        if user in self._met:
            return
        self._met[user] = None
        if len(self._met) > _KEPT:
            self._met.popitem(last=False)
        if not await self._notes.get(f"met.{user}"):
            await self._notes.put(f"met.{user}", f"{self._today()}")

    async def admit(self, user: UserId) -> Undeliverable | None:
        """Whether somebody may be written to for the first time; counts those who have not asked for it."""
        if user in self._met or await self._notes.get(f"met.{user}"):
            return None
        day, _, written = (await self._notes.get("strangers") or "").partition(" ")
        today = f"{self._today()}"
        number = int(written) if day == today else 0
        if number >= A_DAY:
            return _TOO_MANY
        await self._notes.put("strangers", f"{today} {number + 1}")
        return None
