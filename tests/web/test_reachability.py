"""Dead links are found without bothering anybody's host."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from aiohttp import web

from mentorbot.web.reachability import Found, Reach, look
from mentorbot.web.server import serving


class Site:
    """Answers with the status that its path names, and counts who asks at once."""

    def __init__(self) -> None:
        self.asked = 0
        self.at_once: Counter[str] = Counter()
        self.most: Counter[str] = Counter()

    def mount(self, app: web.Application) -> None:
        app.router.add_get("/status/{status}", self._status)
        app.router.add_get("/round", self._round)
        app.router.add_get("/slow", self._slow)

    async def _status(self, request: web.Request) -> web.Response:
        self.asked += 1
        for name in (request.host, "all"):
            self.at_once[name] += 1
            self.most[name] = max(self.most[name], self.at_once[name])
        await asyncio.sleep(0.02)
        for name in (request.host, "all"):
            self.at_once[name] -= 1
        return web.Response(status=int(request.match_info["status"]))

    async def _round(self, _: web.Request) -> web.Response:
        raise web.HTTPFound("/round")

    async def _slow(self, _: web.Request) -> web.Response:
        await asyncio.sleep(5)
        return web.Response()


@pytest.fixture
def site() -> Site:
    return Site()


@pytest_asyncio.fixture
async def address(site: Site) -> AsyncIterator[str]:
    async with serving([site.mount], "127.0.0.1", 0) as address:
        yield address


@pytest.mark.parametrize(
    ("path", "reach", "why"),
    [
        ("/status/200", Reach.ALIVE, "it answers 200"),
        ("/status/404", Reach.DEAD, "it answers 404"),
        ("/status/410", Reach.DEAD, "it answers 410"),
        ("/status/403", Reach.UNKNOWN, "it answers 403"),
        ("/status/429", Reach.UNKNOWN, "it answers 429"),
        ("/status/503", Reach.UNKNOWN, "it answers 503"),
        ("/round", Reach.DEAD, "it leads round in circles"),
        ("/slow", Reach.UNKNOWN, "it does not answer in time"),
    ],
)
async def test_a_link_is_dead_only_when_its_host_says_so(address: str, path: str, reach: Reach, why: str) -> None:
    assert await look([f"{address}{path}"], seconds=0.5) == [Found(f"{address}{path}", reach, why)]


async def test_each_address_is_asked_for_once_and_each_host_by_one_at_a_time(address: str, site: Site) -> None:
    other = address.replace("127.0.0.1", "localhost")
    urls = [f"{host}/status/{status}" for status in (200, 201, 202, 204) for host in (address, other)]
    found = await look([*urls, *urls])
    assert [each.url for each in found] == urls
    assert site.asked == len(urls)
    assert site.most["all"] == 2
    assert set(site.most.values()) == {1, 2}


async def test_a_host_that_is_gone_is_dead_when_others_are_found(address: str) -> None:
    gone, there = "https://no-such-host.invalid/", f"{address}/status/200"
    assert [each.reach for each in await look([gone, there])] == [Reach.DEAD, Reach.ALIVE]


async def test_a_machine_that_is_offline_finds_nothing_dead() -> None:
    (found,) = await look(["https://no-such-host.invalid/"])
    assert found.reach is Reach.UNKNOWN
