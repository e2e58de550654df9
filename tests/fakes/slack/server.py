"""A Slack workspace on a free local port: Web API, Socket Mode and response addresses over real HTTP and WebSocket."""

import asyncio
from collections.abc import Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Self

from aiohttp import web
from aiohttp.typedefs import Middleware

from tests.fakes.slack import chat_methods, file_methods, files, limits, people_methods, view_methods
from tests.fakes.slack.failures import Failure, Failures
from tests.fakes.slack.gestures import Gestures
from tests.fakes.slack.people import Person
from tests.fakes.slack.rates import Rates
from tests.fakes.slack.response_urls import ResponseUrls
from tests.fakes.slack.socket_mode import Envelope, SocketMode
from tests.fakes.slack.web_api import WebApi, fail
from tests.fakes.slack.wire import Json, SlackError
from tests.fakes.slack.workspace import BOT_USER, TEAM, Channel, Clock, Group, Kind, Message, User, Workspace

if TYPE_CHECKING:
    from tests.fakes.slack.views import View

_METHODS = chat_methods.METHODS | file_methods.METHODS | files.METHODS | people_methods.METHODS | view_methods.METHODS


class LocalSlack:
    """`async with LocalSlack() as slack:` and then `slack.url`, `slack.bot_token`, `slack.app_token`."""

    bot_token = "xoxb-local-bot"
    app_token = "xapp-local-app"
    team = TEAM

    def __init__(self, *, patience: float = 10.0, around: Sequence[Middleware] = ()) -> None:
        """`patience`: seconds that people wait for an answer before the test fails; `around`: around every request."""
        self.patience = patience
        self._around = around
        self.workspace = Workspace()
        self.clock: Clock = self.workspace.clock
        self.gestures = Gestures(self.clock)
        self.response_urls = ResponseUrls(self.workspace)
        self.uploads = file_methods.Uploads()
        self.failures = Failures()
        self.rates = Rates(self.clock)
        self.sockets = SocketMode(self._acknowledged)
        self.web_api = WebApi(self, _METHODS)
        self.files = files.FileHost(self)
        self.views: dict[str, View] = {}
        self.homes: dict[str, Json] = {}
        self.journal: list[str] = []
        """What happened, in order: `sent <kind>`, `ack <kind>`, `call <method>`."""
        self.authority = ""
        self._arrival = asyncio.Condition()
        self._tasks: set[asyncio.Task[None]] = set()
        self._runner: web.AppRunner | None = None
        self.workspace.users[BOT_USER] = User(id=BOT_USER, name="mentorbot", tz="America/Los_Angeles", bot=True)
        self.general = self.channel("general", bot=False)

    async def __aenter__(self) -> Self:
        """Open the port."""
        app = web.Application(client_max_size=16 * 1024 * 1024, middlewares=self._around)
        app.router.add_route("*", "/api/{method}", self.web_api.serve)
        app.router.add_post("/response/{token}", self._respond)
        app.router.add_get("/files-pri/{file}/download/{name}", self.files.serve)
        app.router.add_post("/upload/v1/{token}", self._upload)
        app.router.add_get("/link/", self.sockets.serve)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.authority = f"{host}:{port}"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close every connection and the port."""
        for task in self._tasks:
            task.cancel()
        await self.sockets.drop()
        if self._runner is not None:
            await self._runner.cleanup()

    @property
    def url(self) -> str:
        """What SLACK_API_URL is set to."""
        return f"http://{self.authority}/api/"

    @property
    def messages(self) -> list[Message]:
        """Every message that is still there, in order."""
        return [each for each in self.workspace.messages if not each.deleted]

    def person(self, name: str, *, tz: str | None = "Europe/Berlin", admin: bool = False) -> Person:
        """Somebody new, in #general."""
        user = self.workspace.add_user(name, tz=tz, admin=admin)
        self.general.members.append(user.id)
        return Person(self, user)

    def other_bot(self, name: str) -> Person:
        """Another app's bot."""
        return Person(self, self.workspace.add_user(name, tz=None, bot=True))

    def channel(self, name: str, members: Sequence[Person] = (), *, private: bool = False, bot: bool = True) -> Channel:
        """A new channel; `bot` says whether the bot is in it."""
        ids = [person.id for person in members] + ([BOT_USER] if bot else [])
        return self.workspace.add_channel(name, Kind.PRIVATE if private else Kind.PUBLIC, ids)

    def group(self, name: str, handle: str, members: Sequence[Person] = ()) -> Group:
        """A new user group."""
        return self.workspace.add_group(name, handle, [person.id for person in members])

    def fail(
        self,
        method: str,
        error: str | None = None,
        *,
        text: str | None = None,
        status: int = 200,
        retry_after: int | None = None,
        reset: bool = False,
        delay: float = 0.0,
        done: bool = False,
        times: int = 1,
    ) -> None:
        """Make the next calls of a method go wrong; `done`: after doing their work.

        `*` is any; `response_url` and `upload` are addresses.
        """
        failure = Failure(
            error=error, text=text, status=status, retry_after=retry_after, reset=reset, delay=delay, done=done
        )
        self.failures.add(method, failure, times=times)

    def revoke(self, error: str = "token_revoked") -> None:
        """Make every method refuse its token."""
        self.web_api.revoked = error

    def called(self, method: str) -> list[Json]:
        """The arguments of every call of a method."""
        return [call.arguments for call in self.web_api.calls if call.method == method]

    async def connected(self) -> None:
        """Wait until the app listens."""
        async with asyncio.timeout(self.patience):
            await self.sockets.connected.wait()

    async def deliver(self, kind: str, payload: Json, **more: object) -> Envelope:
        """Send an envelope of any kind and wait for its acknowledgement."""
        envelope = await self.send(kind, payload, **more)
        await self.acknowledged(envelope)
        return envelope

    async def send(self, kind: str, payload: Json, **more: object) -> Envelope:
        """Send an envelope without waiting."""
        now = asyncio.get_running_loop().time()
        name = f"envelope-{self.workspace.number()}"
        envelope = Envelope(id=name, kind=kind, payload=payload, sent_at=now)
        self.journal.append(f"sent {kind}")
        await self.sockets.send(envelope, **more)
        return envelope

    async def acknowledged(self, envelope: Envelope) -> None:
        """Wait as long as Slack does."""
        try:
            async with asyncio.timeout(limits.ACK_SECONDS):
                await envelope.acked.wait()
        except TimeoutError:
            raise AssertionError(f"{envelope.kind} was not acknowledged within 3 s") from None

    def stir(self) -> None:
        """Something happened: wake whoever waits for it."""
        task = asyncio.get_running_loop().create_task(self._wake())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def until_something_happens(self) -> None:
        """Wait for the next call or message."""
        async with self._arrival:
            await self._arrival.wait()

    async def until_called(self, method: str) -> None:
        """Wait until the app has called a method."""
        async with asyncio.timeout(self.patience):
            while f"call {method}" not in self.journal:
                await self.until_something_happens()

    def name_of(self, thing: str) -> str:
        """The name behind an id, for reading."""
        found = self.workspace.users.get(thing) or self.workspace.channels.get(thing)
        return found.name if found else thing

    def response_url(self, token: str) -> str:
        """The whole address."""
        return f"http://{self.authority}/response/{token}"

    async def _respond(self, request: web.Request) -> web.StreamResponse:
        self.journal.append("call response_url")
        failure = self.failures.take("response_url")
        if failure is not None and failure.delay:
            await asyncio.sleep(failure.delay)
        if failure is not None and not failure.only_slow:
            return fail(request, failure)
        try:
            self.response_urls.post(request.match_info["token"], await request.json())
        except SlackError as error:
            return web.json_response(error.body(), status=404 if "url" in error.code else 400)
        self.stir()
        return web.Response(text="ok")

    async def _upload(self, request: web.Request) -> web.StreamResponse:
        self.journal.append("call upload")
        content = await request.read()
        failure = self.failures.take("upload")
        if failure is not None and failure.delay:
            await asyncio.sleep(failure.delay)
        if failure is not None and not failure.only_slow:
            return fail(request, failure)
        try:
            self.uploads.take(request.match_info["token"], content)
        except SlackError as error:
            return web.Response(status=400, text=error.code)
        return web.Response(text=f"OK - {len(content)}")

    async def _wake(self) -> None:
        async with self._arrival:
            self._arrival.notify_all()

    def _acknowledged(self, envelope: Envelope) -> None:
        envelope.acked_at = asyncio.get_running_loop().time()
        self.journal.append(f"ack {envelope.kind}")
