"""Which of Slack's payloads go where; whatever has no listener was acknowledged and is let go."""

import os
import re
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from mentorbot.chat.command import Group
from mentorbot.platforms.slack.forms import CALLBACK
from mentorbot.platforms.slack.inbound import (
    Arrived,
    Payload,
    read_command,
    read_message,
    read_press,
    read_submission,
)

Take = Callable[[Arrived | None], Awaitable[None]]
Changed = Callable[[Payload], None]
_ANY = re.compile(".*", re.DOTALL)


_READ_BY_BOLT: Final = ("SLACK_BOT_TOKEN", "SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET")


def bolt_app(client: AsyncWebClient, groups: Sequence[Group], take: Take, changed: Changed) -> AsyncApp:
    """A bolt app that turns payloads into gestures and hands them to `take`, and accounts that changed to `changed`."""
    with _hidden_environment():
        # The connection acknowledged already; before_response keeps each listener within the connection's own task.
        app = AsyncApp(client=client, process_before_response=True)

    @app.command(_ANY)
    async def command(ack: AsyncAck, body: Payload) -> None:
        await ack()
        await take(read_command(body))

    @app.action(_ANY)
    async def press(ack: AsyncAck, body: Payload) -> None:
        await ack()
        await take(read_press(body))

    @app.view(CALLBACK)
    async def submission(ack: AsyncAck, body: Payload) -> None:
        await ack()
        await take(read_submission(body))

    @app.event("message")
    @app.event("app_mention")
    async def message(body: Payload) -> None:
        await take(read_message(body, groups))

    @app.event("user_change")
    async def user_change(body: Payload) -> None:
        changed(body["event"].get("user") or {})

    return app


@contextmanager
def _hidden_environment() -> Iterator[None]:
    """Settings are read in one place: with a client id in the environment, bolt would look for OAuth installations."""
    kept = {name: os.environ.pop(name) for name in _READ_BY_BOLT if name in os.environ}
    try:
        yield
    finally:
        os.environ.update(kept)
