"""Slack's user groups: found by id, handle or name, and who is in them."""

from collections.abc import Sequence
from typing import Final

from mentorbot.chat.ids import UserId
from mentorbot.chat.platform import NoSuchPlace
from mentorbot.platforms.slack.clients import FAILURES, Clients, code_of, why

_PAID: Final = frozenset({"paid_teams_only", "plan_upgrade_required"})


async def in_group(clients: Clients, group: str) -> Sequence[UserId]:
    """Everybody in a user group that is in use; raises NoSuchPlace."""
    try:
        found = await _named(clients, group)
        if found is None:
            raise NoSuchPlace(_none_of_that_name(group))
        members = await clients.ask.usergroups_users_list(usergroup=found)
    except FAILURES as error:
        raise NoSuchPlace(_no_such_group(error)) from error
    return [UserId(user) for user in members["users"]]


async def _named(clients: Clients, group: str) -> str | None:
    """The id of the group; its id, then its handle counts before somebody else's name."""
    listed = (await clients.ask.usergroups_list())["usergroups"]
    wanted = group.removeprefix("@").casefold()
    for key in ("id", "handle", "name"):
        for each in listed:
            if str(each.get(key) or "").casefold() == wanted:
                return str(each["id"])
    return None


def _none_of_that_name(group: str) -> str:
    return (
        f"I can't see a channel or a user group called {group}. Choose a channel by typing # and its name, "
        "a user group by typing @ and its handle."
    )


def _no_such_group(error: Exception) -> str:
    match code_of(error):
        case "missing_scope":
            return "I may not look into user groups yet: install me again with the current manifest, then try again."
        case "no_such_subteam":
            return "That user group was just taken away. Choose another, or a channel."
        case code if code in _PAID:
            return "This workspace's plan has no user groups. Choose a channel instead."
        case _:
            return f"Slack would not tell me who is in that user group ({why(error)}). Try again in a minute."
