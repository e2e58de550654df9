"""chat.* : posting and changing messages."""

from typing import TYPE_CHECKING

from tests.fakes.slack import block_kit, limits
from tests.fakes.slack.payloads import message_json
from tests.fakes.slack.web_api import Method
from tests.fakes.slack.wire import Json, SlackError
from tests.fakes.slack.workspace import BOT_USER, Channel

if TYPE_CHECKING:
    from tests.fakes.slack.server import LocalSlack


def post_message(slack: "LocalSlack", given: Json) -> Json:
    """Post to a channel or to a person; a deactivated person's message is taken all the same."""
    channel = place(slack, given)
    _check(given, most_text=limits.POST_TEXT)
    message = slack.workspace.post(given, channel=channel.id, author=BOT_USER)
    if message.metadata is None:
        slack.gestures.show_in(channel.id, message)
    slack.stir()
    return {"channel": channel.id, "ts": message.ts, "message": message_json(message)}


def post_ephemeral(slack: "LocalSlack", given: Json) -> Json:
    """Post where one person alone sees it."""
    channel = place(slack, given)
    _check(given, most_text=limits.POST_TEXT)
    if given.get("user") not in channel.members:
        raise SlackError("user_not_in_channel")
    message = slack.workspace.post(given, channel=channel.id, author=BOT_USER, only=given["user"])
    slack.gestures.show_in(channel.id, message)
    return {"message_ts": message.ts}


def update(slack: "LocalSlack", given: Json) -> Json:
    """Change one of the bot's own messages; ephemeral ones cannot be found."""
    channel = place(slack, given)
    _check(given, most_text=limits.UPDATE_TEXT)
    message = slack.workspace.find(channel.id, given.get("ts", ""))
    if message is None or message.ephemeral:
        raise SlackError("message_not_found")
    if message.author != BOT_USER:
        raise SlackError("cant_update_message")
    slack.workspace.change(message, given)
    slack.gestures.show_in(channel.id, message)
    return {"channel": channel.id, "ts": message.ts, "text": message.text, "message": message_json(message)}


def place(slack: "LocalSlack", given: Json) -> Channel:
    """The channel that an argument names, when the bot may write there."""
    name = given.get("channel", "")
    if name in slack.workspace.users:
        return slack.workspace.direct(name)
    channel = slack.workspace.channels.get(name)
    if channel is None:
        raise SlackError("channel_not_found")
    if BOT_USER not in channel.members:
        raise SlackError("not_in_channel")
    return channel


def _check(given: Json, *, most_text: int) -> None:
    if given.get("blocks"):
        block_kit.check_message(given["blocks"])
    elif not given.get("text"):
        raise SlackError("no_text")
    if len(given.get("text") or "") > most_text:
        raise SlackError("msg_too_long")
    metadata = given.get("metadata")
    if metadata is not None and not {"event_type", "event_payload"} <= set(metadata):
        raise SlackError("invalid_metadata_format")


METHODS = {
    "chat.postMessage": Method(run=post_message, tier=4, scope="chat:write"),
    "chat.postEphemeral": Method(run=post_ephemeral, tier=4, scope="chat:write"),
    "chat.update": Method(run=update, tier=3, scope="chat:write"),
}
