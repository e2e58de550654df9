"""Certificates checked on the page, by the browser itself: with the server, without it, and from a saved file."""

import zlib
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, Request, expect

from mentorbot.messages.certificates import HOLDS
from mentorbot.pictures.png_text import SENTENCES as PNG_SENTENCES
from mentorbot.pictures.png_text import Lack
from mentorbot.seals import SENTENCES, Flaw
from mentorbot.web.verify import NO_SERVER, certificate_checks
from tests.browser.conftest import NARROW, WIDE, Scheme, complaint, served
from tests.browser.test_looks import CONTRASTS
from tests.certified import ADA, ALONE, CHANGED, FOREIGN, MALFORMED, PUBLIC, SEALED, picture
from tests.pictures.test_png_text import chunk

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]
NO_ED25519 = """
const known = crypto.subtle.importKey.bind(crypto.subtle);
crypto.subtle.importKey = (format, data, name, ...rest) =>
  name === "Ed25519" ? Promise.reject(new DOMException("no", "NotSupportedError")) : known(format, data, name, ...rest);
"""
"""A browser from before 2025."""


async def key() -> str:
    return PUBLIC


@pytest_asyncio.fixture(loop_scope="module")
async def checks() -> AsyncIterator[str]:
    async with served(certificate_checks(key)) as address:
        yield f"{address}/verify"


@pytest_asyncio.fixture(loop_scope="module")
async def page(chromium: Browser, checks: str, complaints: list[str]) -> AsyncIterator[Page]:
    context = await chromium.new_context(viewport={"width": WIDE[0], "height": WIDE[1]}, reduced_motion="reduce")
    page = await context.new_page()
    page.on("console", lambda message: complaints.extend(complaint(message)))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    await page.goto(checks)
    yield page
    await context.close()


@pytest.fixture
def asked(page: Page) -> list[str]:
    """What the page asks the network for from now on."""
    requests: list[str] = []

    def heard(request: Request) -> None:
        requests.append(f"{request.method} {request.url}")

    page.on("request", heard)
    return requests


async def give(page: Page, data: bytes) -> None:
    await page.locator("#file").set_input_files({"name": "it.png", "mimeType": "image/png", "buffer": data})


async def paste(page: Page, code: str) -> None:
    await page.get_by_label("code").fill(code)
    await page.get_by_role("button", name="Check").click()


async def holds(page: Page) -> None:
    result = page.locator("#result")
    await expect(result).to_contain_text("This certificate holds")
    await expect(result).to_contain_text(HOLDS)
    assert await page.locator("#result dd").all_inner_texts() == [
        ADA.name,
        "Technical Product Manager",
        "Spring 26",
        "31",
        "24 November 2026",
        "TPM-7F3K-9QWD",
        "24 November 2026, 09:12 UTC",
        "Career Guild",
        SEALED.short,
    ]


async def fails(page: Page, sentence: str) -> None:
    await expect(page.locator("#verdict")).to_have_text("This is no proof")
    await expect(page.locator("#sentence")).to_have_text(sentence)
    await expect(page.locator("#facts")).to_be_hidden()


async def test_a_picture_that_was_chosen_is_checked_without_the_server(page: Page, asked: list[str]) -> None:
    await give(page, picture())
    await holds(page)
    assert asked == []
    assert await page.evaluate("document.activeElement.id") == "result"


async def test_a_picture_that_was_dropped_is_checked(page: Page) -> None:
    await page.evaluate(
        """bytes => {
          const data = new DataTransfer();
          data.items.add(new File([new Uint8Array(bytes)], "it.png", { type: "image/png" }));
          document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
        }""",
        list(picture()),
    )
    await holds(page)


async def test_a_code_that_was_pasted_is_checked_without_the_server(page: Page, asked: list[str]) -> None:
    await paste(page, f"\n{SEALED.text[:50]}\n {SEALED.text[50:]} ")
    await holds(page)
    assert asked == []


@pytest.mark.parametrize(
    ("code", "flaw"),
    [
        (CHANGED, Flaw.CHANGED),
        (SEALED.text[:-8], Flaw.CHANGED),
        (FOREIGN, Flaw.FOREIGN),
        (MALFORMED, Flaw.MALFORMED),
        ("hello", Flaw.MALFORMED),
        (f"{SEALED.text}=", Flaw.MALFORMED),
        ("mbc1." + "A" * 20_000, Flaw.MALFORMED),
    ],
)
async def test_what_does_not_hold_is_said_in_the_words_of_the_server(page: Page, code: str, flaw: Flaw) -> None:
    await paste(page, SEALED.text)
    await holds(page)
    await paste(page, code)
    await fails(page, SENTENCES[flaw])


async def test_a_picture_whose_certificate_was_changed_does_not_hold(page: Page) -> None:
    await give(page, picture(replace(SEALED, text=CHANGED)))
    await fails(page, SENTENCES[Flaw.CHANGED])


