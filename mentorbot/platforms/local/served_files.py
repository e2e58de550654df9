"""Gives a browser what a picture or a file of the transcript holds."""

from typing import Final

from aiohttp import web

from mentorbot.platforms.local.guard import HEADERS, Handler
from mentorbot.platforms.local.kept_files import KeptFiles
from mentorbot.platforms.local.png import is_png

ROUTE: Final = "/local/files/{hash}/{name}"
_FOR_EVER: Final = {"Cache-Control": "private, max-age=31536000, immutable"}
"""What has this hash never changes."""


def serving(files: KeptFiles) -> Handler:
    """The handler of the route.

    Only a picture is shown; anything else is saved, never opened: HTML would otherwise speak in the page's name.
    """

    async def serve(request: web.Request) -> web.Response:
        content = files.find(request.match_info["hash"])
        if not content:
            raise web.HTTPNotFound
        if is_png(content):
            return web.Response(body=content, content_type="image/png", headers=HEADERS | _FOR_EVER)
        saved = HEADERS | _FOR_EVER | {"Content-Disposition": "attachment"}
        return web.Response(body=content, content_type="application/octet-stream", headers=saved)

    return serve
