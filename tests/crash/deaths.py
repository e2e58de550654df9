"""Points of the bot's own work at which its process can be made to kill or to freeze itself.

Real functions are wrapped, none is replaced: each does its work, and the signal comes right before or after it.
"""

import os
import signal
from collections.abc import Callable, Sized
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps
from typing import Any, Final

from mentorbot.jobs import plan_nudges
from mentorbot.outbox import books, claiming
from mentorbot.platforms.discord.platform import DiscordPlatform
from mentorbot.platforms.slack.platform import SlackPlatform


class Death(StrEnum):
    """Where that is."""

    PLANNING = "planning"
    """The rows and the next dates are written, and not committed."""
    CLAIMING = "claiming"
    """The claim is written, and not committed."""
    CLAIMED = "claimed"
    """The claim is committed, nothing is sent."""
    SETTLING = "settling"
    """The platform has answered and the settling is written, and not committed."""


@dataclass(frozen=True, slots=True)
class _Place:
    owner: object
    name: str
    before: bool = False


_PLACES: Final = {
    Death.PLANNING: (_Place(plan_nudges, "save_outcomes"),),
    Death.CLAIMING: (_Place(claiming, "claim"),),
    Death.CLAIMED: (_Place(SlackPlatform, "send", before=True), _Place(DiscordPlatform, "send", before=True)),
    Death.SETTLING: (_Place(books, "settle"),),
}


def signalled_at(death: Death, number: signal.Signals) -> None:
    """The process sends itself a signal the first time that it comes there with something to do."""
    once: list[Callable[[], None]] = [lambda: os.kill(os.getpid(), number)]

    def strike() -> None:
        if once:
            once.pop()()

    for place in _PLACES[death]:
        setattr(place.owner, place.name, _struck(getattr(place.owner, place.name), strike, before=place.before))


def _struck(work: Callable[..., Any], strike: Callable[[], None], *, before: bool) -> Callable[..., Any]:
    @wraps(work)
    async def struck(*given: object, **named: object) -> object:
        if before:
            strike()
        done = await work(*given, **named)
        if not before and (_something(done) or any(map(_something, given))):
            strike()
        return done

    return struck


def _something(value: object) -> bool:
    """Whether it is a collection with anything in it, rather than a tick's empty hands."""
    return isinstance(value, Sized) and not isinstance(value, str) and len(value) > 0
