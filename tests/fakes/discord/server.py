"""A local Discord: REST and gateway on a free port, for the real discord.py."""

from collections.abc import Sequence
from types import TracebackType
from typing import Self

from aiohttp import web
from aiohttp.typedefs import Middleware

from tests.fakes.discord import limits
from tests.fakes.discord.command_routes import CommandRoutes
from tests.fakes.discord.errors import Json
from tests.fakes.discord.files import PATH, Attachments
from tests.fakes.discord.gateway import Gateway
from tests.fakes.discord.interactions import Interactions
from tests.fakes.discord.message_routes import MessageRoutes
from tests.fakes.discord.people_routes import PeopleRoutes
from tests.fakes.discord.person import Person
from tests.fakes.discord.traffic import Failure, Request, Traffic, Trouble
from tests.fakes.discord.wire import API, Wire
from tests.fakes.discord.world import Channel, Guild, Member, Role, User, World


class LocalDiscord:
    """`async with LocalDiscord() as discord:` and point a client at its addresses."""

    bot_token = "local.discord.bot-token"

    def __init__(self, *, privileged: frozenset[str] = frozenset(), around: Sequence[Middleware] = ()) -> None:
        """`privileged` are the gateway intents that the portal allows: members, presences, message_content.

        `around` is what every request passes through first.
        """
        self._around = around
        self.world = World()
        self.traffic = Traffic()
        self.gateway = Gateway(self.world, self.bot_token, privileged=privileged)
        self.interactions = Interactions(self.world, self.gateway)
        self.commands = CommandRoutes()
        self.people = PeopleRoutes(self.world)
        self.channels = MessageRoutes(self.world, self.gateway)
        self.files = Attachments()
        self.home = self.guild("Home")
        self._runner: web.AppRunner | None = None
        self._port = 0

    async def __aenter__(self) -> Self:
        wire = Wire(self.traffic, self.bot_token).pass_through
        app = web.Application(middlewares=[*self._around, wire], client_max_size=limits.REQUEST_SIZE)
        for part in (self.commands, self.people, self.channels, self.interactions):
            app.add_routes(part.routes(API))
        app.router.add_get(f"{API}/gateway/bot", self.gateway.recommend)
        app.router.add_get("/gateway", self.gateway.connect)
        app.router.add_get(PATH, self.files.serve)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self._port = self._runner.addresses[0][1]
        self.gateway.url = self.gateway_url
        self.files.url = self.cdn_url
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.gateway.drop(code=1001)
        if self._runner is not None:
            await self._runner.cleanup()

    @property
    def api_url(self) -> str:
        return f"http://127.0.0.1:{self._port}{API}"

    @property
    def gateway_url(self) -> str:
        return f"ws://127.0.0.1:{self._port}/gateway"

    @property
    def cdn_url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    @property
    def syncs(self) -> int:
        """How often the slash commands were replaced."""
        return self.commands.syncs

    @property
    def requests(self) -> list[Request]:
        return self.traffic.seen

    def guild(self, name: str) -> Guild:
        """Another server with the bot in it; make it before the bot connects."""
        guild = Guild(name)
        channel = Channel(name="general", guild=guild.id)
        guild.channels[channel.id] = channel
        guild.members[self.world.bot.id] = Member(self.world.bot)
        self.world.guilds[guild.id] = guild
        return guild

    def person(
        self,
        name: str,
        *,
        manages_guild: bool = False,
        roles: list[str] | None = None,
        guild: Guild | None = None,
        bot: bool = False,
    ) -> Person:
        """Somebody new in a server (the first one, unless another is given)."""
        home = guild or self.home
        user = User(name, bot=bot)
        self.world.users[user.id] = user
        home.members[user.id] = Member(user, [home.role(each) for each in roles or []], manages_guild)
        return Person(self, home, user)

    def role(self, name: str) -> Role:
        """A role of the first server; made when there is none of that name."""
        return self.home.role(name)

    def channel(self, name: str) -> Channel:
        """Another channel of the first server; make it before the bot connects."""
        channel = Channel(name=name, guild=self.home.id)
        self.home.channels[channel.id] = channel
        return channel

    def show_to_all(self, command: str) -> None:
        """An admin overrides in the server's settings who is shown a command."""
        for each in self.commands.declared:
            if each["name"] == command:
                each["shown_to_all"] = True

    async def declared(self) -> list[Json]:
        """The slash commands, once there are some and the bot is connected."""
        await self.commands.ready()
        await self.gateway.ready()
        return self.commands.declared

    def fail(
        self, route: str, status: int, *, code: int = 0, message: str = "", retry_after: float = 1.0, times: int = 1
    ) -> None:
        """Refuse the next requests of a route (`POST /channels/*/messages`) with a status; 429 uses `retry_after`."""
        self.traffic.queue(
            Failure(route, Trouble.STATUS, status, code, message, seconds=retry_after, times=times),
        )

    def reset(self, route: str, *, times: int = 1) -> None:
        """Break the connection of the next requests, having done nothing."""
        self.traffic.queue(Failure(route, Trouble.RESET, times=times))

    def lose_answer(self, route: str, *, times: int = 1) -> None:
        """Do what the next requests ask, then break the connection before they are answered."""
        self.traffic.queue(Failure(route, Trouble.LOST, times=times))

    def delay(self, route: str, seconds: float, *, times: int = 1) -> None:
        self.traffic.queue(Failure(route, Trouble.DELAY, seconds=seconds, times=times))

    def count(self, route: str) -> int:
        """How many requests of exactly that route there were."""
        return sum(each.route == route for each in self.requests)

    def limit_rates(self) -> None:
        """Switch Discord's rate limits on."""
        self.traffic.limited = True
