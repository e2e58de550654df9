"""A local workspace on a free port, and pages of it in headless Chromium that may not complain."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Literal, TypeAlias

import pytest
import pytest_asyncio
from aiohttp import web
from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Page, async_playwright, expect

from mentorbot.platforms.local.platform import LocalPlatform
from tests.browser.chromium import ARGUMENTS, NOT_FOUND, find_chromium
from tests.platforms.local.http import deliver
from tests.platforms.local.small_talk import SmallTalk, StillClock

Scheme: TypeAlias = Literal["light", "dark"]
OpenPage: TypeAlias = Callable[..., Awaitable[Page]]
WIDE, NARROW = (1280, 800), (390, 844)
expect.set_options(timeout=20_000)  # a machine may be busy with other tests


class NudgingClock(StillClock):
    """A clock that has Ada and Kim nudged whenever it moves."""

    def __init__(self) -> None:
        super().__init__()
        self.local: LocalPlatform | None = None

    async def advance(self, delta: timedelta) -> None:
        await super().advance(delta)
        if self.local is not None:
            await deliver(self.local, "ada", key=f"ada {self.now()}")
            await deliver(self.local, "kim", key=f"kim {self.now()}")


@pytest.fixture
def local() -> LocalPlatform:
    clock = NudgingClock()
    clock.local = LocalPlatform(conversation=SmallTalk(), clock=clock, transcript=None, movable=True)
    return clock.local


@asynccontextmanager
async def served(mount: Callable[[web.Application], None], *, port: int = 0) -> AsyncIterator[str]:
    """The address of a server with these routes, on a free port unless one is named."""
    app = web.Application()
    mount(app)
    runner = web.AppRunner(app)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", port).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


@pytest_asyncio.fixture(loop_scope="module")
async def address(local: LocalPlatform) -> AsyncIterator[str]:
    async with served(local.mount) as address:
        yield address


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def chromium() -> AsyncIterator[Browser]:
    path = find_chromium()
    if path is None:
        pytest.skip(NOT_FOUND)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        await browser.close()


@pytest.fixture
def complaints() -> Iterator[list[str]]:
    """What the consoles of all pages said; a test with any of it fails."""
    said: list[str] = []
    yield said
    assert said == []


@pytest_asyncio.fixture(loop_scope="module")
async def open_page(chromium: Browser, address: str, complaints: list[str]) -> AsyncIterator[OpenPage]:
    contexts: list[BrowserContext] = []

    async def opened(who: str = "ada", *, size: tuple[int, int] = WIDE, scheme: Scheme = "light") -> Page:
        context = await chromium.new_context(
            viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, reduced_motion="reduce"
        )
        contexts.append(context)
        page = await context.new_page()
        page.set_default_timeout(20_000)
        page.on("console", lambda message: complaints.extend(complaint(message)))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        await page.goto(f"{address}/?as={who}")
        return page

    yield opened
    for context in contexts:
        await context.close()


def complaint(message: ConsoleMessage) -> list[str]:
    return [message.text] if message.type in {"error", "warning"} else []
