"""A page that changes while somebody looks at it."""

from collections.abc import Callable

from aiohttp import web

from mentorbot.web.server import Mount


def live_page(html: Callable[[], str], version: Callable[[], int]) -> Mount:
    """`/` is the page as it is now; `/version` is a number that differs once the page does."""

    async def shown(_: web.Request) -> web.Response:
        return web.Response(text=html(), content_type="text/html", headers={"Cache-Control": "no-store"})

    async def number(_: web.Request) -> web.Response:
        return web.Response(text=str(version()), headers={"Cache-Control": "no-store"})

    def mount(app: web.Application) -> None:
        app.router.add_get("/", shown)
        app.router.add_get("/version", number)

    return mount
