"""The page at / and its endpoints: each reads its request, and calls what the in-process tests call."""

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from functools import wraps
from typing import Final

from aiohttp import web

from mentorbot.chat.clock import MovableClock
from mentorbot.chat.given_files import CHUNK, check_size, read_at_most
from mentorbot.chat.platform import Conversation, FileTooLarge
from mentorbot.platforms.local.completion import suggestions
from mentorbot.platforms.local.entries import Entry
from mentorbot.platforms.local.forms import Opened
from mentorbot.platforms.local.guard import BYTES, HEADERS, guarded
from mentorbot.platforms.local.inbound import Inbound
from mentorbot.platforms.local.legible import legible
from mentorbot.platforms.local.live import Live, Unread
from mentorbot.platforms.local.people import PEOPLE, Persona, find_persona
from mentorbot.platforms.local.request import BadRequest, FromPage, read_request
from mentorbot.platforms.local.served_files import ROUTE, serving
from mentorbot.platforms.local.static_files import serve_static
from mentorbot.platforms.local.transcript import Transcript
from mentorbot.platforms.local.uploads import LARGEST, Uploads
from mentorbot.platforms.local.view import clock_view, draw_form, draw_page

FIXED_CLOCK: Final = "The clock stays put beside a real platform: moving it would send real people their nudges early."
BROKEN: Final = "Something broke on my side; what you wrote is still here, so you can try again."
_DRAWN: Final = 300
"""Entries of a freshly loaded page."""
_MOVES: Final = {"hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(weeks=1)}
_log = logging.getLogger(__name__)

Endpoint = Callable[[FromPage], Awaitable[Mapping[str, object]]]


class Page:
    """The routes of the local workspace."""

    def __init__(
        self,
        *,
        conversation: Conversation,
        inbound: Inbound,
        transcript: Transcript,
        uploads: Uploads,
        clock: MovableClock,
        movable: bool,
    ) -> None:
        self._conversation = conversation
        self._inbound = inbound
        self._transcript = transcript
        self._uploads = uploads
        self._clock = clock
        self._movable = movable
        self._moving = asyncio.Lock()
        self._unread = Unread(transcript)
        self._live = Live(transcript=transcript, unread=self._unread)

    def mount(self, app: web.Application) -> None:
        """Add the routes; open streams end when the app shuts down."""
        app.router.add_get("/", guarded(self._page))
        app.router.add_get("/local/events", guarded(self._events))
        app.router.add_get("/local/static/{name}", guarded(serve_static))
        app.router.add_post("/local/upload", guarded(self._upload, takes=BYTES))
        app.router.add_get(ROUTE, guarded(serving(self._transcript.files)))
        for name, endpoint in self._endpoints().items():
            app.router.add_post(f"/local/{name}", guarded(_answering(endpoint)))
        app.on_shutdown.append(self._close)

    def _endpoints(self) -> dict[str, Endpoint]:
        return {
            "say": self._say,
            "press": self._press,
            "submit": self._submit,
            "complete": self._complete,
            "clock": self._move,
        }

    async def _page(self, request: web.Request) -> web.Response:
        reader = find_persona(request.query.get("as", "")) or PEOPLE[0]
        self._unread.looked(reader)
        text = draw_page(
            reader=reader,
            entries=[each for each in self._transcript if each.seen_by(reader.user)][-_DRAWN:],
            change=self._transcript.change,
            unread=self._unread.counts(),
            clock=clock_view(self._clock.now(), datetime.now(UTC), reader),
            why_fixed="" if self._movable else FIXED_CLOCK,
        )
        return web.Response(text=text, content_type="text/html", headers=HEADERS | {"Cache-Control": "no-store"})

    async def _events(self, request: web.Request) -> web.StreamResponse:
        reader = find_persona(request.query.get("as", "")) or PEOPLE[0]
        after = request.headers.get("Last-Event-ID") or request.query.get("after", "")
        known = int(after) if re.fullmatch(r"[0-9]{1,15}", after) else 0
        return await self._live.stream(request, reader=reader, after=known, clock=self._shown_clock)

    async def _say(self, sent: FromPage) -> Mapping[str, object]:
        return _opened(await self._inbound.typed(sent.persona, sent.text("text")))

    async def _press(self, sent: FromPage) -> Mapping[str, object]:
        message = sent.number("message")
        if message is None:
            raise BadRequest("A button belongs to a message.")
        return _opened(await self._inbound.pressed(sent.persona, call=sent.text("call"), message=message))

    async def _submit(self, sent: FromPage) -> Mapping[str, object]:
        return _opened(
            await self._inbound.submitted(
                sent.persona, call=sent.call("call"), values=sent.texts("values"), message=sent.number("message")
            )
        )

    async def _upload(self, request: web.Request) -> web.Response:
        """A file for a form, as bare bytes; the page's scripts send it before the form."""
        try:
            check_size(request.content_length or 0, LARGEST)
            content = await read_at_most(LARGEST, request.content.iter_chunked(CHUNK))
        except FileTooLarge as problem:
            return web.json_response({"error": str(problem)}, status=413, headers=HEADERS)
        file = self._uploads.keep(legible(request.query.get("name", "")), content)
        return web.json_response({"file": file}, headers=HEADERS)

    async def _complete(self, sent: FromPage) -> Mapping[str, object]:
        found = await suggestions(self._conversation, sent.persona, sent.text("text"))
        return {"suggestions": [asdict(each) for each in found]}

    async def _move(self, sent: FromPage) -> Mapping[str, object]:
        move = sent.text("move")
        if not self._movable:
            raise BadRequest(FIXED_CLOCK)
        async with self._moving:
            if move == "now":
                await self._clock.reset()
            elif move in _MOVES:
                await self._clock.advance(_MOVES[move])
            else:
                raise BadRequest("The clock moves by an hour, a day or a week, or back to now.")
        self._transcript.wake()
        return {}

    def _shown_clock(self, reader: Persona) -> Mapping[str, object]:
        return asdict(clock_view(self._clock.now(), datetime.now(UTC), reader))

    async def _close(self, _: web.Application) -> None:
        self._live.close()


def _opened(result: Entry | Opened) -> Mapping[str, object]:
    """What the page needs to know at once; answers themselves come over the stream."""
    return {"form": draw_form(result)} if isinstance(result, Opened) else {}


def _answering(endpoint: Endpoint) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """A handler that answers JSON, also for requests that make no sense and for our own bugs."""

    @wraps(endpoint)
    async def handle(request: web.Request) -> web.StreamResponse:
        try:
            answer, status = await endpoint(await read_request(request)), 200
        except BadRequest as problem:
            answer, status = {"error": str(problem)}, 400
        except web.HTTPRequestEntityTooLarge:
            answer, status = {"error": "That is too long for me; a page or two is fine."}, 413
        except Exception:  # noqa: BLE001 - our own bug: logged, and the page keeps what was written
            _log.exception("A request of the local page failed")
            answer, status = {"error": BROKEN}, 500
        return web.json_response(answer, status=status, headers=HEADERS)

    return handle
