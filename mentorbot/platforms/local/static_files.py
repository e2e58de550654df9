"""The page's own style and scripts: a closed list of files beside this one."""

from hashlib import sha256
from pathlib import Path
from typing import Final

from aiohttp import web

from mentorbot.platforms.local.guard import HEADERS

_FOLDER: Final = Path(__file__).parent / "static"
_TYPES: Final = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


async def serve_static(request: web.Request) -> web.Response:
    """One file, which the browser asks for again only when it changed."""
    files = {each.name: each for each in _FOLDER.iterdir() if each.suffix in _TYPES}
    file = files.get(request.match_info["name"])
    if file is None:
        raise web.HTTPNotFound
    content = file.read_bytes()
    tag = f'"{sha256(content).hexdigest()[:16]}"'
    headers = HEADERS | {"Cache-Control": "no-cache", "ETag": tag}
    if request.headers.get("If-None-Match") == tag:
        return web.Response(status=304, headers=headers)
    return web.Response(body=content, content_type=_TYPES[file.suffix], charset="utf-8", headers=headers)
