"""What happens reaches an open page at once, as server-sent events."""

import asyncio
import json
from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from aiohttp import web

from mentorbot.platforms.local.entries import Entry, Origin
from mentorbot.platforms.local.guard import HEADERS
from mentorbot.platforms.local.people import PEOPLE, Persona
from mentorbot.platforms.local.transcript import Transcript
from mentorbot.platforms.local.view import draw_entry, entry_view

ClockOf: TypeAlias = Callable[[Persona], Mapping[str, object]]
"""What a reader's clock shows, as an event's data."""

_HEARTBEAT: Final = 20.0
"""Seconds of silence after which a comment is sent, so that a dead connection is noticed."""


class Unread:
    """Which messages of the bot's nobody has looked at yet, by person."""

    def __init__(self, transcript: Transcript) -> None:
        self._transcript = transcript
        self._seen = {each.user: transcript.change for each in PEOPLE}

    def looked(self, reader: Persona) -> None:
        """That person's page is up to date; other pages take their dot away."""
        if self._seen[reader.user] == self._transcript.change:
            return
        self._seen[reader.user] = self._transcript.change
        self._transcript.wake()

    def counts(self) -> dict[str, int]:
        """People with unread messages, and how many."""
        unread = [each.person for each in self._transcript if self._is_unread(each)]
        return {user: unread.count(user) for user in sorted(set(unread))}

    def _is_unread(self, entry: Entry) -> bool:
        return entry.origin is Origin.MESSAGE and entry.change > self._seen.get(entry.person, 0)


class Live:
    """The streams of all open pages."""

    def __init__(self, *, transcript: Transcript, unread: Unread) -> None:
        self._transcript = transcript
        self._unread = unread
        self._closing = False

    def close(self) -> None:
        """Let every stream end, so that the server can."""
        self._closing = True
        self._transcript.wake()

    async def stream(self, request: web.Request, *, reader: Persona, after: int, clock: ClockOf) -> web.StreamResponse:
        """Send what changed after `after`, then every change, until the page goes away."""
        response = web.StreamResponse(
            headers=HEADERS | {"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        )
        await response.prepare(request)
        await response.write(b"retry: 1000\n\n")
        try:
            await self._follow(_Feed(response, after), reader, clock)
        except ConnectionResetError:
            return response
        return response

    async def _follow(self, feed: "_Feed", reader: Persona, clock: ClockOf) -> None:
        with self._transcript.watched() as changed:
            while not self._closing:
                changed.clear()
                await self._catch_up(feed, reader, clock)
                try:
                    await asyncio.wait_for(changed.wait(), _HEARTBEAT)
                except TimeoutError:
                    await feed.beat()

    async def _catch_up(self, feed: "_Feed", reader: Persona, clock: ClockOf) -> None:
        if feed.after > self._transcript.change:
            await feed.send("reload", {})
            feed.after = self._transcript.change
        for entry in self._transcript.since(feed.after):
            feed.after = entry.change
            if entry.seen_by(reader.user):
                day = entry_view(entry, reader).day
                await feed.send("entry", {"id": entry.id, "day": day, "html": draw_entry(entry, reader)})
        self._unread.looked(reader)
        await feed.send_if_new("unread", self._unread.counts())
        await feed.send_if_new("clock", clock(reader))


class _Feed:
    """One open response and what was sent on it."""

    def __init__(self, response: web.StreamResponse, after: int) -> None:
        self._response = response
        self._last: dict[str, str] = {}
        self.after = after

    async def send(self, event: str, data: Mapping[str, object]) -> None:
        text = json.dumps(data)
        await self._response.write(f"id: {self.after}\nevent: {event}\ndata: {text}\n\n".encode())

    async def send_if_new(self, event: str, data: Mapping[str, object]) -> None:
        text = json.dumps(data)
        if self._last.get(event) != text:
            self._last[event] = text
            await self.send(event, data)

    async def beat(self) -> None:
        await self._response.write(b": still here\n\n")
