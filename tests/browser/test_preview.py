"""The preview that follows its files, in a browser."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from mentorbot.previews.live import LivePreview
from mentorbot.web.live_page import live_page
from tests.browser.conftest import NARROW, WIDE, Scheme, complaint, served

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]
SAMPLE = Path(__file__).parents[1] / "guides" / "sample"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SAMPLE, tmp_path / "content"))


@pytest_asyncio.fixture(loop_scope="module")
async def followed(content: Path) -> AsyncIterator[str]:
    live = LivePreview(content, "light-the-smoker", "")
    await live.look_again()

    async def follow() -> None:
        while True:
            await asyncio.sleep(0.1)
            await live.look_again()

    following = asyncio.create_task(follow())
    async with served(live_page(lambda: live.html, lambda: live.version)) as address:
        yield address
    following.cancel()


@pytest.mark.parametrize("size", [WIDE, NARROW])
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_the_page_fits_the_window(
    chromium: Browser, followed: str, size: tuple[int, int], scheme: Scheme, complaints: list[str]
) -> None:
    context = await chromium.new_context(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme)
    page = await context.new_page()
    page.on("console", lambda message: complaints.extend(complaint(message)))
    await page.goto(followed)
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    tops = [
        await page.locator(f".{name}").first.evaluate("it => it.offsetTop") for name in ("slack", "discord", "local")
    ]
    assert (len(set(tops)) == 1) is (size == WIDE), "beside each other where there is room"
    await context.close()


async def test_an_edit_arrives_by_itself_and_a_broken_one_says_where(
    chromium: Browser, followed: str, content: Path
) -> None:
    page = await chromium.new_page()
    await page.goto(followed)
    step = content / "beekeeper" / "steps" / "step-1.md"
    text = step.read_text(encoding="utf-8")
    step.write_text(text.replace("Dry grass, one match", "Hay, one match"), encoding="utf-8")
    await expect(page.locator(".slack").nth(1)).to_contain_text("Hay, one match")
    step.write_text(text.replace("outcome:", "outcom:"), encoding="utf-8")
    await expect(page.get_by_role("alert")).to_contain_text("steps/step-1.md:19: `outcom` is not a key I know here.")
    await expect(page.locator(".discord").nth(1)).to_contain_text("Hay, one match")
    step.write_text(text, encoding="utf-8")
    await expect(page.locator(".local").nth(1)).to_contain_text("Dry grass, one match")
    await expect(page.get_by_role("alert")).to_have_count(0)
    await page.close()
