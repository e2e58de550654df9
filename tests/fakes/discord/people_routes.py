"""Routes about the bot itself, servers, their members and roles."""

from typing import Final

from aiohttp import web

from tests.fakes.discord import limits
from tests.fakes.discord.errors import MISSING_ACCESS, UNKNOWN_MEMBER, Json
from tests.fakes.discord.wire import answer
from tests.fakes.discord.world import Member, World

_APPLICATION: Final[Json] = {
    "name": "mentorbot", "icon": None, "description": "", "bot_public": False, "bot_require_code_grant": False,
    "verify_key": "", "team": None, "flags": 0,
}  # fmt: skip


class PeopleRoutes:
    def __init__(self, world: World) -> None:
        self._world = world
        self.members_intent = True
        """The switch "Server Members Intent" of the developer portal; listing members needs it."""

    def routes(self, api: str) -> list[web.RouteDef]:
        return [
            web.get(api + "/users/@me", self._me),
            web.get(api + "/oauth2/applications/@me", self._application),
            web.get(api + "/users/{user}", self._user),
            web.get(api + "/guilds/{guild}", self._guild),
            web.get(api + "/guilds/{guild}/roles", self._roles),
            web.get(api + "/guilds/{guild}/members", self._members),
            web.get(api + "/guilds/{guild}/members/search", self._search),
            web.get(api + "/guilds/{guild}/members/{user}", self._member),
        ]

    async def _me(self, _request: web.Request) -> web.Response:
        return answer(self._world.bot.json() | {"verified": True, "mfa_enabled": False})

    async def _application(self, _request: web.Request) -> web.Response:
        return answer(_APPLICATION | {"id": self._world.bot.id, "owner": self._world.bot.json()})

    async def _user(self, request: web.Request) -> web.Response:
        return answer(self._world.user(request.match_info["user"]).json())

    async def _guild(self, request: web.Request) -> web.Response:
        return answer(self._world.guild(request.match_info["guild"]).json())

    async def _roles(self, request: web.Request) -> web.Response:
        return answer(self._world.guild(request.match_info["guild"]).json()["roles"])

    async def _members(self, request: web.Request) -> web.Response:
        if not self.members_intent:
            raise MISSING_ACCESS
        after = int(request.query.get("after", 0))
        found = (each for each in self._sorted(request) if int(each.user.id) > after)
        return self._page(request, list(found), largest=limits.MEMBERS_PAGE)

    async def _search(self, request: web.Request) -> web.Response:
        sought = request.query.get("query", "").lower()
        found = [each for each in self._sorted(request) if each.user.name.lower().startswith(sought)]
        return self._page(request, found, largest=limits.SEARCH_PAGE)

    async def _member(self, request: web.Request) -> web.Response:
        self._world.user(request.match_info["user"])
        guild = self._world.guild(request.match_info["guild"])
        member = guild.members.get(request.match_info["user"])
        if member is None:
            raise UNKNOWN_MEMBER
        return answer(member.json())

    def _sorted(self, request: web.Request) -> list[Member]:
        guild = self._world.guild(request.match_info["guild"])
        return sorted(guild.members.values(), key=lambda each: int(each.user.id))

    def _page(self, request: web.Request, found: list[Member], *, largest: int) -> web.Response:
        size = min(int(request.query.get("limit", 1)), largest)
        return answer([member.json() for member in found[:size]])
