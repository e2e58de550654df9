"""The process's web server on a real port."""

import pytest
from aiohttp import ClientSession, web

from mentorbot.web.server import serving


def _greeting(app: web.Application) -> None:
    async def greet(_request: web.Request) -> web.Response:
        return web.Response(text="Hello")

    app.router.add_get("/greeting", greet)


async def test_it_serves_what_was_mounted_where_it_says() -> None:
    async with serving([_greeting], "127.0.0.1", 0) as address, ClientSession() as session:
        async with session.get(f"{address}/greeting") as answer:
            assert await answer.text() == "Hello"
        async with session.get(f"{address}/farewell") as answer:
            assert answer.status == 404


async def test_a_port_that_is_taken_is_said_in_one_sentence() -> None:
    async with serving([], "127.0.0.1", 0) as address:
        port = int(address.rpartition(":")[2])
        with pytest.raises(OSError, match=rf"^Cannot open 127\.0\.0\.1:{port}: another program listens there\."):
            async with serving([], "127.0.0.1", port):
                pass


async def test_the_port_is_free_again_afterwards() -> None:
    async with serving([], "127.0.0.1", 0) as address:
        port = int(address.rpartition(":")[2])
    async with serving([], "127.0.0.1", port) as again:
        assert again == address
