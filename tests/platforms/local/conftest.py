"""A local workspace over a small conversation."""

from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from mentorbot.platforms.local.platform import LocalPlatform
from tests.platforms.local.small_talk import SmallTalk, StillClock


@pytest.fixture
def talk() -> SmallTalk:
    return SmallTalk()


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture
def local(talk: SmallTalk, clock: StillClock) -> LocalPlatform:
    return LocalPlatform(conversation=talk, clock=clock, transcript=None, movable=True)


@pytest.fixture
async def browser(local: LocalPlatform) -> AsyncIterator[TestClient[web.Request, web.Application]]:
    """A client of the page, over real HTTP."""
    app = web.Application()
    local.mount(app)
    async with TestClient(TestServer(app)) as client:
        yield client
