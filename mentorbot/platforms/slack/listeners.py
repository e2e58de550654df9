"""Which of Slack's payloads go where; whatever has no listener was acknowledged and is let go."""

import re
from collections.abc import Awaitable, Callable, Sequence

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
_ANY = re.compile(".*", re.DOTALL)


def bolt_app(client: AsyncWebClient, groups: Sequence[Group], take: Take) -> AsyncApp:
    """A bolt app that turns payloads into gestures and hands them to `take`."""
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

    return app