PNG = picture()
AT = PNG.index(SEALED.text.encode())


@pytest.mark.parametrize(
    ("data", "lack"),
    [
        (b"\xff\xd8\xff\xe0" + bytes(100), Lack.JPEG),
        (b"GIF89a", Lack.OTHER),
        (b"", Lack.OTHER),
        (PNG[: AT + 100], Lack.CUT),
        (PNG[:AT] + b"M" + PNG[AT + 1 :], Lack.DAMAGED),
        (PNG[:33] + chunk(b"IEND", b""), Lack.NONE),
        (PNG + bytes(2 * 1024 * 1024), Lack.LARGE),
    ],
)
async def test_a_file_without_a_code_is_said_to_be_what_it_is(page: Page, data: bytes, lack: Lack) -> None:
    await give(page, data)
    await fails(page, PNG_SENTENCES[lack])


async def test_other_kinds_of_text_are_read_as_the_server_reads_them(page: Page) -> None:
    named, code = b"mentorbot-certificate\0", SEALED.text.encode()
    for kind, rest in (
        (b"tEXt", code),
        (b"zTXt", b"\0" + zlib.compress(code)),
        (b"iTXt", b"\1\0en\0Urkunde\0" + zlib.compress(code)),
    ):
        await page.reload()
        others = chunk(b"tEXt", b"Software\0Paint")
        await give(page, PNG[:33] + others + chunk(kind, named + rest) + chunk(b"IEND", b""))
        await holds(page)


async def test_what_people_wrote_is_text(page: Page) -> None:
    await paste(page, ALONE.text)
    await expect(page.locator("[data-fact=name]")).to_have_text("<b>&amp;\"'")
    await expect(page.locator("[data-fact=cohort]")).to_have_text("—")


async def test_a_page_that_was_saved_works_without_a_network(page: Page, tmp_path: Path, asked: list[str]) -> None:
    async with page.expect_download() as downloading:
        await page.get_by_role("link", name="Save this page").click()
    saved = tmp_path / (await downloading.value).suggested_filename
    await (await downloading.value).save_as(saved)
    asked.clear()
    await page.context.set_offline(True)
    await page.goto(saved.as_uri())
    await give(page, picture())
    await holds(page)
    await paste(page, CHANGED)
    await fails(page, SENTENCES[Flaw.CHANGED])
    assert [each for each in asked if "file:" not in each] == []


@pytest.mark.parametrize("why", ["unknown", "not over HTTPS"])
async def test_a_browser_that_cannot_check_asks_the_server(
    page: Page, asked: list[str], why: Literal["unknown", "not over HTTPS"]
) -> None:
    hidden = "Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined });"
    await page.add_init_script(NO_ED25519 if why == "unknown" else hidden)
    await page.reload()
    asked.clear()
    await give(page, picture())
    await holds(page)
    await paste(page, CHANGED)
    await fails(page, SENTENCES[Flaw.CHANGED])
    assert [each.split(" ")[0] for each in asked] == ["POST", "POST"]
    await expect(page.locator("#offline")).to_be_hidden()


async def test_a_browser_that_cannot_check_has_nobody_to_ask_from_a_saved_page(page: Page, tmp_path: Path) -> None:
    saved = tmp_path / "saved.html"
    saved.write_text(await (await page.request.get(page.url)).text(), encoding="utf-8")
    await page.add_init_script(NO_ED25519)
    await page.goto(saved.as_uri())
    await paste(page, SEALED.text)
    await fails(page, NO_SERVER)


async def test_without_scripts_the_server_answers_the_form(chromium: Browser, checks: str) -> None:
    context = await chromium.new_context(java_script_enabled=False)
    page = await context.new_page()
    await page.goto(checks)
    await expect(page.locator("#drop")).to_be_hidden()
    await paste(page, SEALED.text)
    await holds(page)
    await paste(page, FOREIGN)
    await fails(page, SENTENCES[Flaw.FOREIGN])
    await context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_the_page_fits_and_every_word_can_be_read(page: Page, scheme: Scheme, size: tuple[int, int]) -> None:
    await page.set_viewport_size({"width": size[0], "height": size[1]})
    await page.emulate_media(color_scheme=scheme)
    contrasts = list(await page.evaluate(CONTRASTS))
    for code in (SEALED.text, CHANGED):
        await paste(page, code)
        await expect(page.locator("#result")).to_have_class("holds" if code == SEALED.text else "fails")
        contrasts += await page.evaluate(CONTRASTS)
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert len(contrasts) > 30
    assert [each for each in contrasts if each[0] < 4.5] == []


async def test_it_is_used_by_keyboard_alone(page: Page) -> None:
    await page.keyboard.press("Tab")
    await expect(page.locator("#file")).to_be_focused()
    await page.keyboard.press("Tab")
    await page.keyboard.insert_text(SEALED.text)
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await holds(page)
