"""A small bolt app, as anybody would write it, that proves the local Slack."""

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond, AsyncSay
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.slack import LocalSlack

MODAL = {
    "type": "modal",
    "callback_id": "greet",
    "notify_on_close": True,
    "title": {"type": "plain_text", "text": "Greet"},
    "submit": {"type": "plain_text", "text": "Send"},
    "blocks": [
        {
            "type": "input",
            "block_id": "whom",
            "label": {"type": "plain_text", "text": "Whom?"},
            "element": {"type": "plain_text_input", "action_id": "whom", "max_length": 20},
        },
    ],
}


def app_for(client: AsyncWebClient) -> AsyncApp:
    """Echoes commands, counts presses, greets from a form."""
    app = AsyncApp(client=client)

    @app.command("/echo")
    async def echo(ack: AsyncAck, body: dict[str, Any], respond: AsyncRespond) -> None:
        await ack()
        button = {"type": "button", "text": {"type": "plain_text", "text": "More"}, "action_id": "more", "value": "1"}
        blocks: list[dict[str, Any]] = [
            {"type": "section", "text": {"type": "mrkdwn", "text": body["text"]}},
            {"type": "actions", "elements": [button]},
        ]
        await respond(text=body["text"], blocks=blocks)

    @app.action("more")
    async def more(ack: AsyncAck, action: dict[str, Any], respond: AsyncRespond) -> None:
        await ack()
        await respond(text=f"pressed {action['value']}", replace_original=True)

    @app.command("/greet")
    async def greet(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view={**MODAL, "private_metadata": body["response_url"]})

    @app.view("greet")
    async def greeted(ack: AsyncAck, view: dict[str, Any]) -> None:
        name = view["state"]["values"]["whom"]["whom"]["value"]
        if name == "nobody":
            await ack(response_action="errors", errors={"whom": "Somebody, please"})
            return
        await ack()
        respond = AsyncRespond(response_url=view["private_metadata"])
        await respond(text=f"Hello {name}")

    @app.view_closed("greet")
    async def closed(ack: AsyncAck) -> None:
        await ack()

    @app.event("message")
    async def written(event: dict[str, Any], say: AsyncSay) -> None:
        await say(text=re.sub("ping", "pong", event["text"]))

    return app


@contextlib.asynccontextmanager
async def trivial_bot(slack: LocalSlack) -> AsyncIterator[AsyncWebClient]:
    """The app above, connected; yields its client."""
    async with aiohttp.ClientSession() as session:
        client = AsyncWebClient(token=slack.bot_token, base_url=slack.url, session=session, retry_handlers=[])
        handler = AsyncSocketModeHandler(app_for(client), slack.app_token, ping_interval=1)
        await handler.client.connect()  # type: ignore[no-untyped-call] # slack_sdk left it untyped
        try:
            await slack.connected()
            yield client
        finally:
            await handler.client.close()  # type: ignore[no-untyped-call] # slack_sdk left it untyped
            await asyncio.sleep(0)
