"""Routes about global slash commands, and the declarations that people then see."""

import asyncio

from aiohttp import web

from tests.fakes.discord.check_commands import check_commands
from tests.fakes.discord.errors import ApiError, Json
from tests.fakes.discord.wire import answer, body_of
from tests.fakes.discord.world import snowflake


class CommandRoutes:
    def __init__(self) -> None:
        self.declared: list[Json] = []
        self.syncs = 0
        self._declared = asyncio.Event()

    def routes(self, api: str) -> list[web.RouteDef]:
        commands = api + "/applications/{application}/commands"
        return [web.get(commands, self._list), web.put(commands, self._replace)]

    async def ready(self) -> None:
        """Wait until there are commands."""
        async with asyncio.timeout(10):
            await self._declared.wait()

    async def _list(self, _request: web.Request) -> web.Response:
        return answer(self.declared)

    async def _replace(self, request: web.Request) -> web.Response:
        given = (await body_of(request)).get("list")
        if given is None:
            raise ApiError(400, 50035, "Invalid Form Body")
        check_commands(given)
        application = request.match_info["application"]
        fixed: Json = {"application_id": application, "version": snowflake(), "default_member_permissions": None}
        self.declared = [fixed | {"type": 1, "id": snowflake()} | each for each in given]
        self.syncs += 1
        self._declared.set()
        return answer(self.declared)
