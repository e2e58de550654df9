"""The whole directory at once, for lists that name people in other ways than by their ids."""

import asyncio
from collections.abc import Sequence
from typing import Final

from mentorbot.chat.platform import NoSuchPlace, Person
from mentorbot.platforms.slack import limits
from mentorbot.platforms.slack.accounts import read_account
from mentorbot.platforms.slack.allowance import Allowance, Monotonic
from mentorbot.platforms.slack.clients import FAILURES, Clients, code_of, why

REMEMBERED: Final = 60.0
"""Seconds: whoever mends a list and gives it again need not wait for Slack to take as many pages once more."""


class Everybody:
    """One read at a time, in as few pages as Slack allows and no faster than it takes them."""

    def __init__(self, clients: Clients, pages: Allowance, *, monotonic: Monotonic) -> None:
        self._clients = clients
        self._pages = pages
        self._monotonic = monotonic
        self._one = asyncio.Lock()
        self._known: tuple[float, Sequence[Person]] | None = None

    async def read(self) -> Sequence[Person]:
        """Bots left out, those marked who are gone; raises NoSuchPlace. 10,000 people are ten pages."""
        async with self._one:
            if self._known is None or self._known[0] < self._monotonic():
                found = await self._read()
                self._known = (self._monotonic() + REMEMBERED, found)
            return self._known[1]

    def changed(self) -> None:
        """Somebody is not as they were."""
        self._known = None

    async def _read(self) -> Sequence[Person]:
        people: list[Person] = []
        cursor: str | None = None
        try:
            while True:
                await self._turn()
                page = await self._clients.ask.users_list(limit=limits.DIRECTORY_PAGE, cursor=cursor)
                people += [read_account(user).person for user in page["members"]]
                cursor = (page.get("response_metadata") or {}).get("next_cursor") or None
                if cursor is None:
                    return [each for each in people if not each.bot]
        except FAILURES as error:
            raise NoSuchPlace(_untold(error)) from error

    async def _turn(self) -> None:
        while (wait := self._pages.wait()) > 0:  # noqa: ASYNC110 - only time passes, which has no event
            await asyncio.sleep(wait)
        self._pages.take()


def _untold(error: Exception) -> str:
    if code_of(error) == "missing_scope":
        return "I may not look up people yet: install me again with the current manifest, then try again."
    return f"Slack would not tell me who is in this workspace ({why(error)}). Try again in a minute."
