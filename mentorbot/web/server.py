"""The web server of the process, on one host and port."""

import errno
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager

from aiohttp import web

Mount = Callable[[web.Application], None]
"""Adds somebody's routes."""


@asynccontextmanager
async def serving(mounts: Iterable[Mount], host: str, port: int) -> AsyncIterator[str]:
    """Serve until the block ends; gives the address. Raises OSError, in words for the operator, when it cannot."""
    app = web.Application()
    for mount in mounts:
        mount(app)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        await _listen(runner, host, port)
        yield f"http://{host}:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


async def _listen(runner: web.AppRunner, host: str, port: int) -> None:
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as error:
        taken = error.errno == errno.EADDRINUSE
        why = "another program listens there" if taken else error.strerror or str(error)
        raise OSError(f"Cannot open {host}:{port}: {why}. PORT=8081, say, would take another port.") from None
