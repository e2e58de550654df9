"""Takes one delivery to its platform, or looks for it there; writes nothing down."""

import logging
from collections.abc import Callable, Mapping
from functools import lru_cache, partial

from mentorbot.chat.fit import fit
from mentorbot.chat.ids import UserId, WorkspaceId
from mentorbot.chat.platform import Evidence, Later, Outcome, Parcel, Platform, Undeliverable, Unknown
from mentorbot.chat.reply import Reply
from mentorbot.domain.deliveries import Address, Delivery, Letter
from mentorbot.guides import Library
from mentorbot.messages.letters import letter_message

_OFF = Later(60, "its platform is switched off")

log = logging.getLogger(__name__)


class Courier:
    """Knows the platforms and the guides."""

    def __init__(self, platforms: Mapping[str, Platform], library: Library) -> None:
        self._platforms = platforms
        self._written = lru_cache(maxsize=1024)(partial(_written, library))

    def message(self, delivery: Delivery) -> Reply | None:
        """What the person reads, cut to fit; None when the guide that it is from was taken away.

        Equal letters are the same object, which a platform needs to draw only once.
        """
        return self._written(delivery.letter)

    def forget(self) -> None:
        """The guides have changed: write every letter anew."""
        self._written.cache_clear()

    async def deliver(self, delivery: Delivery, address: Address, message: Reply, goes: Callable[[], bool]) -> Outcome:
        """One try; `goes` says, at the last moment, whether the claim is still fresh."""
        if address.refused:
            return Undeliverable(address.refused)
        platform = self._platforms.get(address.platform)
        if platform is None:
            return _OFF
        try:
            return await platform.send(_parcel(delivery, address, message, goes))
        except Exception:
            log.exception("sending %s broke", delivery.key)
            return Unknown("the bot broke while sending it; the log has the reason")

    async def find(self, delivery: Delivery, address: Address, message: Reply) -> Evidence:
        """Look for one that may have arrived."""
        platform = self._platforms.get(address.platform)
        if platform is None:
            return _OFF
        try:
            return await platform.find(
                _parcel(delivery, address, message, _never), delivery.first_tried_at or delivery.planned_at
            )
        except Exception:
            log.exception("looking for %s broke", delivery.key)
            return Later(60, "the bot broke while looking for it; the log has the reason")


def _parcel(delivery: Delivery, address: Address, message: Reply, goes: Callable[[], bool]) -> Parcel:
    return Parcel(
        key=delivery.key,
        workspace=WorkspaceId(address.workspace),
        user=UserId(address.user),
        reply=message,
        goes=goes,
    )


def _written(library: Library, letter: Letter) -> Reply | None:
    message = letter_message(letter, library)
    return fit(message) if message is not None else None


def _never() -> bool:
    return False
