"""`/healthz`: whether the process does its work, for whoever restarts it."""

from collections.abc import Callable, Mapping

from aiohttp import web

Report = Callable[[], Mapping[str, object]]
"""Facts to show; `ok` among them decides between 200 and 503."""


def health(report: Report) -> Callable[[web.Application], None]:
    """A mount for the server."""

    async def healthz(_request: web.Request) -> web.Response:
        facts = report()
        return web.json_response(dict(facts), status=200 if facts["ok"] else 503)

    def mount(app: web.Application) -> None:
        app.router.add_get("/healthz", healthz)

    return mount
