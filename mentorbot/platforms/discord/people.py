"""People by REST, connected or not: one member, or everybody with a role.

Listing members needs "Server Members Intent" switched on in Discord's developer portal (Bot, Privileged Gateway
Intents), but not the intent itself when connecting: nothing is cached and no member events arrive.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from http import HTTPStatus
from typing import Any, Final

from mentorbot.chat.ids import UserId, WorkspaceId
from mentorbot.chat.platform import Later, NoSuchPlace, Person
from mentorbot.platforms.discord.limits import MEMBERS_PAGE
from mentorbot.platforms.discord.outcomes import Answer
from mentorbot.platforms.discord.rest import Rest

_SWITCH: Final = (
    "Discord doesn't let me list members. Switch on “Server Members Intent” for this bot in Discord's developer "
    "portal (Bot, Privileged Gateway Intents), and try again."
)
_NO_ROLE: Final = (
    "I can't see that role in this server. Discord has no user groups: import people from one of its roles instead."
)
_NO_SERVER: Final = "I can't see the members of that server. Invite me there first, then try again."
NOT_CONNECTED: Final = "I'm not connected to Discord at the moment. Try again in a minute."
_LONGEST_WAIT: Final = 15.0
"""Seconds that somebody who imports people is kept waiting for Discord's limits, page by page."""
_TRIES: Final = 3
_Json = Mapping[str, Any]


async def find_person(rest: Rest, workspace: WorkspaceId, user: UserId) -> Person | None:
    """One member, or None when the server has nobody of that id; raises OSError when Discord does not say."""
    if not (workspace.isdigit() and user.isdigit()):
        return None
    answer = await _ask(rest, f"/guilds/{workspace}/members/{user}")
    if answer is None or answer.status not in {HTTPStatus.OK, HTTPStatus.NOT_FOUND}:
        raise OSError("Discord does not say who that is")
    return _person(answer.body) if answer.ok else None


async def with_role(rest: Rest, workspace: WorkspaceId, role: str) -> Sequence[Person]:
    """Everybody with a role (its id or name), bots left out; raises NoSuchPlace."""
    if not workspace.isdigit():
        raise NoSuchPlace(_NO_ROLE)
    found = await _role(rest, workspace, role)
    everybody = found == workspace
    return [
        _person(member)
        async for member in _members(rest, workspace)
        if (everybody or found in {str(each) for each in member["roles"]}) and not member["user"].get("bot")
    ]


async def everybody(rest: Rest, workspace: WorkspaceId) -> Sequence[Person]:
    """The whole server, bots left out; raises NoSuchPlace."""
    if not workspace.isdigit():
        raise NoSuchPlace(_NO_SERVER)
    members = _members(rest, workspace, missing=_NO_SERVER)
    return [_person(member) async for member in members if not member["user"].get("bot")]


async def _role(rest: Rest, workspace: WorkspaceId, role: str) -> str:
    """The id of a role."""
    wanted = role.removeprefix("@").casefold()
    for each in await _rows(rest, f"/guilds/{workspace}/roles"):
        if wanted in {str(each["id"]), each["name"].removeprefix("@").casefold()}:
            return str(each["id"])
    raise NoSuchPlace(_NO_ROLE)


async def _members(rest: Rest, workspace: WorkspaceId, *, missing: str = _NO_ROLE) -> AsyncIterator[_Json]:
    """Every member, a thousand at a time, in the order of their ids; `missing` is said of an unknown server."""
    after = "0"
    while True:
        query = {"limit": str(MEMBERS_PAGE), "after": after}
        page = await _rows(rest, f"/guilds/{workspace}/members", query, missing=missing)
        for member in page:
            yield member
        if len(page) < MEMBERS_PAGE:
            return
        after = str(page[-1]["user"]["id"])


async def _rows(
    rest: Rest, path: str, query: Mapping[str, str] | None = None, *, missing: str = _NO_ROLE
) -> list[_Json]:
    answer = await _ask(rest, path, query)
    if answer is None:
        raise NoSuchPlace(NOT_CONNECTED)
    match answer.status:
        case HTTPStatus.FORBIDDEN:
            raise NoSuchPlace(_SWITCH)
        case HTTPStatus.NOT_FOUND:
            raise NoSuchPlace(missing)
        case _ if not answer.ok:
            raise NoSuchPlace(NOT_CONNECTED)
    return [each for each in answer.rows if isinstance(each, dict)]


async def _ask(rest: Rest, path: str, query: Mapping[str, str] | None = None) -> Answer | None:
    """The answer, waited for where Discord asks to; None when there is none to be had."""
    for _ in range(_TRIES):
        answer = await rest.get(path, query)
        wait = _slower(answer)
        if wait is None:
            return answer if isinstance(answer, Answer) else None
        if wait > _LONGEST_WAIT:
            return None
        await asyncio.sleep(wait)
    return None


def _slower(answer: object) -> float | None:
    if isinstance(answer, Later):
        return answer.seconds
    if isinstance(answer, Answer) and answer.status == HTTPStatus.TOO_MANY_REQUESTS:
        return answer.seconds("Retry-After")
    return None


def _person(member: _Json) -> Person:
    user = member["user"]
    name = member.get("nick") or user.get("global_name") or user["username"]
    return Person(user=UserId(str(user["id"])), name=name, handle=user["username"], bot=bool(user.get("bot")))
