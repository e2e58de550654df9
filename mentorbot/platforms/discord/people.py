"""People by REST: one member, or everybody with a role.

Listing members needs "Server Members Intent" switched on in Discord's developer portal (Bot, Privileged Gateway
Intents), but not the intent itself when connecting: nothing is cached and no member events arrive.
"""

from collections.abc import AsyncIterator, Sequence
from typing import TYPE_CHECKING, Final

import discord
from discord.http import HTTPClient

from mentorbot.chat.ids import UserId, WorkspaceId
from mentorbot.chat.platform import NoSuchPlace, Person
from mentorbot.platforms.discord.limits import MEMBERS_PAGE

if TYPE_CHECKING:
    from discord.types.member import MemberWithUser
    from discord.types.role import Role

_SWITCH: Final = (
    "Discord doesn't let me list members. Switch on “Server Members Intent” for this bot in Discord's developer "
    "portal (Bot, Privileged Gateway Intents), and try again."
)
_NO_ROLE: Final = "I can't see that role in this server. On Discord, import people from one of its roles."


async def find_person(http: HTTPClient, workspace: WorkspaceId, user: UserId) -> Person | None:
    """One member, or None when the server has nobody of that id."""
    if not (workspace.isdigit() and user.isdigit()):
        return None
    try:
        return _person(await http.get_member(int(workspace), int(user)))
    except discord.NotFound:
        return None


async def with_role(http: HTTPClient, workspace: WorkspaceId, role: str) -> Sequence[Person]:
    """Everybody with a role (its id or name), bots left out; raises NoSuchPlace."""
    if not workspace.isdigit():
        raise NoSuchPlace(_NO_ROLE)
    try:
        found = await _role(http, workspace, role)
        everybody = found["id"] == workspace
        return [
            _person(member)
            async for member in _members(http, workspace)
            if (everybody or found["id"] in {str(each) for each in member["roles"]}) and not member["user"].get("bot")
        ]
    except discord.Forbidden:
        raise NoSuchPlace(_SWITCH) from None
    except discord.NotFound:
        raise NoSuchPlace(_NO_ROLE) from None


async def _role(http: HTTPClient, workspace: WorkspaceId, role: str) -> "Role":
    wanted = role.removeprefix("@").casefold()
    for each in await http.get_roles(int(workspace)):
        if wanted in {str(each["id"]), each["name"].removeprefix("@").casefold()}:
            return each
    raise NoSuchPlace(_NO_ROLE)


async def _members(http: HTTPClient, workspace: WorkspaceId) -> "AsyncIterator[MemberWithUser]":
    """Every member, a thousand at a time, in the order of their ids."""
    after: int | None = None
    while True:
        page = await http.get_members(int(workspace), MEMBERS_PAGE, after)
        for member in page:
            yield member
        if len(page) < MEMBERS_PAGE:
            return
        after = int(page[-1]["user"]["id"])


def _person(member: "MemberWithUser") -> Person:
    user = member["user"]
    name = member.get("nick") or user.get("global_name") or user["username"]
    return Person(user=UserId(str(user["id"])), name=name, bot=bool(user.get("bot")))
