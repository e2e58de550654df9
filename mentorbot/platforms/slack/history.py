"""Evidence: looks for a message that may have arrived, by its key, in the bot's conversation with that person.

What is assumed:

- Slack shows a message in `conversations.history` within the settling time (30 s or more) after it took it, and its
  metadata too. `chat.update` keeps the metadata, so a message whose button was pressed is still found.
- Nobody deletes a message of the bot's between its arrival and the look-up. The person cannot; an admin of the
  workspace, or a retention time that is shorter than an outage, can. Such a message would be taken for one that never
  came, and the person, who can no longer read the first, gets a second.
- Our clock and Slack's differ by less than a day.

It is absent only when Slack showed the whole span, page by page, to its end.
"""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final, TypeVar

from slack_sdk.errors import SlackApiError

from mentorbot.chat.ids import ChannelId, UserId
from mentorbot.chat.platform import Absent, Blocked, Evidence, Later, Parcel, Sent, Unknown, Unreachable
from mentorbot.platforms.slack.allowance import Allowance, Monotonic
from mentorbot.platforms.slack.clients import Clients, code_of, log, retry_after
from mentorbot.platforms.slack.outcomes import not_sent
from mentorbot.platforms.slack.sending import EVENT_TYPE

Sleep = Callable[[float], Awaitable[None]]
K = TypeVar("K")
V = TypeVar("V")

CLOCKS_DIFFER: Final = timedelta(days=1)
"""Reading a day more is seldom another page, and a key is never found by mistake."""
PAGE: Final = 200
IN_A_ROW: Final = 3
SPAN: Final = 4.0
"""Three calls in any four seconds: 45 a minute, and never more than 48 in one. conversations.history and
conversations.open take 50 each (tier 3)."""
PATIENCE: Final = 15.0
"""Seconds that a look-up waits for its turn; where it takes longer, the outbox had better come back to it."""
NARROW_PAGE: Final = 15
NARROW_SECONDS: Final = 61.0
"""One call a minute and 15 messages is what Slack gives apps that are distributed outside its Marketplace; an app that
was made in the own workspace is none of these."""
NARROW_FOR: Final = 1800.0
"""Seconds; a single refusal may come of what another replica read before, a second one within twice this does not."""
MOST: Final = 10_000
"""Conversations in memory; one that was forgotten costs one call more."""
_WAITING: Final = "Slack's rate limit for reading the history"


class History:
    """Never more look-ups than Slack takes; those that would wait long are told for how long."""

    def __init__(
        self, clients: Clients, *, monotonic: Monotonic = time.monotonic, sleep: Sleep = asyncio.sleep
    ) -> None:
        self._clients = clients
        self._monotonic = monotonic
        self._sleep = sleep
        self._channels: OrderedDict[UserId, ChannelId] = OrderedDict()
        self._opened = Allowance(IN_A_ROW, SPAN, monotonic=monotonic)
        self._read = Allowance(IN_A_ROW, SPAN, monotonic=monotonic)
        self._read_narrowly = Allowance(1, NARROW_SECONDS, monotonic=monotonic)
        self._refused_at = float("-inf")
        self._narrow_until = float("-inf")
        self._places: OrderedDict[str, str] = OrderedDict()
        """How far a look-up came that had to wait between two pages: the cursor, by key."""

    def remember(self, user: UserId, channel: ChannelId) -> None:
        """Where the bot and that person talk."""
        _keep(self._channels, user, channel)

    async def find(self, parcel: Parcel, since: datetime) -> Evidence:
        """Whether a message that was first tried at `since` (UTC) is there; never raises for what Slack answered."""
        try:
            channel = await self._channel(parcel.user)
            oldest = str((since - CLOCKS_DIFFER).timestamp())
            ts = await self._search(channel, parcel.key, oldest)
        except _Wait as wait:
            return Later(wait.seconds, _WAITING)
        except _Hidden:
            return Unknown("Slack does not show the whole conversation")
        except Exception as error:  # noqa: BLE001 - asking again is always allowed, whatever broke
            return self._failed(parcel.key, error)
        self._places.pop(parcel.key, None)
        return Sent(f"{channel}/{ts}") if ts else Absent()

    async def _channel(self, user: UserId) -> ChannelId:
        if user not in self._channels:
            await self._turn(self._opened)
            answer = await self._clients.post.conversations_open(users=user)
            self.remember(user, ChannelId(answer["channel"]["id"]))
        return self._channels[user]

    async def _search(self, channel: ChannelId, key: str, oldest: str) -> str:
        """The time stamp of the message; empty when the whole span was read without it."""
        while True:
            page = await self._page(channel, oldest, self._places.get(key))
            for message in page["messages"]:
                if _key_of(message) == key:
                    return str(message["ts"])
            cursor = (page.get("response_metadata") or {}).get("next_cursor")
            if not cursor and page.get("has_more"):
                raise _Hidden
            if not cursor:
                return ""
            _keep(self._places, key, cursor)

    async def _page(self, channel: ChannelId, oldest: str, cursor: str | None) -> Mapping[str, Any]:
        narrow = self._monotonic() < self._narrow_until
        await self._turn(self._read_narrowly if narrow else self._read)
        try:
            answer = await self._clients.post.conversations_history(
                channel=channel,
                oldest=oldest,
                inclusive=True,
                include_all_metadata=True,
                limit=NARROW_PAGE if narrow else PAGE,
                cursor=cursor,
            )
        except SlackApiError as error:
            if retry_after(error) is not None:
                self._refused()
            raise
        data = answer.data
        if not isinstance(data, dict) or not isinstance(data.get("messages"), list):
            raise TypeError("a page without messages")
        return data

    async def _turn(self, allowance: Allowance) -> None:
        while (seconds := allowance.wait()) > 0:
            if seconds > PATIENCE:
                raise _Wait(seconds)
            await self._sleep(seconds)
        allowance.take()

    def _refused(self) -> None:
        now = self._monotonic()
        if now - self._refused_at < 2 * NARROW_FOR:
            self._narrow_until = now + NARROW_FOR
            self._read_narrowly.take()
        self._refused_at = now

    def _failed(self, key: str, error: Exception) -> Evidence:
        log.info("Looking for %s on Slack ended in %r", key, error)
        if code_of(error) == "invalid_cursor":
            self._places.pop(key, None)
            return Unreachable("Slack's page was over; reading from the start")
        if code_of(error) in {"missing_scope", "no_permission"}:
            return Unknown("the app may not read its own messages; install it again with the current manifest")
        failed = not_sent(error)
        if isinstance(failed, Later | Unreachable | Blocked):
            return failed
        return Unknown(failed.reason)


class _Wait(Exception):
    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class _Hidden(Exception):
    """Slack says that there is more, and not how to get it."""


def _key_of(message: Mapping[str, Any]) -> str | None:
    metadata = message.get("metadata") or {}
    return (metadata.get("event_payload") or {}).get("key") if metadata.get("event_type") == EVENT_TYPE else None


def _keep(memory: OrderedDict[K, V], name: K, value: V) -> None:
    memory[name] = value
    memory.move_to_end(name)
    if len(memory) > MOST:
        memory.popitem(last=False)
