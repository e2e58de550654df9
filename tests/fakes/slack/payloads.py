"""The payloads that Slack sends to an app, with exactly its keys."""

import secrets
from collections.abc import Sequence

from tests.fakes.slack.views import View
from tests.fakes.slack.wire import Json
from tests.fakes.slack.workspace import APP_ID, BOT_ID, BOT_USER, TEAM, Channel, Kind, Message, User

TOKEN = "local-verification-token"
DOMAIN = "local"


def slash(user: User, channel: Channel, *, command: str, text: str) -> Json:
    """A slash command, still without response_url and trigger_id."""
    return {
        "token": TOKEN,
        "team_id": TEAM,
        "team_domain": DOMAIN,
        "channel_id": channel.id,
        "channel_name": _shown_name(channel),
        "user_id": user.id,
        "user_name": user.name.lower(),
        "command": command,
        "text": text,
        "api_app_id": APP_ID,
        "is_enterprise_install": "false",
    }


def block_actions(user: User, message: Message, channel: Channel, action: Json) -> Json:
    """A press in a message; the message itself is left out when it is ephemeral."""
    payload: Json = {
        **_interaction("block_actions", user),
        "container": {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": channel.id,
            "is_ephemeral": message.ephemeral,
        },
        "channel": {"id": channel.id, "name": _shown_name(channel)},
        "state": {"values": {}},
        "actions": [action],
    }
    if not message.ephemeral:
        payload["message"] = message_json(message)
    return payload


def view_submission(user: User, view: View, values: Json) -> Json:
    """A form sent off."""
    return {
        **_interaction("view_submission", user),
        "view": {**view.json(), "state": {"values": values}},
        "response_urls": [],
    }


def view_closed(user: User, view: View) -> Json:
    """A form put away without sending it."""
    return {**_interaction("view_closed", user), "view": view.json(), "is_cleared": False}


def event(event: Json, *, now: float) -> Json:
    """The wrapping of the Events API."""
    return {
        "token": TOKEN,
        "team_id": TEAM,
        "api_app_id": APP_ID,
        "event": {**event, "event_ts": f"{now:.6f}"},
        "type": "event_callback",
        "event_id": f"Ev{secrets.token_hex(5).upper()}",
        "event_time": int(now),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": TEAM,
                "user_id": BOT_USER,
                "is_bot": True,
                "is_enterprise_install": False,
            },
        ],
        "is_ext_shared_channel": False,
        "event_context": secrets.token_hex(8),
    }


def message_event(message: Message, channel: Channel, *, kind: str) -> Json:
    """What a person wrote, as `message` in a direct conversation or as `app_mention`."""
    written: Json = {
        "type": kind,
        "user": message.author,
        "ts": message.ts,
        "client_msg_id": secrets.token_hex(16),
        "text": message.text,
        "team": TEAM,
        "channel": channel.id,
    }
    return {**written, "channel_type": "im"} if kind == "message" else written


def message_json(message: Message, *, with_metadata: bool = False) -> Json:
    """A message as the Web API returns it."""
    written: Json = {
        "type": "message",
        "user": message.author,
        "ts": message.ts,
        "text": message.text,
        "team": TEAM,
    }
    if message.author == BOT_USER:
        written |= {"bot_id": BOT_ID, "app_id": APP_ID}
    if message.blocks:
        written["blocks"] = message.blocks
    if message.files:
        written["files"] = [
            {"name": each.name, "title": each.title, "mimetype": each.media_type} for each in message.files
        ]
    if with_metadata and message.metadata:
        written["metadata"] = message.metadata
    return written


def action_of(element: Json, block_id: str, chosen: Sequence[Json] = ()) -> Json:
    """What was pressed or chosen."""
    action: Json = {
        "type": element["type"],
        "action_id": element.get("action_id", "made"),
        "block_id": block_id,
        "action_ts": "1.0",
    }
    if element["type"] == "button":
        given = {name: element[name] for name in ("text", "value", "style") if name in element}
        return action | given
    if element["type"] == "checkboxes" or element["type"].startswith("multi_"):
        return action | {"selected_options": list(chosen)}
    return action | {"selected_option": chosen[0]}


def _interaction(kind: str, user: User) -> Json:
    return {
        "type": kind,
        "team": {"id": TEAM, "domain": DOMAIN},
        "user": {"id": user.id, "username": user.name.lower(), "name": user.name.lower(), "team_id": TEAM},
        "api_app_id": APP_ID,
        "token": TOKEN,
        "enterprise": None,
        "is_enterprise_install": False,
    }


def _shown_name(channel: Channel) -> str:
    return "privategroup" if channel.kind is Kind.PRIVATE else channel.name
