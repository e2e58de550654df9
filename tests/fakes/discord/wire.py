"""One request's way through the server: failures, rate limits, the bot's token, errors as Discord's JSON."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Final

from aiohttp import web

from tests.fakes.discord.errors import UNAUTHORISED, ApiError, Json
from tests.fakes.discord.traffic import Failure, Request, Traffic, Trouble
from tests.fakes.discord.uploads import UPLOADS, parts_of

API: Final = "/api/v10"
_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def answer(body: object, *, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    """JSON with the bare content type: discord.py reads no JSON from one with a charset."""
    return web.Response(body=json.dumps(body).encode(), status=status, content_type="application/json", headers=headers)


def too_many(seconds: float, *, everything: bool) -> web.Response:
    """A 429; without `Via` discord.py takes it for a ban and raises."""
    body = {"message": "You are being rate limited.", "retry_after": round(seconds, 3), "global": everything}
    scope = "global" if everything else "user"
    headers = {"Retry-After": str(int(seconds) + 1), "Via": "1.1 google", "X-RateLimit-Scope": scope}
    return answer(body, status=429, headers=headers)


class Wire:
    """The middleware around every route."""

    def __init__(self, traffic: Traffic, token: str) -> None:
        self._traffic = traffic
        self._token = token

    @web.middleware
    async def pass_through(self, request: web.Request, handler: _Handler) -> web.StreamResponse:
        if not request.path.startswith(API):
            return await handler(request)
        route = f"{request.method} {request.path.removeprefix(API)}"
        body = await body_of(request)
        response = await self._respond(request, handler, route)
        self._traffic.seen.append(Request(route, body, response.status))
        return response

    async def _respond(self, request: web.Request, handler: _Handler, route: str) -> web.StreamResponse:
        failure = self._traffic.next_failure(route)
        if failure is not None and failure.trouble is Trouble.STATUS:
            return _failed(failure)
        if failure is not None and failure.trouble is Trouble.RESET:
            return _broken(request)
        if failure is not None and failure.trouble is Trouble.DELAY:
            await asyncio.sleep(failure.seconds)
        over = self._traffic.over_limit(route)
        if over is not None:
            return too_many(over[0], everything=over[1])
        response = await self._handled(request, handler, route)
        response.headers.update(self._traffic.headers(route))
        return _broken(request) if failure is not None and failure.trouble is Trouble.LOST else response

    async def _handled(self, request: web.Request, handler: _Handler, route: str) -> web.StreamResponse:
        try:
            self._check_token(request, route)
            return await handler(request)
        except ApiError as error:
            return answer(error.json(), status=error.status)
        except web.HTTPNotFound:
            return answer({"code": 0, "message": "404: Not Found"}, status=404)

    def _check_token(self, request: web.Request, route: str) -> None:
        by_token_in_path = " /interactions/" in route or " /webhooks/" in route
        if not by_token_in_path and request.headers.get("Authorization") != f"Bot {self._token}":
            raise UNAUTHORISED


async def body_of(request: web.Request) -> Json:
    """The JSON object of a request; a list is under `list`, no body is empty, files are with the message."""
    several = request.content_type == "multipart/form-data"
    text, files = await parts_of(request) if several else (await request.text(), {})
    parsed = json.loads(text) if text else {}
    if not isinstance(parsed, dict):
        return {"list": parsed}
    if files:
        (parsed.get("data") or parsed)[UPLOADS] = files
    return parsed


def _failed(failure: Failure) -> web.Response:
    if failure.status == 429:
        return too_many(failure.seconds, everything=False)
    return answer({"code": failure.code, "message": failure.message}, status=failure.status)


def _broken(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=599)
