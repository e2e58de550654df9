"""The Web API: tokens, scopes, failures and rates around a table of methods."""

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aiohttp import web

from tests.fakes.slack.failures import Failure
from tests.fakes.slack.wire import Json, SlackError
from tests.fakes.slack.workspace import Kind

if TYPE_CHECKING:
    from tests.fakes.slack.server import LocalSlack

_STRUCTURED = ("blocks", "view", "metadata", "attachments")


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """How a method is called and what it needs."""

    run: "Callable[[LocalSlack, Json], Json]"
    tier: int = 3
    scope: str | None = None
    scope_by_kind: Mapping[Kind, str] = field(default_factory=dict)
    """Where it depends on the conversation that is asked about."""
    app_token: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """A call that arrived, for the journal."""

    method: str
    arguments: Json


@dataclass(slots=True)
class WebApi:
    """Answers `POST /api/<method>`."""

    slack: "LocalSlack"
    methods: Mapping[str, Method]
    revoked: str | None = None
    scopes: set[str] | None = None
    calls: list[Call] = field(default_factory=list)

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """One call, from its token to its answer."""
        name = request.match_info["method"]
        arguments = await arguments_of(request)
        token = request.headers.get("Authorization", "").removeprefix("Bearer ") or arguments.pop("token", "")
        self.calls.append(call := Call(name, arguments))
        self.slack.journal.append(f"call {name}")
        self.slack.stir()
        failure = self.slack.failures.take(name)
        if failure is not None and failure.delay:
            await asyncio.sleep(failure.delay)
        if failure is None or failure.only_slow:
            return self._answer(call, token)
        if failure.done:
            self._answer(call, token)
        return fail(request, failure)

    def _answer(self, call: Call, token: str) -> web.Response:
        try:
            method = self._admit(call, token)
            wait = self.slack.rates.wait(call.method, tier=method.tier, channel=call.arguments.get("channel"))
            if wait is not None:
                return _limited(wait)
            return web.json_response({"ok": True, **method.run(self.slack, call.arguments)})
        except SlackError as error:
            return web.json_response(error.body())

    def _admit(self, call: Call, token: str) -> Method:
        method = self.methods.get(call.method)
        if method is None:
            raise SlackError("unknown_method")
        if not token:
            raise SlackError("not_authed")
        if token not in {self.slack.app_token, self.slack.bot_token}:
            raise SlackError("invalid_auth")
        if (token == self.slack.app_token) is not method.app_token:
            raise SlackError("not_allowed_token_type")
        if self.revoked is not None:
            raise SlackError(self.revoked)
        if method.scope and self.scopes is not None and method.scope not in self.scopes:
            raise SlackError("missing_scope", needed=method.scope, provided=",".join(sorted(self.scopes)))
        return method


def fail(request: web.Request, failure: Failure) -> web.Response:
    """Answer as a failure says."""
    if failure.reset:
        transport = request.transport
        assert transport is not None
        transport.abort()
        return web.Response()
    if failure.status == 429:
        return _limited(failure.retry_after or 1)
    if failure.error is not None:
        return web.json_response(SlackError(failure.error).body(), status=failure.status)
    return web.Response(status=failure.status, text=failure.text or "upstream error")


def _limited(seconds: int) -> web.Response:
    headers = {"Retry-After": str(seconds)}
    return web.json_response(SlackError("ratelimited").body(), status=429, headers=headers)


async def arguments_of(request: web.Request) -> Json:
    """What a call was given, wherever the client put it."""
    arguments: Json = dict(request.query)
    if request.content_type == "application/json":
        arguments |= await request.json()
    else:
        arguments |= {name: value for name, value in (await request.post()).items() if isinstance(value, str)}
    for name in _STRUCTURED:
        if isinstance(arguments.get(name), str):
            arguments[name] = _parsed(name, arguments[name])
    return arguments


def _parsed(name: str, text: str) -> object:
    try:
        return json.loads(text)
    except ValueError as error:
        raise web.HTTPOk(text=json.dumps(SlackError(f"invalid_{name}_format").body())) from error
