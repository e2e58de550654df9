"""Who is active in the workspace, read in pages while many are to be written to."""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress
from time import monotonic as clock
from typing import Final

from mentorbot.chat.ids import UserId
from mentorbot.platforms.slack.allowance import Allowance, Monotonic
from mentorbot.platforms.slack.clients import FAILURES, Clients, log, retry_after, why

PAGE: Final = 500
"""Slack takes 1,000 and recommends 200: so many are some 10 ms to parse, and 20 pages are 10,000 people."""
SMALL_PAGE: Final = 200
"""After a page that Slack could not give."""
PAGES_A_MINUTE: Final = 19
"""users.list takes 20 (tier 2)."""
FEW: Final = 10
"""So many strangers a minute are asked about one by one; more are worth reading the directory."""
GOOD_FOR: Final = 3600.0
"""Seconds; `user_change` tells of a deactivation at once, but to one replica only."""
RENEWED_AFTER: Final = 2700.0
"""Seconds; it is read anew while in use, so that a long night of nudges never runs into its end."""
WANTED_FOR: Final = 30.0
"""Seconds without a stranger after which the rest is not read."""
GIVEN_UP_FOR: Final = 300.0
"""Seconds, after pages that Slack could not give."""
MOST: Final = 100_000
"""People; 10 MB. Those beyond are asked about one by one."""


class Directory:
    """Only the ids of people who are active; whoever is not in it may be anything. One read at a time."""

    def __init__(self, clients: Clients, pages: Allowance, *, monotonic: Monotonic = clock) -> None:
        """`pages` is how many Slack takes, counted with whoever else reads them."""
        self._clients = clients
        self._monotonic = monotonic
        self._active: dict[UserId, float] = {}
        self._pages = pages
        self._strangers = Allowance(FEW, monotonic=monotonic)
        self._wanted_at = self._enough_until = float("-inf")
        self._reading: asyncio.Task[None] | None = None
        self._flowing = asyncio.Event()
        self._turned = asyncio.Event()
        self._open = False

    def open(self) -> None:
        """From now on it may read."""
        self._open = True

    async def close(self) -> None:
        """Read no more."""
        self._open = False
        if self._reading is not None:
            self._reading.cancel()
            with suppress(asyncio.CancelledError):
                await self._reading

    def has(self, user: UserId) -> bool:
        """Whether somebody is known to be active."""
        age = self._monotonic() - self._active.get(user, float("-inf"))
        if RENEWED_AFTER < age < GOOD_FOR:
            self._want()
        return age < GOOD_FOR

    async def turns_up(self, user: UserId, *, within: float) -> bool:
        """Whether a stranger is on the next pages; waits only where pages are coming in, `within` seconds at most."""
        self._strangers.take()
        if self._strangers.wait() > 0:
            self._want()
        until = self._monotonic() + within
        while not self.has(user) and self._flowing.is_set() and (left := until - self._monotonic()) > 0:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._turned.wait(), left)
        return self.has(user)

    def changed(self, user: UserId, *, active: bool) -> None:
        """Slack says that somebody changed; who was deactivated is a stranger again."""
        if not active:
            self._active.pop(user, None)

    def _want(self) -> None:
        self._wanted_at = self._monotonic()
        if self._open and self._reading is None and self._wanted_at >= self._enough_until:
            self._reading = asyncio.create_task(self._read(), name="Slack's directory")
            self._reading.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._reading = None
        self._flowing.clear()
        self._turn()
        if not task.cancelled() and (error := task.exception()) is not None:
            log.warning("Slack's directory cannot be read: %s", why(error) if isinstance(error, Exception) else error)

    async def _read(self) -> None:
        """Page by page, until the end or until nobody is waiting for more."""
        began, cursor, size = self._monotonic(), "", PAGE
        while True:
            while (wait := self._pages.wait()) > 0:
                await self._rest(wait)
            self._flowing.set()
            self._pages.take()
            try:
                page = await self._clients.post.users_list(limit=size, cursor=cursor or None)
            except FAILURES as error:
                seconds = retry_after(error)
                if seconds is None and size == SMALL_PAGE:
                    self._enough_until = self._monotonic() + GIVEN_UP_FOR
                    raise
                size = SMALL_PAGE if seconds is None else size
                await self._rest(seconds or 0.0)
                continue
            self._note(page["members"])
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            full = len(self._active) >= MOST
            if not cursor or full:
                # Who is still a stranger now is no active person, or one too many.
                self._enough_until = began + RENEWED_AFTER
            if not cursor:
                self._forget(before=began)
            if not cursor or full or self._monotonic() - self._wanted_at > WANTED_FOR:
                return

    async def _rest(self, seconds: float) -> None:
        """Nobody waits for a page meanwhile."""
        if seconds > 0:
            self._flowing.clear()
            self._turn()
            await asyncio.sleep(seconds)

    def _note(self, members: Sequence[Mapping[str, object]]) -> None:
        now = self._monotonic()
        for member in members:
            user = UserId(str(member["id"]))
            if member.get("deleted"):
                self._active.pop(user, None)
            elif len(self._active) < MOST or user in self._active:
                self._active[user] = now
        self._turn()

    def _forget(self, *, before: float) -> None:
        """Whoever the whole directory did not name is no longer there."""
        self._active = {user: read for user, read in self._active.items() if read >= before}

    def _turn(self) -> None:
        """Wake everybody who waits for a page."""
        self._turned.set()
        self._turned = asyncio.Event()
