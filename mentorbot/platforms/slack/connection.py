"""The Socket Mode connection: acknowledges first, then works, and leaves nothing running behind."""

import asyncio
from collections import OrderedDict
from typing import Final

from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app
from slack_bolt.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse

from mentorbot.platforms.slack.inbound import blank_fields, once_key

REMEMBERED: Final = 10_000
"""Deliveries; Slack repeats an event within five minutes."""
FAREWELL: Final = 5.0
"""Seconds that work under way gets to finish when the platform stops."""


class Connection(AsyncSocketModeHandler):
    """bolt's own handler acknowledges once a listener said so, polling every 10 ms; this one does at once."""

    def __init__(self, app: AsyncApp, app_token: str) -> None:
        super().__init__(app, app_token)
        self._seen: OrderedDict[str, None] = OrderedDict()
        self._busy: set[asyncio.Task[object]] = set()

    async def handle(self, client: SocketModeClient, req: SocketModeRequest) -> None:  # type: ignore[override] # as in bolt's own
        """Acknowledge, then let bolt find the listener; the second delivery of the same thing is only acknowledged.

        What another process took, or this one before it was started again, `Talk` knows from its receipts.
        """
        errors = blank_fields(req.payload)
        payload = {"response_action": "errors", "errors": errors} if errors else None
        await client.send_socket_mode_response(SocketModeResponse(req.envelope_id, payload))
        if errors or self._is_known(once_key(req.payload) or req.envelope_id):
            return
        # A task of our own: slack_sdk keeps no hold on those in which it calls this.
        task = asyncio.create_task(run_async_bolt_app(self.app, req))
        self._busy.add(task)
        task.add_done_callback(self._busy.discard)

    async def serve(self, url: str) -> None:
        """Stay connected until cancelled; `url` is the first connection's address."""
        try:
            self.client.wss_uri = url
            await self.client.connect()  # type: ignore[no-untyped-call] # slack_sdk left it untyped
            await asyncio.Event().wait()
        finally:
            await self._leave()

    async def _leave(self) -> None:
        if self._busy:
            _, late = await asyncio.wait(self._busy, timeout=FAREWELL)
            for task in late:
                task.cancel()
        await self.client.close()  # type: ignore[no-untyped-call] # slack_sdk left it untyped
        left = (self.client.message_processor, self.client.current_session_monitor, self.client.message_receiver)
        await asyncio.gather(*(task for task in left if task is not None), return_exceptions=True)

    def _is_known(self, key: str) -> bool:
        known = key in self._seen
        self._seen[key] = None
        while len(self._seen) > REMEMBERED:
            self._seen.popitem(last=False)
        return known
