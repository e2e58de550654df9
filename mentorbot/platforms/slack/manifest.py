"""The app's manifest, which Slack takes when the app is made; derived from the declarations."""

from collections.abc import Sequence
from typing import Final

from mentorbot.chat.command import Group
from mentorbot.platforms.slack.limits import cut
from mentorbot.platforms.slack.rich_text import Json

NAME: Final = "mentorbot"
DESCRIPTION: Final = "A career guide you can ask, and one task a week in your own time."
USAGE_HINT: Final = 100
"""Slack takes 1,000 characters; the suggestion under the message box shows about this many."""

SCOPES: Final = (
    "app_mentions:read",  # a question put to the bot in a channel
    "channels:read",  # the people of a public channel, for /cohort import
    "chat:write",  # answers and nudges
    "commands",
    "files:read",  # the file that somebody gives in a form; Slack shows no field for one without it
    "files:write",  # pictures and files of an answer, put into the direct messages
    "groups:read",  # the people of a private channel that the bot was invited to
    "im:history",  # what people write to the bot itself; nothing else is read
    "im:write",  # opening the conversation that a nudge goes to
    "usergroups:read",  # the people of a user group, for /cohort import
    "users:read",  # names, time zones, who is an admin, who was deactivated
    "users:read.email",  # whom a list means that knows people by their addresses
)
EVENTS: Final = (
    "app_mention",
    "message.im",
    "user_change",  # who was deactivated is not written to
)


def manifest(groups: Sequence[Group]) -> Json:
    """The manifest as JSON data."""
    return {
        "display_information": {"name": NAME, "description": DESCRIPTION},
        "features": {
            "app_home": {
                "home_tab_enabled": False,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": NAME, "always_online": True},
            "slash_commands": [_slash_command(group) for group in groups],
        },
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": {"bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True},
            "org_deploy_enabled": False,
            "socket_mode_enabled": True,
            "token_rotation_enabled": False,
        },
    }


def _slash_command(group: Group) -> Json:
    words = " | ".join(command.word for command in group.commands if command.listed)
    return {
        "command": f"/{group.name}",
        "description": group.description,
        "usage_hint": cut(words, USAGE_HINT) or group.name,
        "should_escape": True,  # people and channels arrive as ids, whatever they are called
    }
