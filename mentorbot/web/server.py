"""The web server of the process, on one host and port."""

from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager

from aiohttp import web

Mount = Callable[[web.Application], None]
"""Adds somebody's routes."""


@asynccontextmanager
async def serving(mounts: Iterable[Mount], host: str, port: int) -> AsyncIterator[str]:
    """Serve until the block ends; gives the address. Raises OSError when the port is taken."""
    app = web.Application()
    for mount in mounts:
        mount(app)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        yield f"http://{host}:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
