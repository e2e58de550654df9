"""Keeps other websites away from the page: no rebound name, no foreign origin, no foreign script."""

from collections.abc import Awaitable, Callable
from functools import wraps
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

JSON: Final = "application/json"
BYTES: Final = "application/octet-stream"
_TAKEN: Final = {JSON: "This page takes JSON only.", BYTES: "A file comes here as plain bytes."}
HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def guarded(handler: Handler, *, takes: str = JSON) -> Handler:
    """The handler, for requests from this page only; `takes` is the content type of what is posted.

    It is never one that a browser sends for another website without asking first, as it does with a form's.
    """

    @wraps(handler)
    async def guard(request: web.Request) -> web.StreamResponse:
        refusal = refused(request, takes=takes)
        if refusal is None:
            return await handler(request)
        return web.json_response({"error": refusal}, status=403, headers=HEADERS)

    return guard


def refused(request: web.Request, *, takes: str = JSON) -> str | None:
    """Why this request is not answered, as a sentence; None when it is."""
    if not _own_name(request.host):
        return "This page answers to localhost and to addresses in numbers only; open it as http://localhost."
    if request.headers.get("Sec-Fetch-Site", "none") not in {"same-origin", "none"} and not _opens_page(request):
        return "Another website may not use this page."
    if request.method != "POST":
        return None
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != request.host:
        return "Another website may not use this page."
    if request.content_type != takes:
        return _TAKEN[takes]
    return None


def _own_name(host: str) -> bool:
    """Whether this name cannot be made to point here by a stranger (DNS rebinding needs a name of theirs)."""
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return False
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _opens_page(request: web.Request) -> bool:
    """A link from elsewhere may open the page itself, which changes nothing."""
    return request.method == "GET" and request.headers.get("Sec-Fetch-Mode") == "navigate"
