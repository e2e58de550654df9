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
