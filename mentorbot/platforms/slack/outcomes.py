"""What each of Slack's refusals means for a message, and for those behind it."""

from http import HTTPStatus
from typing import Final

from slack_sdk.errors import SlackApiError

from mentorbot.chat.platform import Blocked, Later, Refused, Undeliverable, Unknown, Unreachable
from mentorbot.platforms.slack.clients import code_of, log, retry_after, status_of, why

AWAY: Final = "Slack cannot be reached"
IN_DOUBT: Final = frozenset({"internal_error", "fatal_error", "request_timeout", "service_unavailable"})
"""Slack's pages say of these that some of the work may have been done."""
PASSING: Final = IN_DOUBT | {"accesslimited", "ekm_access_denied", "org_login_required", "team_added_to_org"}
"""What passes without a new token, so that connecting is tried again."""
_TOKEN: Final = frozenset(
    {
        "account_inactive",  # the token's account or workspace is gone; a person's is `user_disabled`
        "invalid_auth",
        "not_allowed_token_type",
        "not_authed",
        "token_expired",
        "token_revoked",
    }
)
_THEIRS: Final = {
    "cannot_dm_bot": "bots take no messages from other bots",
    "channel_not_found": "Slack lets the bot write to nobody of that id",
    "invalid_user_combination": "they are in another organisation, and share no channel with the bot",
    "is_archived": "their conversation with the bot is archived",
    "not_in_channel": "the bot is not part of their conversation",
    "restricted_action_non_threadable_channel": "their conversation with the bot takes no messages",
    "restricted_action_read_only_channel": "their conversation with the bot takes no messages",
    "restricted_action_thread_locked": "their conversation with the bot takes no messages",
    "restricted_action_thread_only_channel": "their conversation with the bot takes no messages",
    "user_disabled": "their Slack account is deactivated",
    "user_not_found": "Slack knows nobody of that id",
    "user_not_visible": "Slack does not let the bot see them",
    "users_not_found": "Slack knows nobody of that id",
}
"""Refusals that are about the person."""
_OURS: Final = {
    "access_denied": "Slack denies the bot access; ask an admin of the workspace",
    "accesslimited": "Slack takes no calls from the bot's network; ask an admin of the workspace",
    "deprecated_endpoint": "Slack has retired a call that this version of the bot makes; update the bot",
    "ekm_access_denied": "the workspace's admins have suspended posting",
    "enterprise_is_restricted": "the organisation does not let the bot call Slack; install it in the workspace",
    "messages_tab_disabled": "the app's messages tab is off; install it with the current manifest",
    "metadata_must_be_sent_from_app": "the token is no app's; install the app with the current manifest",
    "method_deprecated": "Slack has retired a call that this version of the bot makes; update the bot",
    "missing_scope": "the app lacks a permission; install it again with the current manifest",
    "no_permission": "the app lacks a permission; install it again with the current manifest",
    "org_login_required": "the workspace is being moved into an organisation; Slack takes nothing until that is done",
    "restricted_action": "the workspace does not let the bot write there",
    "team_access_not_granted": "the app is not installed in that workspace",
    "team_added_to_org": "the workspace is being moved into an organisation; Slack takes nothing until that is done",
    "team_not_found": "the app is not installed in that workspace",
    "two_factor_setup_required": "the account behind the token must set up two-factor authentication",
}
"""Refusals that hit everybody in the workspace until somebody has done something."""

Failed = Later | Unreachable | Blocked | Undeliverable | Refused | Unknown


def outcome(error: Exception) -> Failed:
    """After a post that may have left; what nobody sorted yet is about the message, so that it is held and shown."""
    seconds = retry_after(error)
    if seconds is not None:
        return Later(seconds, "Slack's rate limit")
    code, status = code_of(error), status_of(error)
    if not code or code in IN_DOUBT or status is None or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return Unknown(why(error))
    if code in _TOKEN:
        return _blocked(f"Slack refuses the bot's token ({code}); install the app again")
    if code in _OURS:
        return _blocked(_OURS[code])
    if code in _THEIRS:
        return Undeliverable(_THEIRS[code])
    return Refused(f"Slack refused the message ({code})")


def not_sent(error: Exception) -> Later | Unreachable | Blocked | Undeliverable | Refused:
    """After a failure before the post: certain, even when Slack's answer is not."""
    found = outcome(error)
    if not isinstance(found, Unknown):
        return found
    return Unreachable(found.reason if isinstance(error, SlackApiError) else AWAY)


def _blocked(reason: str) -> Blocked:
    """Nobody's fault but the operator's, who reads it in the log; the nudges wait."""
    log.warning("Nothing can be sent: %s", reason)
    return Blocked(reason)
