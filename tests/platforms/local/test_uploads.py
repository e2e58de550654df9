"""Files given on the page: sent before their form, kept in memory, a few at a time."""

import asyncio
import re
from io import BytesIO

import pytest

from mentorbot.chat.call import call
from mentorbot.chat.ids import FileId, WorkspaceId
from mentorbot.chat.platform import FileTooLarge, NoSuchFile
from mentorbot.chat.reply import Field, FieldKind, Form
from mentorbot.platforms.local.forms import Opened, carry
from mentorbot.platforms.local.platform import LocalPlatform
from mentorbot.platforms.local.uploads import KEPT, LARGEST, Uploads
from mentorbot.platforms.local.view import draw_form
from tests.platforms.local.http import Browser, post
from tests.platforms.local.small_talk import SmallTalk

HERE = WorkspaceId("local")
BYTES = {"Content-Type": "application/octet-stream"}


async def upload(browser: Browser, content: bytes, name: str = "people.csv") -> tuple[int, dict[str, str]]:
    response = await browser.post("/local/upload", params={"name": name}, data=BytesIO(content), headers=BYTES)
    return response.status, await response.json()


async def test_a_file_sent_by_the_page_can_be_read_by_what_it_is_called_from_then_on(
    browser: Browser, local: LocalPlatform
) -> None:
    status, answer = await upload(browser, b"ada\nkim")
    assert status == 200
    assert re.fullmatch(r"[0-9a-f]{8}-people\.csv", answer["file"])
    assert await local.read_file(HERE, FileId(answer["file"]), 100) == b"ada\nkim"


async def test_a_form_brings_the_files_name_to_its_command(browser: Browser, talk: SmallTalk) -> None:
    _, answer = await upload(browser, b"ada")
    values = {"cohort": "spring", "file": answer["file"]}
    assert await post(browser, "submit", call=carry(call("mentor join")), message=None, values=values) == {}
    assert talk.answered[-1].call.named == values


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("", "file"),
        ("../../etc/passwd", "etc-passwd"),
        ("My people (1).csv", "My-people-1-.csv"),
        ("\u202egpj.exe", "gpj.exe"),
        ("übung.csv", "übung.csv"),
        ("x" * 100 + ".csv", "x" * 56 + ".csv"),
        ("<b>", "b"),
    ],
)
def test_a_files_name_is_kept_as_far_as_it_is_harmless(name: str, kept: str) -> None:
    assert Uploads().keep(name, b"")[9:] == kept


def test_two_files_of_one_name_are_two() -> None:
    uploads = Uploads()
    first, second = uploads.keep("a.csv", b"1"), uploads.keep("a.csv", b"2")
    assert (uploads.read(first, 1), uploads.read(second, 1)) == (b"1", b"2")


def test_the_oldest_goes_when_there_are_too_many() -> None:
    uploads = Uploads()
    given = [uploads.keep("a.csv", b"1") for _ in range(KEPT)]
    assert uploads.read(given[0], 1) == b"1"
    uploads.keep("a.csv", b"1")
    assert uploads.read(given[1], 1) == b"1"
    with pytest.raises(NoSuchFile, match=rf"keep the last {KEPT}, until I'm restarted\. Please attach it again\."):
        uploads.read(given[0], 1)


async def test_a_file_of_before_the_restart_is_gone(local: LocalPlatform) -> None:
    with pytest.raises(NoSuchFile, match="any more"):
        await local.read_file(HERE, FileId("0123abcd-people.csv"), 100)


async def test_a_file_of_the_limit_is_read_and_one_byte_more_is_not(local: LocalPlatform) -> None:
    robin = local.as_person("robin")
    assert await local.read_file(HERE, robin.attaches("a", b"x" * 2_000_000), 2_000_000)
    with pytest.raises(FileTooLarge, match="a little more than 2 MB; I take up to 2 MB"):
        await local.read_file(HERE, robin.attaches("a", b"x" * 2_000_001), 2_000_000)


async def test_the_page_takes_a_file_of_10_mb_and_no_more(browser: Browser, local: LocalPlatform) -> None:
    status, answer = await upload(browser, b"x" * LARGEST)
    assert status == 200
    assert len(await local.read_file(HERE, FileId(answer["file"]), LARGEST)) == LARGEST
    status, answer = await upload(browser, b"x" * (LARGEST + 1))
    assert (status, answer) == (
        413,
        {"error": "That file is a little more than 10 MB; I take up to 10 MB. I left it unread."},
    )


async def test_a_file_that_does_not_say_how_large_it_is_ends_at_the_limit_too(browser: Browser) -> None:
    async def pieces(many: int) -> object:
        for _ in range(many):
            yield b"x" * 1_000_000
            await asyncio.sleep(0)

    response = await browser.post("/local/upload", data=pieces(11), headers=BYTES)
    assert response.status == 413
    assert "goes on past 10 MB" in (await response.json())["error"]
    assert (await browser.post("/local/upload", data=pieces(10), headers=BYTES)).status == 200


@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "text/plain", "application/x-www-form-urlencoded"])
async def test_another_websites_form_cannot_give_a_file(browser: Browser, kind: str) -> None:
    response = await browser.post("/local/upload", data=b"x", headers={"Content-Type": kind})
    assert (response.status, await response.json()) == (403, {"error": "A file comes here as plain bytes."})


@pytest.mark.parametrize("headers", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}])
async def test_another_website_cannot_either(browser: Browser, headers: dict[str, str]) -> None:
    response = await browser.post("/local/upload", data=b"x", headers=BYTES | headers)
    assert response.status == 403


async def test_bytes_are_no_way_to_say_something(browser: Browser) -> None:
    response = await browser.post("/local/say", data=b'{"as":"ada","text":"x"}', headers=BYTES)
    assert response.status == 403


@pytest.mark.parametrize("required", [True, False])
def test_the_field_of_a_file_is_drawn_and_shows_nothing_filled_in(required: bool) -> None:  # noqa: FBT001 - of the table above
    asked = Field(name="file", label="Which list?", kind=FieldKind.FILE, required=required, value="0123abcd-people.csv")
    html = draw_form(Opened(form=Form(title="Import", call=call("cohort import"), fields=(asked,)), message=None))
    assert '<input type="file" id="field-1" name="file"' in html
    assert ("required>" in html) is required
    assert "0123abcd" not in html
