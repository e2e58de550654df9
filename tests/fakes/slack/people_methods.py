"""users.* and conversations.*: people and places."""

from typing import TYPE_CHECKING, TypeVar

from tests.fakes.slack import limits
from tests.fakes.slack.payloads import message_json
from tests.fakes.slack.web_api import Method
from tests.fakes.slack.wire import Json, SlackError
from tests.fakes.slack.workspace import BOT_USER, TEAM, Channel, Group, Kind, User

if TYPE_CHECKING:
    from tests.fakes.slack.server import LocalSlack

Item = TypeVar("Item")
_READS = {Kind.PUBLIC: "channels:read", Kind.PRIVATE: "groups:read", Kind.DIRECT: "im:read"}
_HISTORY = {Kind.PUBLIC: "channels:history", Kind.PRIVATE: "groups:history", Kind.DIRECT: "im:history"}


def user_info(slack: "LocalSlack", given: Json) -> Json:
    """One account."""
    user = slack.workspace.users.get(given.get("user", ""))
    if user is None:
        raise SlackError("user_not_found")
    return {"user": told_user(slack, user)}


def user_list(slack: "LocalSlack", given: Json) -> Json:
    """Every account, by pages."""
    page, cursor = _page(list(slack.workspace.users.values()), given)
    return {"members": [told_user(slack, each) for each in page], "response_metadata": {"next_cursor": cursor}}


def group_list(slack: "LocalSlack", given: Json) -> Json:
    """Every user group, without pages; those that were disabled only when asked for."""
    _check_plan(slack)
    with_disabled = given.get("include_disabled") in {"1", "true", True}
    groups = [each for each in slack.workspace.groups.values() if with_disabled or not each.disabled]
    return {"usergroups": [_group_json(each) for each in groups]}


def group_users(slack: "LocalSlack", given: Json) -> Json:
    """The people of a user group, without pages."""
    _check_plan(slack)
    group = slack.workspace.groups.get(given.get("usergroup", ""))
    if group is None or (group.disabled and given.get("include_disabled") not in {"1", "true", True}):
        raise SlackError("no_such_subteam")
    return {"users": group.members}


def open_direct(slack: "LocalSlack", given: Json) -> Json:
    """The direct conversation with a person."""
    user = slack.workspace.users.get(given.get("users", ""))
    if user is None:
        raise SlackError("user_not_found")
    if user.deleted:
        raise SlackError("user_disabled")
    return {"channel": {"id": slack.workspace.direct(user.id).id}}


def channel_info(slack: "LocalSlack", given: Json) -> Json:
    """A channel that the bot can see."""
    channel = _seen(slack, given, _READS)
    return {
        "channel": {
            "id": channel.id,
            "name": channel.name,
            "is_private": channel.kind is Kind.PRIVATE,
            "is_im": channel.kind is Kind.DIRECT,
            "is_member": BOT_USER in channel.members,
            "context_team_id": TEAM,
        },
    }


def channel_members(slack: "LocalSlack", given: Json) -> Json:
    """The people of a channel, by pages."""
    members, cursor = _page(_seen(slack, given, _READS).members, given)
    return {"members": members, "response_metadata": {"next_cursor": cursor}}


def channel_history(slack: "LocalSlack", given: Json) -> Json:
    """Messages, newest first, without ephemeral ones; metadata only when asked for."""
    channel = _seen(slack, given, _HISTORY)
    if channel.kind is not Kind.DIRECT and BOT_USER not in channel.members:
        raise SlackError("not_in_channel")
    with_metadata = given.get("include_all_metadata") in {"1", "true", True}
    found = [
        message_json(each, with_metadata=with_metadata)
        for each in reversed(slack.workspace.messages)
        if each.channel == channel.id and not each.ephemeral and not each.deleted and _between(each.ts, given)
    ]
    given = given | ({"limit": limits.NARROW_HISTORY} if slack.rates.narrow_history else {})
    messages, cursor = _page(found, given)
    return {"messages": messages, "has_more": bool(cursor), "response_metadata": {"next_cursor": cursor}}


def told_user(slack: "LocalSlack", user: User) -> Json:
    """The account, with its address when the token may know it."""
    account = user_json(user)
    granted = slack.web_api.scopes
    if user.email and (granted is None or "users:read.email" in granted):
        account["profile"]["email"] = user.email
    return account


def user_json(user: User) -> Json:
    """An account as the Web API returns it; a deleted one has lost its zone and its roles."""
    account: Json = {
        "id": user.id,
        "team_id": TEAM,
        "name": user.name.lower(),
        "deleted": user.deleted,
        "real_name": user.name,
        "profile": {"real_name": user.name, "display_name": user.name},
        "is_bot": user.bot,
        "is_app_user": False,
    }
    if user.deleted:
        return account
    return account | {"tz": user.tz, "tz_label": user.tz, "is_admin": user.admin or user.owner, "is_owner": user.owner}


def _between(ts: str, given: Json) -> bool:
    return float(given.get("oldest") or 0) <= float(ts) <= float(given.get("latest") or "inf")


def _seen(slack: "LocalSlack", given: Json, scopes: dict[Kind, str]) -> Channel:
    channel = slack.workspace.channels.get(given.get("channel", ""))
    if channel is None or (channel.kind is Kind.PRIVATE and BOT_USER not in channel.members):
        raise SlackError("channel_not_found")
    granted = slack.web_api.scopes
    if granted is not None and scopes[channel.kind] not in granted:
        raise SlackError("missing_scope", needed=scopes[channel.kind])
    return channel


def _check_plan(slack: "LocalSlack") -> None:
    if slack.workspace.free_plan:
        raise SlackError("plan_upgrade_required")


def _group_json(group: Group) -> Json:
    return {
        "id": group.id,
        "team_id": TEAM,
        "is_usergroup": True,
        "is_subteam": True,
        "name": group.name,
        "handle": group.handle,
        "date_delete": 1 if group.disabled else 0,
        "user_count": len(group.members),
    }


def _page(everything: list[Item], given: Json) -> tuple[list[Item], str]:
    limit, start = int(given.get("limit") or 100), int(given.get("cursor") or 0)
    if not 1 <= limit <= 1000:
        raise SlackError("invalid_limit")
    end = start + limit
    return everything[start:end], str(end) if end < len(everything) else ""


METHODS = {
    "users.info": Method(run=user_info, tier=4, scope="users:read"),
    "users.list": Method(run=user_list, tier=2, scope="users:read"),
    "usergroups.list": Method(run=group_list, tier=2, scope="usergroups:read"),
    "usergroups.users.list": Method(run=group_users, tier=2, scope="usergroups:read"),
    "conversations.open": Method(run=open_direct, tier=3, scope="im:write"),
    "conversations.info": Method(run=channel_info, tier=3, scope_by_kind=_READS),
    "conversations.members": Method(run=channel_members, tier=4, scope_by_kind=_READS),
    "conversations.history": Method(run=channel_history, tier=3, scope_by_kind=_HISTORY),
}
