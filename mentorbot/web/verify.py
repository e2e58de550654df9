"""`/verify`: a page that checks certificates in the browser, even when it was saved and there is no network.

Where a browser knows no Ed25519, or has no Web Crypto because the page did not come over HTTPS, it asks the server.
A link with `?code=` is answered by the server alone, so that it needs no script.
"""

import base64
import hashlib
from collections.abc import Awaitable, Callable
from functools import cache
from pathlib import Path
from typing import Final

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from mentorbot.domain.certificates import LETTERS, VERSION
from mentorbot.messages.certificates import HOLDS, UNREADABLE, Verdict, as_json, issued, verdict
from mentorbot.pictures import png_text
from mentorbot.pictures.counts import day
from mentorbot.seals import CODE, LONGEST, SENTENCES
from mentorbot.web.server import Mount

HERE: Final = Path(__file__).parent
NO_SERVER: Final = (
    "This browser knows no Ed25519 signatures, and there is no server to ask. "
    "Open this page in a newer browser, or run python bot.py verify."
)
_TEMPLATES: Final = Environment(loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined)
_PIECE: Final = 64 * 1024


def certificate_checks(public_key: Callable[[], Awaitable[str]]) -> Mount:
    """`GET /verify` is the page, with the verdict on its `code` where one is given; `POST /verify` is one as JSON."""

    async def shown(request: web.Request) -> web.Response:
        public, code = await public_key(), request.query.get("code", "").strip()
        made = verdict(public, code.encode(errors="replace")) if code else None
        return web.Response(text=page(public, code, made), content_type="text/html", headers=_headers())

    async def checked(request: web.Request) -> web.Response:
        public, given = await public_key(), await _body(request)
        if given is None:
            large = Verdict(None, flaw=UNREADABLE, sentence=png_text.SENTENCES[png_text.Lack.LARGE])
            return web.json_response(as_json(large, public), status=413, headers=_headers())
        return web.json_response(as_json(verdict(public, given), public), headers=_headers())

    def mount(app: web.Application) -> None:
        app.router.add_get("/verify", shown)
        app.router.add_post("/verify", checked)

    return mount


def page(public: str, code: str = "", made: Verdict | None = None) -> str:
    """One page that needs nothing else, with the public key in it; and what came of checking the code."""
    its = made.certificate if made else None
    return _TEMPLATES.get_template("verify.html").render(
        style=_inline("verify.css"),
        script=_inline("verify.js"),
        policy=_policy(),
        facts=_facts(public),
        code=code,
        made=made,
        its=its,
        finished_on=day(its.finished_on) if its else "",
        issued_at=issued(its) if its else "",
        public=public,
    )


def _facts(public: str) -> dict[str, object]:
    """What the script knows; the words are those that the server says."""
    return {
        "key": public,
        "code": CODE,
        "longest": LONGEST,
        "version": VERSION,
        "letters": LETTERS,
        "keyword": png_text.KEYWORD,
        "largest": png_text.LARGEST,
        "longestText": png_text.LONGEST,
        "holds": HOLDS,
        "noServer": NO_SERVER,
        "sentences": {str(flaw): said for flaw, said in (*SENTENCES.items(), *png_text.SENTENCES.items())},
    }


async def _body(request: web.Request) -> bytes | None:
    """What was sent; None where it is too much, and then no more of it is read."""
    if (request.content_length or 0) > png_text.LARGEST:
        return None
    data = bytearray()
    async for piece in request.content.iter_chunked(_PIECE):
        data += piece
        if len(data) > png_text.LARGEST:
            return None
    return bytes(data)


@cache
def _inline(name: str) -> Markup:
    """A style sheet or script of ours, to stand in the page as it is."""
    return Markup((HERE / name).read_text(encoding="utf-8"))  # noqa: S704 - our own file


@cache
def _policy() -> str:
    """Nothing but this style and this script runs, and only our own server is asked; the saved page says so itself."""
    style, script = (_hash(_inline(name)) for name in ("verify.css", "verify.js"))
    return (
        f"default-src 'none'; style-src '{style}'; script-src '{script}'; connect-src 'self'; img-src data:; "
        "form-action 'self'; base-uri 'none'"
    )


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _headers() -> dict[str, str]:
    return {
        "Cache-Control": "no-store",
        "Content-Security-Policy": f"{_policy()}; frame-ancestors 'none'",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }
