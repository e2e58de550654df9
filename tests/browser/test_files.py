<<<<<<< HEAD
"""A file is chosen in a form, sent, and read by whoever answers the form."""

import pytest
from playwright.async_api import FilePayload, expect

from mentorbot.chat.call import call
from mentorbot.chat.ids import FileId, WorkspaceId
from mentorbot.chat.invocation import Invocation
from mentorbot.chat.reply import Field, FieldKind, Form, Reply
from mentorbot.platforms.local.platform import LocalPlatform
from mentorbot.platforms.local.uploads import LARGEST
from tests.browser.conftest import OpenPage
from tests.platforms.local.small_talk import SmallTalk, StillClock

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]
HERE = WorkspaceId("local")


class FilesTalk(SmallTalk):
    """Joining takes a list, if there is one."""

    async def form(self, invocation: Invocation) -> Form | Reply:
        name = Field(name="cohort", label="Which cohort?", kind=FieldKind.LINE, required=True)
        file = Field(name="file", label="Which list?", kind=FieldKind.FILE, required=False)
        return Form(title="Join a cohort", call=call(invocation.call.group + " join"), fields=(name, file))


@pytest.fixture
def talk() -> FilesTalk:
    return FilesTalk()


@pytest.fixture
def local(talk: FilesTalk) -> LocalPlatform:
    return LocalPlatform(conversation=talk, clock=StillClock(), transcript=None, movable=True)


def people(content: bytes) -> FilePayload:
    return {"name": "people.csv", "mimeType": "text/csv", "buffer": content}


async def test_a_chosen_file_goes_with_its_form(open_page: OpenPage, local: LocalPlatform, talk: FilesTalk) -> None:
    page = await open_page()
    await page.keyboard.type("/mentor join")
    await page.keyboard.press("Escape")
    await page.keyboard.press("Enter")
    form = page.get_by_role("dialog", name="Join a cohort")
    await form.get_by_label("Which cohort?").fill("Spring 26")
    await form.get_by_label("Which list?").set_input_files(people("Übung,kim".encode()))
    await form.get_by_role("button", name="Send").click()
    await expect(form).to_be_hidden()
    given = talk.answered[-1].call.named
    assert given["cohort"] == "Spring 26"
    assert given["file"].endswith("-people.csv")
    assert await local.read_file(HERE, FileId(given["file"]), 100) == "Übung,kim".encode()
    await expect(page.get_by_text("-people.csv").first).to_be_visible()


async def test_no_file_is_no_option(open_page: OpenPage, talk: FilesTalk) -> None:
    page = await open_page()
    await page.keyboard.type("/mentor join")
    await page.keyboard.press("Escape")
    await page.keyboard.press("Enter")
    form = page.get_by_role("dialog", name="Join a cohort")
    await form.get_by_label("Which cohort?").fill("Spring 26")
    await form.get_by_role("button", name="Send").click()
    await expect(page.locator(".bot")).to_contain_text("You're in Spring 26")
    assert talk.answered[-1].call.named == {"cohort": "Spring 26"}


async def test_a_file_that_is_too_large_is_said_to_be_so_and_the_form_stays(
    open_page: OpenPage, talk: FilesTalk, complaints: list[str]
) -> None:
    page = await open_page()
    await page.keyboard.type("/mentor join")
    await page.keyboard.press("Escape")
    await page.keyboard.press("Enter")
    form = page.get_by_role("dialog", name="Join a cohort")
    await form.get_by_label("Which cohort?").fill("Spring 26")
    await form.get_by_label("Which list?").set_input_files(people(b"x" * (LARGEST + 1)))
    await form.get_by_role("button", name="Send").click()
    await expect(form.get_by_role("alert")).to_have_text(
        "That file is a little more than 10 MB; I take up to 10 MB. I left it unread."
    )
    await expect(form.get_by_label("Which cohort?")).to_have_value("Spring 26")
    assert talk.answered == []
    assert [each for each in complaints if "413" not in each] == []
    complaints.clear()
=======
"""Pictures are seen on the page, and files are saved from it."""

from pathlib import Path

import pytest
from playwright.async_api import expect

from mentorbot.chat.blocks import File, Picture
from mentorbot.chat.reply import reply, say
from mentorbot.platforms.local.platform import LocalPlatform
from tests.browser.conftest import NARROW, WIDE, OpenPage
from tests.pictures import png
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
>>>>>>> files
