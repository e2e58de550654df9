"""Pictures are seen on the page, and files are saved from it."""

from pathlib import Path

import pytest
from playwright.async_api import expect

from mentorbot.chat.blocks import File, Picture
from mentorbot.chat.reply import reply, say
from mentorbot.platforms.local.platform import LocalPlatform
from tests.browser.conftest import NARROW, WIDE, OpenPage
from tests.plain_png import png
from tests.platforms.local.http import deliver

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

WORDS = "Three steps of seven are done."
PAGE = File("certificate.html", "text/html", b"<h1>Ada</h1><script>alert(1)</script>")
CARRYING = reply(say("This is how far you are."), Picture("steps.png", png(1600, 400), WORDS), PAGE)


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_a_picture_is_drawn_within_the_page_and_keeps_its_shape(
    local: LocalPlatform, open_page: OpenPage, size: tuple[int, int]
) -> None:
    page = await open_page(size=size)
    await deliver(local, says=CARRYING)
    picture = page.get_by_role("img", name=WORDS)
    await expect(picture).to_be_visible()
    await page.wait_for_function("document.querySelector('.picture').naturalWidth === 1600")
    box = await picture.bounding_box()
    assert box is not None
    assert box["width"] <= size[0]
    assert box["width"] / box["height"] == pytest.approx(4, rel=0.05)


async def test_a_file_is_saved_under_its_name_and_never_opened(
    local: LocalPlatform, open_page: OpenPage, tmp_path: Path
) -> None:
    await deliver(local, says=CARRYING)
    page = await open_page()
    async with page.expect_download() as saving:
        await page.get_by_role("link", name="certificate.html").click()
    saved = await saving.value
    assert saved.suggested_filename == "certificate.html"
    await saved.save_as(tmp_path / "saved")
    assert (tmp_path / "saved").read_bytes() == PAGE.content
    async with page.context.expect_page(timeout=3000) as opening:
        await page.evaluate("href => { window.open(href) }", "/?as=ada")
    other = await opening.value
    address = await page.get_by_role("link", name="certificate.html").get_attribute("href")
    async with other.expect_download() as again:
        await other.evaluate("href => { location.href = href }", address)
    await (await again.value).cancel()
    await expect(other.locator("h1")).not_to_have_text("Ada")
